package io.assay.chain.runtime;

import static io.assay.chain.runtime.TypeDescription.U32;
import static io.assay.chain.runtime.TypeDescription.U64;
import static io.assay.chain.runtime.TypeDescription.UNIT;
import static io.assay.chain.runtime.TypeDescription.array;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.names;
import static io.assay.chain.runtime.TypeDescription.option;
import static io.assay.chain.runtime.TypeDescription.struct;
import static io.assay.chain.runtime.TypeDescription.wrapper;

import io.assay.chain.runtime.TypeDescription.Member;
import java.util.List;

/**
 * Something that an extrinsic carries besides its call.
 *
 * @param identifier its name, by which clients know what to put in
 * @param type of what is sent and signed
 * @param additional type of what is signed and not sent
 */
public record ExtensionDescription(String identifier, TypeDescription type, TypeDescription additional) {
    private static final String SYSTEM = "frame_system::extensions::";

    /**
     * The extensions of a runtime built with FRAME that takes extrinsics of format 4, in their order: era, compact
     * nonce, compact tip and the mode of the metadata's hash are sent; spec and transaction version, the hashes of
     * genesis and of the era's first block and an optional hash of the metadata are signed as well.
     */
    public static final List<ExtensionDescription> STANDARD = List.of(
            check("CheckNonZeroSender", "check_non_zero_sender", UNIT),
            check("CheckSpecVersion", "check_spec_version", U32),
            check("CheckTxVersion", "check_tx_version", U32),
            check("CheckGenesis", "check_genesis", FrameTypes.H256),
            new ExtensionDescription(
                    "CheckMortality",
                    wrapper(SYSTEM + "check_mortality::CheckMortality", FrameTypes.ERA),
                    FrameTypes.H256),
            new ExtensionDescription("CheckNonce", wrapper(SYSTEM + "check_nonce::CheckNonce", compact(U32)), UNIT),
            check("CheckWeight", "check_weight", UNIT),
            new ExtensionDescription(
                    "ChargeTransactionPayment",
                    wrapper("pallet_transaction_payment::ChargeTransactionPayment", compact(U64)),
                    UNIT),
            new ExtensionDescription("CheckMetadataHash", checkMetadataHash(), option(array(32, TypeDescription.U8))));

    private static ExtensionDescription check(String identifier, String module, TypeDescription additional) {
        return new ExtensionDescription(identifier, struct(SYSTEM + module + "::" + identifier), additional);
    }

    private static TypeDescription checkMetadataHash() {
        var mode = names("frame_metadata_hash_extension::Mode", "Disabled", "Enabled");
        return struct("frame_metadata_hash_extension::CheckMetadataHash", Member.of("mode", mode));
    }
}
