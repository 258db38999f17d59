package io.assay.chain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.assay.protocol.Checks;
import java.util.List;
import java.util.regex.Pattern;

/** What an extrinsic asks the chain to do for its signer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "call")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Call.SetWeights.class, name = "set_weights"),
    @JsonSubTypes.Type(value = Call.SetCommitment.class, name = "set_commitment"),
    @JsonSubTypes.Type(value = Call.BurnedRegister.class, name = "burned_register")
})
public sealed interface Call {
    /** Subnet that the call is about. */
    int netuid();

    /**
     * Replaces the signer's weights on a subnet.
     *
     * @param weights at most 65,536, in any order; the chain refuses duplicates
     * @param versionKey at least the subnet's, below 2^53
     */
    record SetWeights(int netuid, List<WeightTarget> weights, long versionKey) implements Call {
        public SetWeights {
            Checks.u16("netuid", netuid);
            weights = List.copyOf(Checks.atMost("weights", weights, 1 << 16));
            ExactInteger.require("versionKey", versionKey);
        }
    }

    /**
     * Publishes a text under the signer's hotkey, replacing the one before.
     *
     * @param info 1 to 128 printable ASCII characters, for miners {@link BucketCommitment#encode()}
     */
    record SetCommitment(int netuid, String info) implements Call {
        private static final Pattern ALLOWED = Pattern.compile("[\\x20-\\x7e]{1,128}");

        public SetCommitment {
            Checks.u16("netuid", netuid);
            if (!ALLOWED.matcher(info).matches()) {
                throw new IllegalArgumentException(
                        "info has " + info.length() + " characters, allowed: 1 to 128 printable ASCII characters");
            }
        }

        /** Without the text, which may hold a bucket's credentials. */
        @Override
        public String toString() {
            return "SetCommitment[netuid=" + netuid + ", info=" + info.length() + " characters]";
        }
    }

    /** Takes a slot on a subnet for the signer. */
    record BurnedRegister(int netuid) implements Call {
        public BurnedRegister {
            Checks.u16("netuid", netuid);
        }
    }
}
