package io.assay.manifests;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An image is named by a version, and pulled by none that moves. */
final class ImageRule implements Rule {
    private static final Pattern FIXED = Pattern.compile("[^:@]+(:\\d+/[^:@]+)?(:\\d[\\w.-]*|@sha256:[0-9a-f]{64})");

    @Override
    public Stream<String> findings(Overlay overlay) {
        return overlay.workloads().stream()
                .flatMap(workload -> workload.containers().stream())
                .flatMap(container -> Rule.unless(
                        FIXED.matcher(container.getImage()).matches(),
                        container.getName() + ": the image " + container.getImage() + " has no fixed version"));
    }
}
