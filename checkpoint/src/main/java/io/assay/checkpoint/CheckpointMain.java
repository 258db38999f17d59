package io.assay.checkpoint;

import io.assay.command.UsageException;
import io.assay.service.model.ModelObjects;
import io.assay.service.s3.ObjectStore;
import io.assay.service.s3.StoreAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** {@code ./assay checkpoint}: fetches a checkpoint and verifies every digest on the way. */
public final class CheckpointMain {
    private static final String USAGE = """
            usage: ./assay checkpoint --endpoint URL --netuid N (--to DIR [--window W] | --list)
              --endpoint URL   S3 endpoint of the validator's bucket
              --netuid N       the subnet
              --bucket B       the validator's bucket; default: assay
              --region R       its region; default: auto
              --to DIR         where model.safetensors, config.json and manifest.json go; nothing there is replaced
              --window W       of the model at the start of this window; default: the newest
              --list           the windows there are
            The keys come from the environment: ASSAY_S3_ACCESSKEYID and ASSAY_S3_SECRETACCESSKEY.
            DIR is then a model that Hugging Face's libraries load. The digest printed is that of ModelAdvanced of the
            window before.
            Exits with 0, with 2 if there is no such checkpoint or it is not what it says.
            """;
    private static final int DONE = 0;
    private static final int FAILED = 2;

    /** The manifest bounds what is read, and what it says is checked against the room there is. */
    private static final long ANY_MODEL = 1L << 40;

    private CheckpointMain() {}

    /** Exits with 0 or 2, as the usage says. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-checkpoint.xml");
        }
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    /** As {@link #main}, with the exit code as the result. */
    static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        var words = List.of(args);
        if (words.contains("--help")) {
            out.print(USAGE);
            return DONE;
        }
        try {
            follow(Request.parse(words, environment), out);
            return DONE;
        } catch (UsageException e) {
            err.printf("assay checkpoint: %s%n%n%s", e.getMessage(), USAGE);
        } catch (IOException e) {
            err.printf("assay checkpoint: %s%n", e.getMessage());
        }
        return FAILED;
    }

    private static void follow(Request request, PrintStream out) throws IOException {
        var address = new StoreAddress(
                request.endpoint(), request.region(), request.accessKeyId(), request.secretAccessKey());
        try (var store = ObjectStore.connect(address)) {
            var objects = new ModelObjects(store, request.bucket(), request.netuid(), ANY_MODEL);
            var directory = request.directory();
            if (directory == null) {
                objects.checkpoints().forEach(out::println);
            } else {
                out.println(
                        new Download(objects, directory).of(request.window()).summary());
            }
        }
    }
}
