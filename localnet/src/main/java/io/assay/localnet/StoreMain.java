package io.assay.localnet;

import io.assay.command.Arguments;
import io.assay.embedded.EmbeddedS3;
import io.assay.localnet.part.StoreKeys;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;

/** {@code ./assay store}: the localnet's S3 store on its own. */
public final class StoreMain {
    private static final int PORT = 7402;
    private static final String USAGE = """
            usage: ./assay store --data DIR [--listen ADDRESS] [--port P]
              --data DIR        holds the buckets as folders and their objects as files
              --listen ADDRESS  where it is reached; default 127.0.0.1, 0.0.0.0 for everywhere
              --port P          default 7402, 0 for any free one
            Its one pair of keys is the environment's ASSAY_S3_ACCESSKEYID, of 32 characters, and
            ASSAY_S3_SECRETACCESSKEY, of 64. /healthz answers without keys.
            """;

    private StoreMain() {}

    /** Serves until it is told to end. */
    public static void main(String[] args) {
        command().main(args);
    }

    static Standing command() {
        return new Standing("store", USAGE, Set.of("--data", "--listen", "--port"), StoreMain::start);
    }

    private static EmbeddedS3 start(Arguments given, PrintStream out) {
        var keys = StoreKeys.of(System.getenv());
        var store = EmbeddedS3.start(
                Path.of(given.required("--data")),
                Standing.listen(given, PORT),
                keys.accessKeyId(),
                keys.secretAccessKey());
        out.println("s3       " + store.endpoint());
        return store;
    }
}
