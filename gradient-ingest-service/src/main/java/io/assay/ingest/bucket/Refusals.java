package io.assay.ingest.bucket;

import io.assay.ingest.core.WindowEnd;
import io.assay.protocol.event.GradientRejected;
import io.assay.protocol.event.RejectReason;
import io.assay.protocol.event.Upload;
import io.assay.service.s3.ObjectStoreException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an upload that is refused.
 *
 * @param upload as far as it is known
 */
record Refusals(WindowEnd closing, Bucket peer, @Nullable Upload upload) {
    private static final int MAX_DETAIL = 1000;

    Refusals of(Upload seen) {
        return new Refusals(closing, peer, seen);
    }

    /** Final, by the upload's content, size or time. */
    Glance.Refused refused(RejectReason reason, String detail) {
        return new Glance.Refused(event(reason, detail));
    }

    Glance early(Upload seen) {
        return new Glance.Provisional(of(seen).event(
                        RejectReason.TOO_EARLY,
                        "LastModified " + seen.lastModified() + " is before the upload interval, which begins at "
                                + closing.interval().from() + ": upload after the closing block"));
    }

    Glance late(Upload seen) {
        return of(seen).refused(
                        RejectReason.TOO_LATE,
                        "LastModified " + seen.lastModified() + " is after the upload interval, which ends at "
                                + closing.interval().until() + ": upload sooner");
    }

    Glance tooLarge(long bytes, long limit) {
        return refused(RejectReason.TOO_LARGE, "the file has " + bytes + " bytes, allowed: at most " + limit);
    }

    /** The bucket or what is between: another look may show more. */
    Glance unreadable(Exception e) {
        if (e instanceof ObjectStoreException store && store.kind() == ObjectStoreException.Kind.TOO_LARGE) {
            return refused(RejectReason.TOO_LARGE, sentence(e));
        }
        var changed = e instanceof ObjectStoreException store && store.kind() == ObjectStoreException.Kind.CHANGED;
        return new Glance.Provisional(
                event(changed ? RejectReason.CHANGED_WHILE_READING : RejectReason.BUCKET_UNREADABLE, sentence(e)));
    }

    private static String sentence(Exception e) {
        return e instanceof CallNotPermittedException
                ? "the bucket failed several times and is left alone for some seconds"
                : String.valueOf(e.getMessage());
    }

    /** The text may be the store's own: it is cut, and loses what would break a line of the log. */
    private GradientRejected event(RejectReason reason, String detail) {
        var line = detail.replaceAll("\\p{Cntrl}", " ");
        return new GradientRejected(
                closing.window().netuid(),
                closing.window().window(),
                peer.uid(),
                peer.hotkey(),
                reason,
                line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL),
                upload);
    }
}
