package io.assay.ingest.core.notice;

/** What became of a notice. */
public sealed interface NoticeOutcome {
    /** The bucket is looked into, unless it is anyway or the upload is settled already. */
    record Accepted() implements NoticeOutcome {}

    /**
     * Nothing was done.
     *
     * @param detail names the thing, its value and what is allowed
     */
    record Refused(NoticeRefusal reason, String detail) implements NoticeOutcome {}
}
