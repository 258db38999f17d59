package io.assay.miner.strategy;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.CompressedParameter;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.miner.TinyParameters;
import io.assay.protocol.UploadInterval;
import io.assay.protocol.hparams.HParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bench whose closing block is at a fixed time; it writes down what the strategy does. */
final class ScriptedBench implements Workbench {
    static final String HOTKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    static final Instant CLOSED = Instant.parse("2026-01-01T00:00:00Z");

    private final HParams hparams = TinyParameters.read();
    private final GradientLayout layout = GradientLayout.of(hparams);
    private final long window;
    private final int uid;
    final List<String> log = new ArrayList<>();
    final List<byte[]> uploads = new ArrayList<>();
    Optional<CompressedGradient> another = Optional.empty();

    ScriptedBench(long window, int uid) {
        this.window = window;
        this.uid = uid;
    }

    /** A gradient whose every value is {@code value}. */
    CompressedGradient gradient(float value) {
        return new CompressedGradient(layout.parameters().stream()
                .map(parameter -> {
                    var indices = new short[parameter.coefficients()];
                    var values = new float[parameter.coefficients()];
                    for (var i = 0; i < values.length; i++) {
                        indices[i] = (short) (i % parameter.k());
                        values[i] = value;
                    }
                    return CompressedParameter.of(indices, values);
                })
                .toList());
    }

    @Override
    public HParams hparams() {
        return hparams;
    }

    @Override
    public GradientLayout layout() {
        return layout;
    }

    @Override
    public long window() {
        return window;
    }

    @Override
    public int uid() {
        return uid;
    }

    @Override
    public CompressedGradient train(int batches) {
        log.add("train " + batches);
        return gradient(batches);
    }

    @Override
    public Closing awaitClosing() {
        log.add("closed");
        return new Closing(
                new UploadInterval(CLOSED, CLOSED.plusSeconds(hparams.timeWindowDeltaSeconds())),
                new GradientMetadata(window, uid, HOTKEY, window, "0.1.0", new float[] {0.5F, -1}));
    }

    @Override
    public void awaitTime(Instant time) {
        log.add("await " + time);
    }

    @Override
    public Optional<CompressedGradient> newestOfAnother() {
        return another;
    }

    @Override
    public void upload(byte[] file) {
        log.add("upload");
        uploads.add(file);
    }

    @Override
    public void skip(String reason) {
        log.add("skip: " + reason);
    }
}
