package io.assay.miner;

import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Parameters with a model of some ten thousand values. */
public final class TinyParameters {
    private TinyParameters() {}

    public static HParams read() {
        try (var in = Objects.requireNonNull(TinyParameters.class.getResourceAsStream("/hparams-tiny.json"))) {
            return HParamsJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
