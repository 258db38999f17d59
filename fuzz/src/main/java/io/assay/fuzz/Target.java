package io.assay.fuzz;

import io.assay.command.UsageException;
import io.assay.fuzz.harness.DebugTarget;
import io.assay.fuzz.harness.ExtrinsicTarget;
import io.assay.fuzz.harness.HeaderTarget;
import io.assay.fuzz.harness.MetadataTarget;
import io.assay.fuzz.harness.PickleTarget;
import io.assay.fuzz.harness.RpcTarget;
import io.assay.fuzz.harness.SafetensorsTarget;
import io.assay.fuzz.harness.StorageTarget;
import io.assay.fuzz.harness.TorchTarget;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be fuzzed; its name in lower case is also its corpus's folder. */
enum Target {
    /** A whole safetensors file. */
    SAFETENSORS(SafetensorsTarget.class),
    /** The JSON of a safetensors header. */
    HEADER(HeaderTarget.class),
    /** A whole torch file: what is fuzzed is mostly the zip around it. */
    TORCH(TorchTarget.class),
    /** The pickle of a torch file that holds a gradient. */
    PICKLE(PickleTarget.class),
    /** The pickle of a torch file that holds a debug object. */
    DEBUG(DebugTarget.class),
    /** A message of a chain's node. */
    RPC(RpcTarget.class),
    /** A runtime's metadata. */
    METADATA(MetadataTarget.class),
    /** A value of a chain's storage. */
    STORAGE(StorageTarget.class),
    /** An extrinsic. */
    EXTRINSIC(ExtrinsicTarget.class);

    private final Class<?> entry;

    Target(Class<?> entry) {
        this.entry = entry;
    }

    /** The class whose {@code fuzzerTestOneInput} takes the inputs. */
    Class<?> entry() {
        return entry;
    }

    /** Whether an input ends in an accepted file, or message. */
    boolean accepts(byte[] input) {
        return switch (this) {
            case SAFETENSORS -> SafetensorsTarget.accepts(input);
            case HEADER -> HeaderTarget.accepts(input);
            case TORCH -> TorchTarget.accepts(input);
            case PICKLE -> PickleTarget.accepts(input);
            case DEBUG -> DebugTarget.accepts(input);
            case RPC -> RpcTarget.accepts(input);
            case METADATA -> MetadataTarget.accepts(input);
            case STORAGE -> StorageTarget.accepts(input);
            case EXTRINSIC -> ExtrinsicTarget.accepts(input);
        };
    }

    /** As on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The target of a name.
     *
     * @throws UsageException naming those there are
     */
    static Target of(String word) {
        return Arrays.stream(values())
                .filter(target -> target.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no target " + word + "; known: "
                        + Arrays.stream(values()).map(Target::word).collect(Collectors.joining(", "))));
    }
}
