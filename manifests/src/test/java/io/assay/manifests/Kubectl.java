package io.assay.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Builds overlays as an operator does. */
final class Kubectl {
    /** The first whose kustomize knows components and patches by target. */
    private static final int OLDEST_MINOR = 21;

    private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)\\.");

    private Kubectl() {}

    /** What kubectl makes of an overlay; without a kubectl the test is skipped, loudly. */
    static List<Manifest> kustomize(String overlay) throws IOException, InterruptedException {
        requireNewEnough();
        var folder = Folder.K8S.resolve("overlays").resolve(overlay);
        return Manifest.parse(run("kubectl", "kustomize", folder.toString()));
    }

    private static void requireNewEnough() throws InterruptedException {
        try {
            var version = VERSION.matcher(run("kubectl", "version", "--client"));
            if (!version.find() || Integer.parseInt(version.group(1)) < OLDEST_MINOR) {
                skip("kubectl is older than 1." + OLDEST_MINOR);
            }
        } catch (IOException _) {
            skip("no kubectl is on the PATH");
        }
    }

    private static void skip(String why) {
        var said = "overlays of deploy/k8s are not built: " + why;
        System.err.println(said);
        Assumptions.abort(said);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return said;
    }
}
