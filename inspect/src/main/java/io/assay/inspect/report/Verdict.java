package io.assay.inspect.report;

import io.assay.gradient.GradientReading;
import io.assay.inspect.content.Content;
import io.assay.protocol.event.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * What ingest would say to the file, were it uploaded in time.
 *
 * @param accepted whether it is taken; then the rest is null
 * @param reason why it is refused
 * @param sentence what is wrong, as the miner's operator reads it in the record
 * @param remedy what to do, where the sentence does not say it
 */
public record Verdict(
        boolean accepted,
        @Nullable RejectReason reason,
        @Nullable String sentence,
        @Nullable String remedy) {
    /**
     * The verdict that a reading comes to.
     *
     * @param inAll number of the model's parameters
     */
    public static Verdict of(GradientReading reading, Content content, int inAll) {
        return switch (reading) {
            case GradientReading.Accepted _ -> new Verdict(true, null, null, null);
            case GradientReading.Refused(var reason, var detail) ->
                new Verdict(false, reason, detail, Remedies.of(reason, content, inAll));
        };
    }
}
