package io.assay.rating.figures;

import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each verdict against its own hash and the verdict before it, in the order in which they are read. The first one
 * read of a subnet may be any; one that comes again, or is older than the newest read, tells nothing.
 */
final class VerdictChain {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictChain.class);

    private final Map<Integer, WindowVerdict> newest = new HashMap<>();

    /** What does not fit. */
    enum Break {
        /** The verdict does not have the hash that it names. */
        HASH,
        /** It does not name the hash of the verdict before it. */
        LINK;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes the next verdict in. */
    Optional<Break> add(WindowVerdict verdict) {
        var before = newest.get(verdict.netuid());
        if (before != null && isKnown(verdict, before)) {
            return Optional.empty();
        }
        newest.put(verdict.netuid(), verdict);
        var found = compare(before == null ? verdict.previousVerdictHash() : before.verdictHash(), verdict);
        found.ifPresent(kind -> LOG.error(
                "the chain of verdicts of subnet {} is broken at window {}: its {} does not fit; run ./assay audit",
                verdict.netuid(),
                verdict.window(),
                kind.code()));
        return found;
    }

    /** A second verdict of the newest window is not the same again unless its hash is. */
    private static boolean isKnown(WindowVerdict verdict, WindowVerdict newest) {
        return verdict.window() < newest.window()
                || (verdict.window() == newest.window() && verdict.verdictHash().equals(newest.verdictHash()));
    }

    private static Optional<Break> compare(@Nullable String expected, WindowVerdict verdict) {
        if (!EventJson.verdictHash(verdict).equals(verdict.verdictHash())) {
            return Optional.of(Break.HASH);
        }
        return Objects.equals(expected, verdict.previousVerdictHash()) ? Optional.empty() : Optional.of(Break.LINK);
    }
}
