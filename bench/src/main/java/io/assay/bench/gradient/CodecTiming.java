package io.assay.bench.gradient;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.DctCodec;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMerge;
import io.assay.gradient.PackedSigns;
import io.assay.protocol.hparams.ParameterShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A parameter of 2,048 × 2,048 values in chunks of 64 × 64, 32 coefficients of each. */
@State(Scope.Thread)
public class CodecTiming {
    static final int EDGE = 2048;
    private static final int PEERS = 15;
    private static final GradientLayout LAYOUT =
            GradientLayout.of(List.of(ParameterShape.matrix("w", EDGE, EDGE)), 64, 32);

    private final DctCodec codec = new DctCodec();
    private final float[] dense = new float[EDGE * EDGE];
    private final float[] decoded = new float[EDGE * EDGE];
    private List<CompressedGradient> peers = List.of();

    @Setup
    public void draw() {
        var random = new Random(17);
        for (var i = 0; i < dense.length; i++) {
            dense[i] = (float) random.nextGaussian();
        }
        peers = new ArrayList<>();
        for (var peer = 0; peer < PEERS; peer++) {
            peers.add(Gradients.random(LAYOUT, random, true));
        }
    }

    @Benchmark
    public Object decodeSigns() {
        return PackedSigns.of(LAYOUT, peers.getFirst());
    }

    @Benchmark
    public Object decodeFloats() {
        codec.decode(
                LAYOUT.parameters().getFirst(), peers.getFirst().parameters().getFirst(), decoded);
        return decoded;
    }

    @Benchmark
    public Object encode() {
        return codec.encode(LAYOUT.parameters().getFirst(), dense);
    }

    @Benchmark
    public Object merge() {
        return GradientMerge.signs(LAYOUT, peers);
    }
}
