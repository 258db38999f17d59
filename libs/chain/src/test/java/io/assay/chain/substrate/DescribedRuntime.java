package io.assay.chain.substrate;

import static io.assay.chain.metadata.StorageHasher.BLAKE2_128_CONCAT;
import static io.assay.chain.metadata.StorageHasher.IDENTITY;
import static io.assay.chain.metadata.StorageHasher.TWOX_64_CONCAT;
import static io.assay.chain.runtime.FrameTypes.ACCOUNT_ID;
import static io.assay.chain.runtime.FrameTypes.ACCOUNT_INFO;
import static io.assay.chain.runtime.FrameTypes.DISPATCH_ERROR;
import static io.assay.chain.runtime.FrameTypes.DISPATCH_EVENT_INFO;
import static io.assay.chain.runtime.FrameTypes.EVENT_RECORD;
import static io.assay.chain.runtime.FrameTypes.RUNTIME_VERSION;
import static io.assay.chain.runtime.TypeDescription.BOOL;
import static io.assay.chain.runtime.TypeDescription.BYTES;
import static io.assay.chain.runtime.TypeDescription.U16;
import static io.assay.chain.runtime.TypeDescription.U32;
import static io.assay.chain.runtime.TypeDescription.U64;
import static io.assay.chain.runtime.TypeDescription.U8;
import static io.assay.chain.runtime.TypeDescription.array;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.enumeration;
import static io.assay.chain.runtime.TypeDescription.option;
import static io.assay.chain.runtime.TypeDescription.struct;
import static io.assay.chain.runtime.TypeDescription.tuple;
import static io.assay.chain.runtime.TypeDescription.vec;
import static io.assay.chain.runtime.TypeDescription.wrapper;

import io.assay.chain.metadata.StorageHasher;
import io.assay.chain.runtime.ApiDescription;
import io.assay.chain.runtime.ConstantDescription;
import io.assay.chain.runtime.ExtensionDescription;
import io.assay.chain.runtime.PalletDescription;
import io.assay.chain.runtime.RuntimeDescription;
import io.assay.chain.runtime.StorageDescription;
import io.assay.chain.runtime.StorageDescription.HashedKey;
import io.assay.chain.runtime.TypeDescription;
import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.runtime.TypeDescription.Struct;
import io.assay.chain.type.ScaleValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A runtime with what a client of subtensor's asks for, hashers and types as on mainnet. */
final class DescribedRuntime {
    static final long SPEC = 425;

    private static final Struct NET_UID = wrapper("subtensor_runtime_common::NetUid", U16);
    private static final HashedKey BY_NETUID = new HashedKey(IDENTITY, NET_UID);
    private static final HashedKey BY_UID = new HashedKey(IDENTITY, U16);
    private static final ScaleValue ZERO = ScaleValue.of(0);
    private static final ScaleValue NOTHING = ScaleValue.sequence();

    private final List<String> left = new ArrayList<>();
    private long spec = SPEC;

    /** The same without a storage item. */
    DescribedRuntime without(String item) {
        left.add(item);
        return this;
    }

    /** The same with another version. */
    DescribedRuntime ofSpec(long version) {
        spec = version;
        return this;
    }

    RuntimeDescription description() {
        return new RuntimeDescription(
                "node_subtensor_runtime",
                List.of(system(), timestamp(), aura(), subtensor(), utility(), commitments(), drand()),
                ExtensionDescription.STANDARD,
                List.of(metagraphs()));
    }

    private PalletDescription system() {
        return PalletDescription.builder("System", 0, "frame_system")
                .storage(
                        StorageDescription.of(
                                "Account", ACCOUNT_INFO, noAccount(), new HashedKey(BLAKE2_128_CONCAT, ACCOUNT_ID)),
                        StorageDescription.of("Events", vec(EVENT_RECORD), NOTHING))
                .events(
                        Case.of(0, "ExtrinsicSuccess", Member.of("dispatch_info", DISPATCH_EVENT_INFO)),
                        Case.of(
                                1,
                                "ExtrinsicFailed",
                                Member.of("dispatch_error", DISPATCH_ERROR),
                                Member.of("dispatch_info", DISPATCH_EVENT_INFO)))
                .constants(new ConstantDescription("Version", RUNTIME_VERSION, version()))
                .build();
    }

    private static PalletDescription timestamp() {
        return PalletDescription.builder("Timestamp", 2, "pallet_timestamp")
                .storage(StorageDescription.of("Now", U64, ZERO))
                .calls(Case.of(0, "set", Member.of("now", compact(U64))))
                .build();
    }

    private static PalletDescription aura() {
        return PalletDescription.builder("Aura", 3, "pallet_aura")
                .constants(new ConstantDescription("SlotDuration", U64, ScaleValue.of(12_000)))
                .build();
    }

    private PalletDescription subtensor() {
        return PalletDescription.builder("SubtensorModule", 7, "pallet_subtensor")
                .storage(Stream.of(subnet(), neurons(), weights())
                        .flatMap(List::stream)
                        .filter(item -> !left.contains(item.name()))
                        .toArray(StorageDescription[]::new))
                .calls(
                        Case.of(
                                0,
                                "set_weights",
                                Member.of("netuid", NET_UID),
                                Member.of("dests", vec(U16)),
                                Member.of("weights", vec(U16)),
                                Member.of("version_key", U64)),
                        Case.of(7, "burned_register", Member.of("netuid", NET_UID), Member.of("hotkey", ACCOUNT_ID)))
                .events(
                        Case.of(5, "WeightsSet", Member.unnamed(NET_UID), Member.unnamed(U16)),
                        Case.of(88, "BatchWeightItemFailed", Member.unnamed(DISPATCH_ERROR)))
                .errors(Case.of(2, "NotRegistered"), Case.of(28, "SettingWeightsTooFast"))
                .build();
    }

    private static List<StorageDescription> subnet() {
        return List.of(
                StorageDescription.of("NetworksAdded", BOOL, ScaleValue.of(false), BY_NETUID),
                StorageDescription.of("Tempo", U16, ScaleValue.of(360), BY_NETUID),
                StorageDescription.of("LastEpochBlock", U64, ZERO, BY_NETUID),
                StorageDescription.of("PendingEpochAt", U64, ZERO, BY_NETUID),
                StorageDescription.of("WeightsSetRateLimit", U64, ScaleValue.of(100), BY_NETUID),
                StorageDescription.of("WeightsVersionKey", U64, ZERO, BY_NETUID),
                StorageDescription.of("MinAllowedWeights", U16, ScaleValue.of(1), BY_NETUID),
                StorageDescription.of("MaxWeightsLimit", U16, ScaleValue.of(65_535), BY_NETUID),
                StorageDescription.of("StakeThreshold", U64, ZERO),
                StorageDescription.of("CommitRevealWeightsEnabled", BOOL, ScaleValue.of(true), BY_NETUID),
                StorageDescription.of("CommitRevealWeightsVersion", U16, ScaleValue.of(4)),
                StorageDescription.of(
                        "RevealPeriodEpochs",
                        U64,
                        ScaleValue.of(1),
                        new HashedKey(StorageHasher.TWOX_64_CONCAT, NET_UID)));
    }

    private static List<StorageDescription> neurons() {
        return List.of(
                StorageDescription.of("Keys", ACCOUNT_ID, ScaleValue.of(new byte[32]), BY_NETUID, BY_UID),
                StorageDescription.of("LastUpdate", vec(U64), NOTHING, BY_NETUID),
                StorageDescription.of("Incentive", vec(U16), NOTHING, BY_NETUID),
                StorageDescription.of("Dividends", vec(U16), NOTHING, BY_NETUID),
                StorageDescription.of("Emission", vec(U64), NOTHING, BY_NETUID),
                StorageDescription.of("ValidatorPermit", vec(BOOL), NOTHING, BY_NETUID),
                StorageDescription.of("BlockAtRegistration", U64, ZERO, BY_NETUID, BY_UID),
                StorageDescription.of(
                        "TotalHotkeyAlpha", U64, ZERO, new HashedKey(BLAKE2_128_CONCAT, ACCOUNT_ID), BY_NETUID));
    }

    private static List<StorageDescription> weights() {
        return List.of(StorageDescription.of("Weights", vec(tuple(U16, U16)), NOTHING, BY_NETUID, BY_UID));
    }

    private static PalletDescription utility() {
        return PalletDescription.builder("Utility", 11, "pallet_utility")
                .events(
                        Case.of(0, "BatchInterrupted", Member.of("index", U32), Member.of("error", DISPATCH_ERROR)),
                        Case.of(4, "ItemFailed", Member.of("error", DISPATCH_ERROR)))
                .build();
    }

    private static PalletDescription commitments() {
        var data = enumeration(
                "pallet_commitments::types::Data",
                Case.of(0, "None"),
                Case.of(5, "Raw4", Member.unnamed(array(4, U8))),
                Case.of(129, "Raw128", Member.unnamed(array(128, U8))));
        var content = struct("pallet_commitments::types::CommitmentInfo", Member.of("fields", vec(data)));
        var registration = struct(
                "pallet_commitments::types::Registration",
                Member.of("deposit", U64),
                Member.of("block", U32),
                Member.of("info", content));
        return PalletDescription.builder("Commitments", 18, "pallet_commitments")
                .storage(StorageDescription.optional(
                        "CommitmentOf", registration, BY_NETUID, new HashedKey(TWOX_64_CONCAT, ACCOUNT_ID)))
                .build();
    }

    private static PalletDescription drand() {
        var config = struct(
                "pallet_drand::types::BeaconConfiguration",
                Member.of("public_key", BYTES),
                Member.of("period", U32),
                Member.of("genesis_time", U32));
        var none = ScaleValue.composite(
                Map.of("public_key", ScaleValue.of(new byte[0]), "period", ZERO, "genesis_time", ZERO));
        return PalletDescription.builder("Drand", 26, "pallet_drand")
                .storage(
                        StorageDescription.of("BeaconConfig", config, none),
                        StorageDescription.of("LastStoredRound", U64, ZERO))
                .build();
    }

    private static ApiDescription metagraphs() {
        TypeDescription metagraph = struct(
                "pallet_subtensor::rpc_info::metagraph::Metagraph",
                Member.of("netuid", compact(NET_UID)),
                Member.of("hotkeys", vec(ACCOUNT_ID)),
                Member.of("total_stake", vec(compact(U64))));
        return ApiDescription.of(
                "SubnetInfoRuntimeApi",
                ApiDescription.Method.of("get_metagraph", option(metagraph), Member.of("netuid", NET_UID)));
    }

    private static ScaleValue noAccount() {
        var data = ScaleValue.composite(Map.of("free", ZERO, "reserved", ZERO, "frozen", ZERO, "flags", ZERO));
        return ScaleValue.composite(
                Map.of("nonce", ZERO, "consumers", ZERO, "providers", ZERO, "sufficients", ZERO, "data", data));
    }

    private ScaleValue version() {
        return ScaleValue.composite(Map.of(
                "spec_name", ScaleValue.of("node-subtensor"),
                "impl_name", ScaleValue.of("node-subtensor"),
                "authoring_version", ScaleValue.of(1),
                "spec_version", ScaleValue.of(spec),
                "impl_version", ScaleValue.of(1),
                "apis", ScaleValue.sequence(),
                "transaction_version", ScaleValue.of(1),
                "system_version", ScaleValue.of(1)));
    }
}
