package io.assay.evaluation.model;

import io.assay.evaluation.core.ClosingWindows.Closing;
import io.assay.evaluation.model.Baselines.Subject;
import io.assay.model.LanguageModel;
import io.assay.model.LossSum;
import io.assay.model.data.TokenBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One worker's way through a window's losses before, a batch at a time: the common ones first, then each peer's, from a
 * place of its own on, so that workers rarely meet.
 */
final class LossAhead {
    private final Closing closing;
    private final Baselines baselines;
    private final TestData data;
    private final Queue<Subject> subjects = new ArrayDeque<>();
    private @Nullable Begun begun;

    /**
     * Nothing measured yet.
     *
     * @param place where to begin among the peers, from 0
     */
    LossAhead(Closing closing, int place, Baselines baselines, TestData data) {
        this.closing = closing;
        this.baselines = baselines;
        this.data = data;
        var uids = new ArrayList<>(closing.uids());
        Collections.rotate(uids, -place);
        subjects.add(subject(Subject.COMMON));
        uids.forEach(uid -> subjects.add(subject(uid)));
    }

    /** What a step came to. */
    enum Progress {
        /** A batch of a loss. */
        BATCH,
        /** The last batch of a loss. */
        LOSS,
        /** Nothing was left to measure. */
        NOTHING
    }

    /** A subject of which some batches are measured. */
    private static final class Begun {
        private final Subject subject;
        private final List<TokenBatch> batches;
        private LossSum sum = LossSum.NONE;
        private int next;

        Begun(Subject subject, List<TokenBatch> batches) {
            this.subject = subject;
            this.batches = batches;
        }

        /** Whether there are more. */
        boolean step(LanguageModel model) {
            if (next < batches.size()) {
                sum = sum.plus(model.loss(batches.get(next++)));
            }
            return next < batches.size();
        }
    }

    boolean isOf(Closing other) {
        return closing.equals(other);
    }

    /** Measures a batch of what nobody else measures. */
    Progress step(LanguageModel model) {
        var at = begun == null ? begin() : begun;
        if (at == null) {
            return Progress.NOTHING;
        }
        begun = at;
        if (at.step(model)) {
            return Progress.BATCH;
        }
        var _ = complete(at);
        return Progress.LOSS;
    }

    /** Completes a loss that is measured in part; absent if it is not this one. */
    @Nullable
    Double finish(Subject subject, LanguageModel model) {
        var at = begun;
        if (at == null || !at.subject.equals(subject)) {
            return null;
        }
        while (at.step(model)) {
            // all that is left
        }
        return complete(at);
    }

    private double complete(Begun at) {
        var loss = at.sum.mean();
        baselines.put(at.subject, loss);
        begun = null;
        return loss;
    }

    private @Nullable Begun begin() {
        for (var next = subjects.poll(); next != null; next = subjects.poll()) {
            if (baselines.claim(next)) {
                return new Begun(next, batches(next));
            }
        }
        return null;
    }

    private List<TokenBatch> batches(Subject subject) {
        return subject.uid() == Subject.COMMON
                ? data.random(subject.window(), subject.closingBlockHash())
                : data.own(subject.window(), subject.closingBlockHash(), subject.uid());
    }

    private Subject subject(int uid) {
        return new Subject(closing.window(), closing.closingBlockHash(), uid);
    }
}
