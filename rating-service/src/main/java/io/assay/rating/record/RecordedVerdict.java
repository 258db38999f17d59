package io.assay.rating.record;

import io.assay.protocol.event.WindowVerdict;

/**
 * A verdict as it was read from the topic.
 *
 * @param json the record's value, byte for byte; not to be changed
 * @param position where it is
 */
public record RecordedVerdict(WindowVerdict verdict, byte[] json, Position position) {}
