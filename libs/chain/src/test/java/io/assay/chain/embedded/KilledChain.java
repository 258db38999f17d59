package io.assay.chain.embedded;

import static io.assay.chain.embedded.Scene.ALICE;
import static io.assay.chain.embedded.Scene.NETUID;

import io.assay.chain.Call;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** A process that makes blocks as fast as it can, and says so of each once it is made, until it is killed. */
final class KilledChain {
    static final Retention RETENTION = new Retention(3, 5, 1 << 20);

    private KilledChain() {}

    public static void main(String[] args) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (var chain =
                EmbeddedChain.open(Path.of(args[0]), Scene.spec(), Clock.systemUTC(), new SecureRandom(), RETENTION)) {
            while (true) {
                if (chain.head().number() % 3 == 0) {
                    Scene.submit(chain, ALICE, new Call.SetCommitment(NETUID, "x"));
                }
                var block = chain.produceBlock();
                out.println(block.number() + " " + block.hash());
            }
        }
    }
}
