package io.assay.chain.runtime;

import static io.assay.chain.runtime.FrameTypes.ACCOUNT_ID;
import static io.assay.chain.runtime.FrameTypes.ACCOUNT_INFO;
import static io.assay.chain.runtime.FrameTypes.DISPATCH_ERROR;
import static io.assay.chain.runtime.FrameTypes.DISPATCH_EVENT_INFO;
import static io.assay.chain.runtime.FrameTypes.EVENT_RECORD;
import static io.assay.chain.runtime.FrameTypes.H256;
import static io.assay.chain.runtime.FrameTypes.MULTI_ADDRESS;
import static io.assay.chain.runtime.FrameTypes.RUNTIME_VERSION;
import static io.assay.chain.runtime.TypeDescription.BYTES;
import static io.assay.chain.runtime.TypeDescription.U16;
import static io.assay.chain.runtime.TypeDescription.U32;
import static io.assay.chain.runtime.TypeDescription.U64;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.option;
import static io.assay.chain.runtime.TypeDescription.struct;
import static io.assay.chain.runtime.TypeDescription.tuple;
import static io.assay.chain.runtime.TypeDescription.vec;
import static io.assay.chain.runtime.TypeDescription.wrapper;

import io.assay.chain.metadata.StorageHasher;
import io.assay.chain.runtime.StorageDescription.HashedKey;
import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.runtime.TypeDescription.Outer;
import io.assay.chain.runtime.TypeDescription.Struct;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.Map;

/** A runtime with one pallet of each kind, small enough to be damaged at every byte. */
public final class SmallRuntime {
    /** A subnet's number, wrapped as in subtensor. */
    public static final Struct NET_UID = wrapper("subtensor_runtime_common::NetUid", U16);

    /** Pallets, extensions and an API. */
    public static final RuntimeDescription DESCRIPTION = new RuntimeDescription(
            "node_subtensor_runtime",
            List.of(system(), timestamp(), balances(), subtensor(), utility()),
            ExtensionDescription.STANDARD,
            List.of(subnets()));

    private SmallRuntime() {}

    private static PalletDescription system() {
        return PalletDescription.builder("System", 0, "frame_system")
                .storage(
                        StorageDescription.of(
                                "Account",
                                ACCOUNT_INFO,
                                noAccount(),
                                new HashedKey(StorageHasher.BLAKE2_128_CONCAT, ACCOUNT_ID)),
                        StorageDescription.of(
                                "BlockHash",
                                H256,
                                ScaleValue.of(new byte[32]),
                                new HashedKey(StorageHasher.TWOX_64_CONCAT, U32)),
                        StorageDescription.of("Events", vec(EVENT_RECORD), ScaleValue.sequence()))
                .calls(Case.of(0, "remark", Member.of("remark", BYTES)).documented("Make some on-chain remark."))
                .events(
                        Case.of(0, "ExtrinsicSuccess", Member.of("dispatch_info", DISPATCH_EVENT_INFO)),
                        Case.of(
                                1,
                                "ExtrinsicFailed",
                                Member.of("dispatch_error", DISPATCH_ERROR),
                                Member.of("dispatch_info", DISPATCH_EVENT_INFO)))
                .errors(Case.of(5, "CallFiltered"))
                .constants(
                        new ConstantDescription("Version", RUNTIME_VERSION, version()),
                        new ConstantDescription("SS58Prefix", U16, ScaleValue.of(42)))
                .build();
    }

    private static PalletDescription timestamp() {
        return PalletDescription.builder("Timestamp", 2, "pallet_timestamp")
                .storage(StorageDescription.of("Now", U64, ScaleValue.of(0)))
                .calls(Case.of(0, "set", Member.of("now", compact(U64))))
                .build();
    }

    private static PalletDescription balances() {
        return PalletDescription.builder("Balances", 5, "pallet_balances")
                .calls(Case.of(
                        3, "transfer_keep_alive", Member.of("dest", MULTI_ADDRESS), Member.of("value", compact(U64))))
                .build();
    }

    private static PalletDescription subtensor() {
        return PalletDescription.builder("SubtensorModule", 7, "pallet_subtensor")
                .storage(
                        StorageDescription.of(
                                        "Weights",
                                        vec(tuple(U16, U16)),
                                        ScaleValue.sequence(),
                                        new HashedKey(StorageHasher.IDENTITY, NET_UID),
                                        new HashedKey(StorageHasher.IDENTITY, U16))
                                .documented("( netuid, uid ) --> weights"),
                        StorageDescription.optional(
                                "Uids",
                                U16,
                                new HashedKey(StorageHasher.IDENTITY, NET_UID),
                                new HashedKey(StorageHasher.BLAKE2_128_CONCAT, ACCOUNT_ID)),
                        StorageDescription.optional("Digests", H256, new HashedKey(StorageHasher.TWOX_128, BYTES)))
                .calls(
                        Case.of(
                                0,
                                "set_weights",
                                Member.of("netuid", NET_UID),
                                Member.of("dests", vec(U16)),
                                Member.of("weights", vec(U16)),
                                Member.of("version_key", U64)),
                        Case.of(96, "commit_weights", Member.of("netuid", NET_UID), Member.of("commit_hash", H256)))
                .events(Case.of(5, "WeightsSet", Member.unnamed(NET_UID), Member.unnamed(U16)))
                .errors(
                        Case.of(2, "NotRegistered"),
                        Case.of(24, "SettingWeightsTooFast").documented("Too soon after the last ones."))
                .build();
    }

    private static PalletDescription utility() {
        return PalletDescription.builder("Utility", 11, "pallet_utility")
                .calls(Case.of(0, "batch", Member.of("calls", vec(Outer.CALL))))
                .events(Case.of(4, "ItemFailed", Member.of("error", DISPATCH_ERROR)))
                .build();
    }

    private static ApiDescription subnets() {
        var answer = struct(
                "subtensor_runtime::SubnetInfo", Member.of("netuid", compact(NET_UID)), Member.of("owner", ACCOUNT_ID));
        return ApiDescription.of(
                "SubnetInfoRuntimeApi",
                ApiDescription.Method.of("get_subnet_info", option(answer), Member.of("netuid", NET_UID)));
    }

    private static ScaleValue noAccount() {
        var zero = ScaleValue.of(0);
        var data = ScaleValue.composite(Map.of("free", zero, "reserved", zero, "frozen", zero, "flags", zero));
        return ScaleValue.composite(
                Map.of("nonce", zero, "consumers", zero, "providers", zero, "sufficients", zero, "data", data));
    }

    private static ScaleValue version() {
        return ScaleValue.composite(Map.of(
                "spec_name", ScaleValue.of("node-subtensor"),
                "impl_name", ScaleValue.of("assay"),
                "authoring_version", ScaleValue.of(1),
                "spec_version", ScaleValue.of(425),
                "impl_version", ScaleValue.of(1),
                "apis", ScaleValue.sequence(),
                "transaction_version", ScaleValue.of(1),
                "system_version", ScaleValue.of(1)));
    }
}
