package io.assay.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.assay.protocol.Checks;
import java.util.List;
import java.util.Optional;

/**
 * By which of the chain's calls weights are sent, with what the call says besides the weights. On the wire the field
 * {@code name} has the chain's own name.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXISTING_PROPERTY, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WeightsCall.SetWeights.class, name = WeightsCall.SET_WEIGHTS),
    @JsonSubTypes.Type(value = WeightsCall.BatchSetWeights.class, name = WeightsCall.BATCH_SET_WEIGHTS),
    @JsonSubTypes.Type(value = WeightsCall.CommitTimelockedWeights.class, name = WeightsCall.COMMIT_TIMELOCKED_WEIGHTS),
    @JsonSubTypes.Type(value = WeightsCall.CommitWeights.class, name = WeightsCall.COMMIT_WEIGHTS),
    @JsonSubTypes.Type(value = WeightsCall.RevealWeights.class, name = WeightsCall.REVEAL_WEIGHTS)
})
public sealed interface WeightsCall {
    /** Name of {@link SetWeights} on the wire. */
    String SET_WEIGHTS = "set_weights";

    /** Name of {@link BatchSetWeights} on the wire. */
    String BATCH_SET_WEIGHTS = "batch_set_weights";

    /** Name of {@link CommitTimelockedWeights} on the wire. */
    String COMMIT_TIMELOCKED_WEIGHTS = "commit_timelocked_weights";

    /** Name of {@link CommitWeights} on the wire. */
    String COMMIT_WEIGHTS = "commit_weights";

    /** Name of {@link RevealWeights} on the wire. */
    String REVEAL_WEIGHTS = "reveal_weights";

    /** The call's name on the chain and on the wire. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    default String name() {
        return switch (this) {
            case SetWeights _ -> SET_WEIGHTS;
            case BatchSetWeights _ -> BATCH_SET_WEIGHTS;
            case CommitTimelockedWeights _ -> COMMIT_TIMELOCKED_WEIGHTS;
            case CommitWeights _ -> COMMIT_WEIGHTS;
            case RevealWeights _ -> REVEAL_WEIGHTS;
        };
    }

    /**
     * The weights in the open.
     *
     * @param versionKey what the signer says of its version, here as in the other calls; not negative
     */
    record SetWeights(long versionKey) implements WeightsCall {
        public SetWeights {
            Checks.notNegative("versionKey", versionKey);
        }
    }

    /**
     * The weights of several subnets in the open, one verdict's each. An item that fails keeps no other back, and the
     * extrinsic succeeds all the same.
     *
     * @param items in the chain's order, of 2 to {@value #MOST_ITEMS} different subnets
     */
    record BatchSetWeights(List<Item> items) implements WeightsCall {
        /** Most subnets of one extrinsic. */
        public static final int MOST_ITEMS = 16;

        public BatchSetWeights {
            items = Checks.copy("items", items);
            Checks.within("number of items", items.size(), 2, MOST_ITEMS);
            var different = items.stream().map(Item::netuid).distinct().count();
            Checks.within("number of different subnets", different, items.size(), items.size());
        }

        /** One subnet's part. */
        public Optional<Item> item(int netuid) {
            return items.stream().filter(item -> item.netuid() == netuid).findFirst();
        }

        /**
         * One verdict's weights.
         *
         * @param netuid the subnet
         * @param window of the verdict
         * @param verdictHash of the verdict whose weights they are
         * @param weights by uid; zeros are left out
         * @param versionKey as in {@link SetWeights}
         */
        public record Item(int netuid, long window, String verdictHash, List<ChainWeight> weights, long versionKey) {
            public Item {
                Checks.u16("netuid", netuid);
                Checks.notNegative("window", window);
                Checks.sha256("verdictHash", verdictHash);
                weights = Checks.copy("weights", weights);
                Checks.notNegative("versionKey", versionKey);
            }
        }
    }

    /**
     * The weights encrypted; the chain opens them by itself.
     *
     * @param versionKey as in {@link SetWeights}
     * @param revealRound round of the chain's beacon whose signature opens them
     */
    record CommitTimelockedWeights(long versionKey, long revealRound) implements WeightsCall {
        public CommitTimelockedWeights {
            Checks.notNegative("versionKey", versionKey);
            Checks.positive("revealRound", revealRound);
        }
    }

    /**
     * A hash of the weights; {@link RevealWeights} has to follow.
     *
     * @param versionKey as in {@link SetWeights}
     * @param salt u16 each, hashed with the weights; without it they could not be revealed after a crash
     */
    record CommitWeights(long versionKey, List<Integer> salt) implements WeightsCall {
        public CommitWeights {
            Checks.notNegative("versionKey", versionKey);
            salt = salted(salt);
        }
    }

    /**
     * The weights that an earlier {@link CommitWeights} is a hash of.
     *
     * @param versionKey as in {@link SetWeights}
     * @param salt the commit's
     */
    record RevealWeights(long versionKey, List<Integer> salt) implements WeightsCall {
        public RevealWeights {
            Checks.notNegative("versionKey", versionKey);
            salt = salted(salt);
        }
    }

    private static List<Integer> salted(List<Integer> salt) {
        var copy = Checks.copy("salt", salt);
        Checks.atMost("salt", copy, 64).forEach(value -> Checks.u16("salt", value));
        return copy;
    }
}
