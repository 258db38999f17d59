package io.assay.protocol;

import io.assay.protocol.event.EvaluationFailed;
import io.assay.protocol.event.Event;
import io.assay.protocol.event.GradientArrived;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.LossDelta;
import io.assay.protocol.event.ModelAdvanced;
import io.assay.protocol.event.PeerStanding;
import io.assay.protocol.event.WeightsCommitted;
import io.assay.protocol.event.WeightsExpired;
import io.assay.protocol.event.WeightsFailed;
import io.assay.protocol.event.WeightsFinalized;
import io.assay.protocol.event.WeightsInBlock;
import io.assay.protocol.event.WeightsPlanned;
import io.assay.protocol.event.WeightsRefused;
import io.assay.protocol.event.WeightsSubmitted;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowClosing;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every topic of Assay, declared once: services create from this what is missing and check what exists. */
public enum Topics {
    WINDOWS(Names.WINDOWS, 1, "delete", 30),
    /** Jobs: a share group has its members share a partition only where there are more members than partitions. */
    GRADIENT_ARRIVALS(Names.GRADIENT_ARRIVALS, 1, "delete", 30),
    LOSS_DELTAS(Names.LOSS_DELTAS, 1, "delete", 30),
    MODEL_ADVANCES(Names.MODEL_ADVANCES, 1, "delete", 30),
    WINDOW_VERDICTS(Names.WINDOW_VERDICTS, 1, "delete", Names.FOREVER),
    PEER_STANDINGS(Names.PEER_STANDINGS, 1, "compact", Names.FOREVER),
    WEIGHT_SUBMISSIONS(Names.WEIGHT_SUBMISSIONS, 1, "delete", 365);

    /** Largest record, in bytes, before compression. */
    public static final int MAX_RECORD_BYTES = 8 << 20;

    private final String topic;
    private final int partitions;
    private final String cleanup;
    private final int retentionDays;

    Topics(String topic, int partitions, String cleanup, int retentionDays) {
        this.topic = topic;
        this.partitions = partitions;
        this.cleanup = cleanup;
        this.retentionDays = retentionDays;
    }

    /** The topic's name on the broker. */
    public String topic() {
        return topic;
    }

    /** Where what cannot be processed goes, with the reason in the header {@code reason}. */
    public String deadLetters() {
        return topic + ".dlt";
    }

    /** Partitions on creation: one, until an operator adds more to topics keyed by subnet, for more subnets. */
    public int partitions() {
        return partitions;
    }

    /** Topic configuration on creation. */
    public Map<String, String> configs() {
        var retention = retentionDays == Names.FOREVER
                ? -1
                : Duration.ofDays(retentionDays).toMillis();
        return Map.of(
                "cleanup.policy", cleanup,
                "retention.ms", Long.toString(retention),
                "max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    }

    /** The topic that an event belongs to. */
    public static Topics of(Event event) {
        return switch (event) {
            case WindowOpened _, WindowClosing _, WindowClosed _ -> WINDOWS;
            case GradientArrived _, GradientRejected _ -> GRADIENT_ARRIVALS;
            case LossDelta _, EvaluationFailed _ -> LOSS_DELTAS;
            case ModelAdvanced _ -> MODEL_ADVANCES;
            case WindowVerdict _ -> WINDOW_VERDICTS;
            case PeerStanding _ -> PEER_STANDINGS;
            case WeightsPlanned _, WeightsSubmitted _, WeightsRefused _, WeightsInBlock _ -> WEIGHT_SUBMISSIONS;
            case WeightsExpired _, WeightsCommitted _, WeightsFinalized _, WeightsFailed _ -> WEIGHT_SUBMISSIONS;
        };
    }

    /** The one that writes it. */
    public Program writer() {
        return switch (this) {
            case WINDOWS, GRADIENT_ARRIVALS -> Program.INGEST;
            case LOSS_DELTAS, MODEL_ADVANCES -> Program.EVALUATION;
            case WINDOW_VERDICTS, PEER_STANDINGS -> Program.RATING;
            case WEIGHT_SUBMISSIONS -> Program.WEIGHT_SETTER;
        };
    }

    /** Those that read it; {@code peer-standings} is for others. */
    public Set<Program> readers() {
        return switch (this) {
            case WINDOWS -> EnumSet.of(Program.INGEST, Program.EVALUATION, Program.RATING, Program.MINER);
            case GRADIENT_ARRIVALS -> EnumSet.of(Program.INGEST, Program.EVALUATION, Program.RATING);
            case LOSS_DELTAS -> EnumSet.of(Program.RATING);
            case MODEL_ADVANCES -> EnumSet.of(Program.EVALUATION, Program.MINER);
            case WINDOW_VERDICTS ->
                EnumSet.of(Program.INGEST, Program.EVALUATION, Program.RATING, Program.WEIGHT_SETTER);
            case PEER_STANDINGS -> EnumSet.noneOf(Program.class);
            case WEIGHT_SUBMISSIONS -> EnumSet.of(Program.RATING, Program.WEIGHT_SETTER);
        };
    }

    /** The one that puts what it cannot read among the dead letters, so that it is there once; absent: nobody does. */
    public Optional<Program> buriedBy() {
        return switch (this) {
            case WINDOWS, LOSS_DELTAS -> Optional.of(Program.RATING);
            case GRADIENT_ARRIVALS, MODEL_ADVANCES -> Optional.of(Program.EVALUATION);
            case WINDOW_VERDICTS, WEIGHT_SUBMISSIONS -> Optional.of(Program.WEIGHT_SETTER);
            case PEER_STANDINGS -> Optional.empty();
        };
    }

    /** All topics. */
    public static List<Topics> all() {
        return List.of(values());
    }

    /** The names as compile-time constants, for annotations. */
    public static final class Names {
        public static final String WINDOWS = "windows";
        public static final String GRADIENT_ARRIVALS = "gradient-arrivals";
        public static final String LOSS_DELTAS = "loss-deltas";
        public static final String MODEL_ADVANCES = "model-advances";
        public static final String WINDOW_VERDICTS = "window-verdicts";
        public static final String PEER_STANDINGS = "peer-standings";
        public static final String WEIGHT_SUBMISSIONS = "weight-submissions";

        private static final int FOREVER = -1;

        private Names() {}
    }
}
