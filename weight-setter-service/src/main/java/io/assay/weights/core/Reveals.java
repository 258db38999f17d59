package io.assay.weights.core;

/** Decides when weights that were committed by their hash are revealed. */
public final class Reveals {
    private Reveals() {}

    /** Reveals, waits for the first block that takes the reveal, or gives up after the last. */
    public static Decision decide(Commit commit, RevealOutlook outlook) {
        var plan = commit.plan();
        if (!plan.isSignedBy(outlook.signer())) {
            return new Decision.Publish(Failures.signerChanged(plan, outlook.signer()));
        }
        var next = outlook.head() + 1;
        if (next < outlook.first()) {
            return new Decision.Wait("the weights of window " + plan.window() + " are revealed from block "
                    + outlook.first() + " to " + outlook.last());
        }
        return next > outlook.last()
                ? new Decision.Publish(Failures.revealMissed(plan, outlook.last()))
                : new Decision.SignReveal(commit);
    }

    /** What can be done about a commit whose plan is not on the record: its salt is lost. */
    public static Decision withoutPlan(Submission submission) {
        var committed = submission.committed();
        return new Decision.Publish(
                Failures.planLost(submission, committed == null ? null : committed.extrinsicHash()));
    }
}
