package io.assay.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What deploy/k8s says is well formed, agrees with itself, and is true of the services. */
class ManifestsTest {
    @Test
    void whatIsWrittenIsSound() {
        var written = Overlay.of(Manifest.parse(Folder.written()));
        assertThat(written.workloads()).hasSize(4);
        assertThat(written.findings()).isEmpty();
    }

    static List<String> overlays() {
        return Folder.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatIsAppliedIsSound(String name) throws Exception {
        var built = Overlay.of(Kubectl.kustomize(name));
        assertThat(built.workloads()).hasSize(4);
        assertThat(built.findings()).isEmpty();
    }
}
