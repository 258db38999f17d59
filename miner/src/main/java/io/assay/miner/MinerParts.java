package io.assay.miner;

import io.assay.chain.BucketCommitment;
import io.assay.chain.key.Hotkey;
import io.assay.gradient.GradientLayout;
import io.assay.miner.training.ErrorFeedback;
import io.assay.model.data.AssignedData;

/** What a miner keeps from one window to the next. */
record MinerParts(
        MinerContext context,
        MinerPlan plan,
        Hotkey hotkey,
        BucketCommitment bucket,
        GradientLayout layout,
        AssignedData data,
        ModelFeed feed,
        ErrorFeedback feedback,
        PublicUploads others,
        Membership membership) {
    static MinerParts of(MinerContext context, MinerPlan plan, Hotkey hotkey, BucketCommitment bucket) {
        var hparams = context.hparams();
        var layout = GradientLayout.of(hparams);
        return new MinerParts(
                context,
                plan,
                hotkey,
                bucket,
                layout,
                new AssignedData(hparams, context.corpus()),
                new ModelFeed(context),
                new ErrorFeedback(layout, hparams.momentumDecay()),
                new PublicUploads(context, layout, hotkey.address()),
                new Membership(context.chain(), hparams.netuid(), hotkey, bucket, context.clock()));
    }

    /** For logs. */
    @Override
    public String toString() {
        return "miner " + plan + " " + hotkey.address().substring(0, 8);
    }
}
