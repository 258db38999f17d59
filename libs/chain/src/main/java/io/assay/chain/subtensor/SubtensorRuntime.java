package io.assay.chain.subtensor;

import io.assay.chain.runtime.ApiDescription;
import io.assay.chain.runtime.ExtensionDescription;
import io.assay.chain.runtime.FrameTypes;
import io.assay.chain.runtime.RuntimeDescription;
import io.assay.chain.runtime.TypeDescription;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.type.ScaleValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The runtime of the embedded chain: the pallets of subtensor's that Assay needs, by subtensor's names and types. */
public final class SubtensorRuntime {
    /** As subtensor's. */
    public static final String SPEC_NAME = "node-subtensor";
    /** Whose node it is. */
    public static final String IMPL_NAME = "assay";
    /** The spec of subtensor's that storage, calls and events are taken from. */
    public static final int SPEC_VERSION = 425;
    /** Of what extrinsics carry. */
    public static final int TRANSACTION_VERSION = 1;
    /** Newest blocks whose hashes an era can begin with. */
    public static final int BLOCK_HASHES = 2400;
    /** Prefix of addresses. */
    public static final int SS58_PREFIX = 42;

    private SubtensorRuntime() {}

    /** The runtime of a chain whose blocks are so far apart. */
    public static RuntimeDescription with(Duration blockInterval) {
        return new RuntimeDescription(
                "node_subtensor_runtime",
                List.of(
                        SystemPallets.system(version()),
                        SystemPallets.timestamp(),
                        SystemPallets.aura(blockInterval.toMillis()),
                        SystemPallets.balances(),
                        SubtensorPallet.description(),
                        SystemPallets.utility(),
                        SmallPallets.commitments(),
                        SmallPallets.drand()),
                ExtensionDescription.STANDARD,
                List.of(core(), metadata(), accountNonce()));
    }

    private static ApiDescription core() {
        return ApiDescription.of("Core", ApiDescription.Method.of("version", FrameTypes.RUNTIME_VERSION));
    }

    private static ApiDescription metadata() {
        var opaque = TypeDescription.wrapper("sp_core::OpaqueMetadata", TypeDescription.BYTES);
        return ApiDescription.of(
                "Metadata",
                ApiDescription.Method.of("metadata", opaque),
                ApiDescription.Method.of(
                        "metadata_at_version",
                        TypeDescription.option(opaque),
                        Member.of("version", TypeDescription.U32)),
                ApiDescription.Method.of("metadata_versions", TypeDescription.vec(TypeDescription.U32)));
    }

    private static ApiDescription accountNonce() {
        return ApiDescription.of(
                "AccountNonceApi",
                ApiDescription.Method.of(
                        "account_nonce", TypeDescription.U32, Member.of("account", FrameTypes.ACCOUNT_ID)));
    }

    private static ScaleValue version() {
        return ScaleValue.composite(Map.of(
                "spec_name", ScaleValue.of(SPEC_NAME),
                "impl_name", ScaleValue.of(IMPL_NAME),
                "authoring_version", ScaleValue.of(1),
                "spec_version", ScaleValue.of(SPEC_VERSION),
                "impl_version", ScaleValue.of(1),
                "apis", ScaleValue.sequence(),
                "transaction_version", ScaleValue.of(TRANSACTION_VERSION),
                "system_version", ScaleValue.of(1)));
    }
}
