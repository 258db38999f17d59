package io.assay.inspect;

import io.assay.gradient.CompressedGradient;
import io.assay.gradient.DctCodec;
import io.assay.gradient.GradientLayout;
import io.assay.gradient.GradientMetadata;
import io.assay.gradient.SafetensorsGradient;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;

/** The network of the reference files, and gradients of it. */
public final class Samples {
    /** A hotkey. */
    public static final String HOTKEY = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    /** The complete parameters of the network. */
    public static final String HPARAMS =
            HParamsJson.write(HParamsJson.overlay(HParamsJson.read(text("../hparams.json")), """
            {"model": {"vocab_size": 64, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
             "num_key_value_heads": 2, "intermediate_size": 32}}"""));

    /** The same as a layout. */
    public static final GradientLayout LAYOUT = GradientLayout.of(HParamsJson.read(HPARAMS));

    private Samples() {}

    private static String text(String path) {
        try {
            return Files.readString(Path.of(System.getProperty("basedir", ".")).resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that a Templar miner saved, or a broken one. */
    public static Path torch(String name) {
        return Path.of(Objects.requireNonNullElse(
                        System.getProperty("assay.vectors"),
                        System.getProperty("basedir", ".") + "/../libs/gradient/src/test/resources"))
                .resolve("torch_pt")
                .resolve(name);
    }

    /** A gradient of the network for window 1500 of uid 7. */
    public static byte[] safetensors() {
        return SafetensorsGradient.write(
                LAYOUT, gradient(), new GradientMetadata(1500, 7, HOTKEY, 4711, "0.1.0", new float[] {0.5f, 3}));
    }

    private static CompressedGradient gradient() {
        var dense = new ArrayList<float[]>();
        for (var parameter : LAYOUT.parameters()) {
            var values = new float[parameter.size()];
            for (var i = 0; i < values.length; i++) {
                values[i] = (float) Math.sin(i * 7.0 + dense.size());
            }
            dense.add(values);
        }
        return new DctCodec().encode(LAYOUT, dense);
    }
}
