package io.assay.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Where the manifests are. */
final class Folder {
    static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
    static final Path K8S = ROOT.resolve("deploy/k8s");

    private Folder() {}

    /** Base and all components as they are written, one text, without what kustomize makes of it. */
    static String written() {
        try (var files = Files.walk(K8S)) {
            return files.filter(
                            file -> file.startsWith(K8S.resolve("base")) || file.startsWith(K8S.resolve("components")))
                    .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .map(Folder::text)
                    .collect(Collectors.joining("\n---\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The overlays' names. */
    static List<String> overlays() {
        try (var folders = Files.list(K8S.resolve("overlays"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
