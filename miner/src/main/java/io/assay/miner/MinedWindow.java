package io.assay.miner;

import io.assay.chain.Block;
import io.assay.gradient.CompressedGradient;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.miner.strategy.Closing;
import io.assay.miner.strategy.Workbench;
import io.assay.miner.training.MeanGradient;
import io.assay.model.SyncProbe;
import io.assay.model.TrainingStep;
import io.assay.model.data.TokenBatch;
import io.assay.protocol.ObjectKeys;
import io.assay.protocol.WindowClock;
import io.assay.protocol.hparams.HParams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One window of one miner: the strategy's wishes, fulfilled on chain, model and bucket. */
final class MinedWindow implements Workbench {
    private static final Logger LOG = LoggerFactory.getLogger(MinedWindow.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final MinerParts parts;
    private final MinerSignals signals;
    private final long window;
    private final int uid;
    private final long closingBlock;

    MinedWindow(MinerParts parts, MinerSignals signals, long window, int uid) {
        this.parts = parts;
        this.signals = signals;
        this.window = window;
        this.uid = uid;
        this.closingBlock = new WindowClock(hparams().blocksPerWindow()).closingBlock(window);
    }

    @Override
    public HParams hparams() {
        return parts.context().hparams();
    }

    @Override
    public GradientLayout layout() {
        return parts.layout();
    }

    @Override
    public long window() {
        return window;
    }

    @Override
    public int uid() {
        return uid;
    }

    /** Whether the closing block is there, or the miner is being closed. */
    boolean over() {
        return signals.closing() || parts.context().chain().head().number() >= closingBlock;
    }

    @Override
    public CompressedGradient train(int batches) throws InterruptedException {
        var mean = new MeanGradient();
        var taken = 0;
        while (taken < batches && (mean.isEmpty() || !over())) {
            var batch = parts.data().batch(window, uid, taken++);
            mean.add(trained(batch), batch.predictedTokens());
        }
        var step = mean.mean();
        signals.note(status -> status.plusTrained(step.loss()));
        LOG.info("{} window {}: loss {} on {} of {} batches", parts, window, step.loss(), taken, batches);
        var learningRate = hparams().learningRateAt(parts.feed().globalStep());
        return parts.feedback().send(step.gradients(), learningRate);
    }

    private TrainingStep trained(TokenBatch batch) throws InterruptedException {
        signals.pause(Duration.ZERO);
        var turns = parts.context().trainingTurns();
        turns.acquire();
        try {
            return parts.feed().model().model().trainingStep(List.of(batch));
        } finally {
            turns.release();
        }
    }

    @Override
    public Closing awaitClosing() throws InterruptedException {
        var chain = parts.context().chain();
        while (chain.awaitHead(closingBlock - 1, POLL).number() < closingBlock) {
            signals.pause(Duration.ZERO);
        }
        var block = chain.block(closingBlock);
        var interval = WindowClock.uploadInterval(
                block.timestamp(),
                Duration.ofSeconds(hparams().timeWindowDeltaSeconds()),
                Duration.ofSeconds(hparams().clockSkewSeconds()));
        return new Closing(interval, metadata(block));
    }

    private GradientMetadata metadata(Block closing) {
        var probe = parts.feed().model().model().valuesAt(new SyncProbe(hparams()).positions(closing.hash()));
        return new GradientMetadata(
                window, uid, parts.hotkey().address(), parts.feed().globalStep(), ObjectKeys.VERSION, probe);
    }

    @Override
    public void awaitTime(Instant time) throws InterruptedException {
        signals.pause(Duration.between(parts.context().clock().instant(), time));
    }

    @Override
    public Optional<CompressedGradient> newestOfAnother() {
        return parts.others().newest(window);
    }

    @Override
    public void upload(byte[] file) {
        var key = ObjectKeys.gradient(window, uid);
        parts.context().stores().own().put(parts.bucket().bucket(), key, file).block();
        signals.note(MinerStatus::plusUploaded);
        LOG.info("{} window {}: uploaded {}, {} bytes", parts, window, key, file.length);
        parts.context().notices().tell(parts.hotkey(), window);
    }

    @Override
    public void skip(String reason) {
        signals.note(status -> status.plusSkipped(1));
        LOG.info("{} window {}: skipped, {}", parts, window, reason);
    }
}
