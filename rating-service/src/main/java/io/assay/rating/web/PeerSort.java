package io.assay.rating.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.protocol.event.Standing;
import java.util.Comparator;

/** What peers are ordered by; {@link #toString()} is its name on the wire. */
enum PeerSort {
    @JsonProperty("weight")
    WEIGHT("weight"),
    @JsonProperty("ordinal")
    ORDINAL("ordinal"),
    @JsonProperty("uid")
    UID("uid"),
    @JsonProperty("finalScore")
    FINAL_SCORE("finalScore"),
    @JsonProperty("binaryAverage")
    BINARY_AVERAGE("binaryAverage");

    private final String wire;

    PeerSort(String wire) {
        this.wire = wire;
    }

    /** A total order, so that pages neither overlap nor leave anybody out: equals go by ordinal, then by hotkey. */
    Comparator<Standing> comparator(Order order) {
        var byKey = Comparator.comparingDouble(this::key);
        return (order == Order.DESCENDING ? byKey.reversed() : byKey)
                .thenComparing(Comparator.comparingDouble(Standing::ordinal).reversed())
                .thenComparing(Standing::hotkey);
    }

    private double key(Standing standing) {
        return switch (this) {
            case WEIGHT -> standing.weight();
            case ORDINAL -> standing.ordinal();
            case UID -> standing.uid();
            case FINAL_SCORE -> standing.finalScore();
            case BINARY_AVERAGE -> standing.binaryAverage();
        };
    }

    @Override
    public String toString() {
        return wire;
    }

    /** The direction. */
    enum Order {
        @JsonProperty("desc")
        DESCENDING("desc"),
        @JsonProperty("asc")
        ASCENDING("asc");

        private final String wire;

        Order(String wire) {
            this.wire = wire;
        }

        @Override
        public String toString() {
            return wire;
        }
    }
}
