package io.assay.chain.subtensor;

import static io.assay.chain.metadata.StorageHasher.BLAKE2_128_CONCAT;
import static io.assay.chain.metadata.StorageHasher.TWOX_64_CONCAT;
import static io.assay.chain.runtime.FrameTypes.ACCOUNT_ID;
import static io.assay.chain.runtime.TypeDescription.BYTES;
import static io.assay.chain.runtime.TypeDescription.U32;
import static io.assay.chain.runtime.TypeDescription.U64;
import static io.assay.chain.runtime.TypeDescription.U8;
import static io.assay.chain.runtime.TypeDescription.array;
import static io.assay.chain.runtime.TypeDescription.struct;
import static io.assay.chain.runtime.TypeDescription.vec;
import static io.assay.chain.subtensor.SubtensorTypes.NET_UID;
import static io.assay.chain.subtensor.SubtensorTypes.SUBNET;
import static io.assay.chain.subtensor.SubtensorTypes.ZERO;
import static io.assay.chain.subtensor.SubtensorTypes.account;
import static io.assay.chain.subtensor.SubtensorTypes.number;

import io.assay.chain.runtime.PalletDescription;
import io.assay.chain.runtime.StorageDescription;
import io.assay.chain.runtime.StorageDescription.HashedKey;
import io.assay.chain.runtime.TypeDescription;
import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Enumeration;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.type.ScaleValue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code Commitments}, where miners publish their buckets, and {@code Drand}, whose rounds open time-locked weights. */
final class SmallPallets {
    private static final int MOST_RAW_BYTES = 128;
    private static final ScaleValue NO_BYTES = ScaleValue.of(new byte[0]);

    private SmallPallets() {}

    static PalletDescription commitments() {
        var info = struct("pallet_commitments::types::CommitmentInfo", Member.of("fields", vec(content())));
        var registration = struct(
                "pallet_commitments::types::Registration",
                Member.of("deposit", U64),
                Member.of("block", U32),
                Member.of("info", info));
        var usage = struct(
                "pallet_commitments::types::UsageTracker", Member.of("last_epoch", U64), Member.of("used_space", U64));
        var who = account(TWOX_64_CONCAT);
        return PalletDescription.builder("Commitments", 18, "pallet_commitments")
                .storage(
                        StorageDescription.optional("CommitmentOf", registration, SUBNET, who),
                        StorageDescription.optional("LastCommitment", U32, SUBNET, who),
                        StorageDescription.optional("UsedSpaceOf", usage, SUBNET, who))
                .calls(Case.of(0, "set_commitment", Member.of("netuid", NET_UID), Member.of("info", info)))
                .events(Case.of(0, "Commitment", Member.of("netuid", NET_UID), Member.of("who", ACCOUNT_ID)))
                .errors(Case.of(1, "AccountNotAllowedCommit"), Case.of(2, "SpaceLimitExceeded"))
                .build();
    }

    /** Subtensor's {@code Data}, without the hashes and encrypted forms. */
    private static TypeDescription content() {
        var raw = IntStream.rangeClosed(0, MOST_RAW_BYTES)
                .mapToObj(n -> Case.of(n + 1, "Raw" + n, Member.unnamed(array(n, U8))));
        var cases = Stream.concat(Stream.of(Case.of(0, "None")), raw).toList();
        return new Enumeration(List.of("pallet_commitments", "types", "Data"), List.of(), cases);
    }

    static PalletDescription drand() {
        var beacon = struct(
                "pallet_drand::types::BeaconConfiguration",
                Member.of("public_key", BYTES),
                Member.of("period", U32),
                Member.of("genesis_time", U32),
                Member.of("hash", BYTES),
                Member.of("group_hash", BYTES),
                Member.of("scheme_id", BYTES),
                Member.of("metadata", struct("pallet_drand::types::Metadata", Member.of("beacon_id", BYTES))));
        var pulse = struct(
                "pallet_drand::types::Pulse",
                Member.of("round", U64),
                Member.of("randomness", BYTES),
                Member.of("signature", BYTES));
        return PalletDescription.builder("Drand", 26, "pallet_drand")
                .storage(
                        StorageDescription.of("BeaconConfig", beacon, noBeacon()),
                        StorageDescription.optional("Pulses", pulse, new HashedKey(BLAKE2_128_CONCAT, U64)),
                        number("LastStoredRound", U64),
                        number("OldestStoredRound", U64))
                .events(Case.of(1, "NewPulse", Member.of("rounds", vec(U64))))
                .build();
    }

    private static ScaleValue noBeacon() {
        var metadata = ScaleValue.composite(Map.of("beacon_id", NO_BYTES));
        return ScaleValue.composite(Map.of(
                "public_key", NO_BYTES,
                "period", ZERO,
                "genesis_time", ZERO,
                "hash", NO_BYTES,
                "group_hash", NO_BYTES,
                "scheme_id", NO_BYTES,
                "metadata", metadata));
    }
}
