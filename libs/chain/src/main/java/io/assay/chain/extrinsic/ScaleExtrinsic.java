package io.assay.chain.extrinsic;

import io.assay.chain.key.Ss58;
import io.assay.chain.type.ScaleValue.Bytes;

/** An extrinsic as it is sent and as it lies in a block. */
public sealed interface ScaleExtrinsic {
    /** The shortest call: two indices and no argument. */
    int MIN_CALL_BYTES = 2;

    /** The call: the pallet's index, the call's index, the arguments; {@code RuntimeMetadata.decodeCall} reads it. */
    Bytes call();

    /**
     * Put into a block by its author: the time, a drand pulse of an off-chain worker.
     *
     * @param version of the format, 4 or 5, which have the same form here
     */
    record Unsigned(int version, Bytes call) implements ScaleExtrinsic {
        /** Refuses another version and a call that is too short with {@link IllegalArgumentException}. */
        public Unsigned {
            if (version != 4 && version != 5) {
                throw new IllegalArgumentException(
                        "an unsigned extrinsic has version " + version + ", allowed: 4 and 5");
            }
            requireCall(call);
        }
    }

    /**
     * Sent by an account; whether it signed it is another question.
     *
     * @param account the signer's, 32 bytes
     */
    record Signed(Bytes account, MultiSignature signature, Extra extra, Bytes call) implements ScaleExtrinsic {
        /** Refuses an account of another length and a call that is too short with {@link IllegalArgumentException}. */
        public Signed {
            ChainIdentity.requireHash("the signer's account", account);
            requireCall(call);
        }

        /** The signer's SS58 address with prefix 42. */
        public String signer() {
            return Ss58.encode(account.value());
        }
    }

    private static void requireCall(Bytes call) {
        var length = call.value().length;
        if (length < MIN_CALL_BYTES) {
            throw new IllegalArgumentException(
                    "a call has " + length + " bytes, allowed: the pallet's index, the call's index and its arguments");
        }
    }
}
