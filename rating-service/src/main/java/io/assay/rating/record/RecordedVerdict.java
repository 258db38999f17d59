package io.assay.rating.record;

import io.assay.protocol.event.WindowVerdict;
import java.time.Instant;

/**
 * A verdict as it was read from the topic.
 *
 * @param json the record's value, byte for byte; not to be changed
 * @param position where it is
 * @param writtenAt by the clock of whoever wrote its cause
 */
public record RecordedVerdict(WindowVerdict verdict, byte[] json, Position position, Instant writtenAt) {}
