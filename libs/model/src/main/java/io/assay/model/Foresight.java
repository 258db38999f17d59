package io.assay.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes steps on a copy of θ of which no more than two pieces exist at once: it costs eight megabytes, whatever the model's
 * size. Both digests are computed side by side.
 */
final class Foresight {
    private static final long PIECE = 1 << 22;

    private final Parameters parameters;
    private final List<SignMove> before;
    private final @Nullable SignMove last;
    private final MessageDigest shaBefore = Sha256.create();
    private final MessageDigest shaAfter = Sha256.create();

    Foresight(Parameters parameters, List<SignMove> before, @Nullable SignMove last) {
        this.parameters = parameters;
        this.before = before;
        this.last = last;
    }

    Foreseen digests() {
        try (var arena = Arena.ofShared()) {
            var here = arena.allocate(PIECE, Long.BYTES);
            var next = arena.allocate(PIECE, Long.BYTES);
            for (var i = 0; i < parameters.shapes().size(); i++) {
                var values = parameters.memory(i);
                for (var at = 0L; at < values.byteSize(); at += PIECE) {
                    var size = Math.min(PIECE, values.byteSize() - at);
                    var offset = parameters.offset(i) + at / Float.BYTES;
                    digest(values.asSlice(at, size), offset, here.asSlice(0, size), next.asSlice(0, size));
                }
            }
        }
        return new Foreseen(
                HexFormat.of().formatHex(shaBefore.digest()), HexFormat.of().formatHex(shaAfter.digest()));
    }

    private void digest(MemorySegment values, long offset, MemorySegment here, MemorySegment next) {
        here.copyFrom(values);
        before.forEach(move -> move.move(here, offset));
        var digested = CompletableFuture.runAsync(() -> shaBefore.update(here.asByteBuffer()));
        next.copyFrom(here);
        if (last != null) {
            last.move(next, offset);
        }
        shaAfter.update(next.asByteBuffer());
        digested.join();
    }
}
