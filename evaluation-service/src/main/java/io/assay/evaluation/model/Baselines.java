package io.assay.evaluation.model;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the models of the newest windows, each measured once in this process: losses before any gradient, and
 * probed values. A window's model is the same for all workers, so whoever measures does it for all. For any thread.
 */
public final class Baselines {
    private static final int KEPT = 4;

    private final Map<Subject, Double> losses = new ConcurrentHashMap<>();
    private final Set<Subject> claimed = ConcurrentHashMap.newKeySet();
    private final Map<Subject, float[]> probed = new ConcurrentHashMap<>();

    /**
     * Whose batches a loss is of.
     *
     * @param uid of a peer, or {@link #COMMON}
     */
    record Subject(long window, String closingBlockHash, int uid) {
        /** Stands for the batches common to all peers. */
        static final int COMMON = -1;

        static Subject common(long window, String closingBlockHash) {
            return new Subject(window, closingBlockHash, COMMON);
        }
    }

    /** The loss on a subject's batches; absent before it is measured. */
    @Nullable
    Double loss(Subject subject) {
        return losses.get(subject);
    }

    void put(Subject subject, double loss) {
        losses.put(subject, loss);
        forgetBefore(subject.window() - KEPT + 1);
    }

    /** Whether the caller is the first who wants to measure a subject ahead of its job. */
    boolean claim(Subject subject) {
        return !losses.containsKey(subject) && claimed.add(subject);
    }

    /** The loss on a window's common batches, if it was measured. */
    @Nullable
    Double common(long window) {
        return losses.entrySet().stream()
                .filter(entry ->
                        entry.getKey().window() == window && entry.getKey().uid() == Subject.COMMON)
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    float[] probed(long window, String closingBlockHash, Supplier<float[]> values) {
        return probed.computeIfAbsent(Subject.common(window, closingBlockHash), _ -> values.get());
    }

    private void forgetBefore(long window) {
        losses.keySet().removeIf(subject -> subject.window() < window);
        claimed.removeIf(subject -> subject.window() < window);
        probed.keySet().removeIf(subject -> subject.window() < window);
    }
}
