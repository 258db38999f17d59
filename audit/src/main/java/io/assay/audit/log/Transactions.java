package io.assay.audit.log;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.RecordBatch;

/** Which batches of a partition a reader of committed records sees: a batch does not know what becomes of it. */
final class Transactions {
    private final Map<Long, Long> open = new HashMap<>();
    private final Map<Long, TreeMap<Long, Long>> aborted = new HashMap<>();
    private long end;

    /** Takes note of the next batch. */
    void note(RecordBatch batch) {
        end = batch.nextOffset();
        if (!batch.isTransactional()) {
            return;
        }
        if (!batch.isControlBatch()) {
            open.putIfAbsent(batch.producerId(), batch.baseOffset());
            return;
        }
        var first = open.remove(batch.producerId());
        if (first != null && isAbort(batch)) {
            aborted.computeIfAbsent(batch.producerId(), _ -> new TreeMap<>()).put(first, batch.baseOffset());
        }
    }

    private static boolean isAbort(RecordBatch batch) {
        for (var marker : batch) {
            return ControlRecordType.parse(marker.key()) == ControlRecordType.ABORT;
        }
        return false;
    }

    /** The first offset that is not to be read: of a transaction that is open, or behind the last batch. */
    long stableEnd() {
        return open.values().stream().mapToLong(Long::longValue).min().orElse(end);
    }

    /** Whether a transaction is open. */
    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Whether the batch holds records that were committed, or never were part of a transaction. */
    boolean committed(RecordBatch batch) {
        return batch.baseOffset() < stableEnd() && !batch.isControlBatch() && !aborted(batch);
    }

    private boolean aborted(RecordBatch batch) {
        var ranges = batch.isTransactional() ? aborted.get(batch.producerId()) : null;
        var range = ranges == null ? null : ranges.floorEntry(batch.baseOffset());
        return range != null && batch.baseOffset() < range.getValue();
    }
}
