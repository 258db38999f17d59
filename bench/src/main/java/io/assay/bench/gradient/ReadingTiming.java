package io.assay.bench.gradient;

import io.assay.gradient.Expectation;
import io.assay.gradient.GradientFile;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.GradientReading;
import io.assay.gradient.SafetensorsGradient;
import io.assay.protocol.hparams.ParameterShape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The verdict on a mapped file of 10 M values and its digest, as the ingest service needs both. */
@State(Scope.Thread)
public class ReadingTiming {
    private static final String HOTKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    private static final int PARAMETERS = 19;
    private static final int EDGE = 8192;
    private static final GradientLayout LAYOUT = GradientLayout.of(
            IntStream.range(0, PARAMETERS)
                    .mapToObj(i -> ParameterShape.matrix("w" + i, EDGE, EDGE))
                    .toList(),
            64,
            32);
    /** Bytes of the coefficients, the header's few left out. */
    static final long BYTES = 6L * PARAMETERS * (EDGE / 64) * (EDGE / 64) * 32;

    @Param("true")
    public boolean ascending;

    private final Arena arena = Arena.ofShared();
    private final ExecutorService digesting = Executors.newSingleThreadExecutor();
    private MemorySegment file = MemorySegment.NULL;

    @Setup
    public void write() throws IOException {
        var path = Files.createTempFile("gradient", ".safetensors");
        try {
            var metadata = new GradientMetadata(1, 2, HOTKEY, 3, "0.1.0", null);
            Files.write(
                    path,
                    SafetensorsGradient.write(LAYOUT, Gradients.random(LAYOUT, new Random(17), ascending), metadata));
            try (var channel = FileChannel.open(path)) {
                file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            }
        } finally {
            Files.delete(path);
        }
    }

    @TearDown
    public void unmap() {
        digesting.close();
        arena.close();
    }

    /** Side by side, on two threads: in the service, the thread that receives a file digests it. */
    @Benchmark
    public Object validate() {
        var digest = CompletableFuture.supplyAsync(this::digest, digesting);
        verdict();
        return digest.join();
    }

    /** One after the other. */
    @Benchmark
    public Object validateOnOneThread() {
        verdict();
        return digest();
    }

    private byte[] digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.asByteBuffer());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void verdict() {
        if (GradientFile.read(file, LAYOUT, new Expectation(1, 2, HOTKEY)) instanceof GradientReading.Refused refused) {
            throw new IllegalStateException(refused.toString());
        }
    }
}
