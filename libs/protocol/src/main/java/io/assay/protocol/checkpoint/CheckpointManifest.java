package io.assay.protocol.checkpoint;

import io.assay.protocol.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint consists of. It is written last, and once: without it there is no checkpoint, and a file that is not
 * as it says is not part of one.
 *
 * @param formatVersion {@link #VERSION}
 * @param window at whose start θ is as the tensors have it
 * @param globalStep steps taken since the record's first window
 * @param modelDigest SHA-256 of θ, as {@link io.assay.protocol.event.ModelAdvanced} tells it; it is that of the tensors'
 *     bytes, which are the end of {@link #TENSORS} behind its header
 * @param files each of {@link #TENSORS} and {@link #CONFIG} once
 */
public record CheckpointManifest(
        int formatVersion, int netuid, long window, long globalStep, String modelDigest, List<PublishedFile> files) {
    /** The form that is written and read. */
    public static final int VERSION = 1;

    /** The manifest's own name. */
    public static final String NAME = "manifest.json";

    /** All parameters, F32, under Hugging Face's names. */
    public static final String TENSORS = "model.safetensors";

    /** The model's dimensions, as Hugging Face's libraries read them. */
    public static final String CONFIG = "config.json";

    private static final Set<String> NAMES = Set.of(NAME, TENSORS, CONFIG);

    /**
     * One file.
     *
     * @param sizeBytes exact size
     * @param sha256 of the content
     */
    public record PublishedFile(String name, long sizeBytes, String sha256) {
        public PublishedFile {
            requireName(name);
            Checks.notNegative("sizeBytes", sizeBytes);
            Checks.sha256("sha256", sha256);
        }
    }

    public CheckpointManifest {
        Checks.within("formatVersion", formatVersion, VERSION, VERSION);
        Checks.u16("netuid", netuid);
        Checks.notNegative("window", window);
        Checks.notNegative("globalStep", globalStep);
        Checks.sha256("modelDigest", modelDigest);
        files = Checks.copy("files", files);
        var names = new HashSet<String>();
        files.forEach(file -> names.add(file.name()));
        if (files.size() != 2 || !names.equals(Set.of(TENSORS, CONFIG))) {
            throw new IllegalArgumentException(
                    "files are " + names + ", allowed: " + TENSORS + " and " + CONFIG + ", each once");
        }
    }

    /** A file by its name. */
    public PublishedFile file(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("file is " + name + ", allowed: " + NAMES));
    }

    /** Requires the name of a file of a checkpoint. */
    public static String requireName(String name) {
        if (!NAMES.contains(Checks.present("name", name))) {
            throw new IllegalArgumentException("name is " + name + ", allowed: " + NAMES);
        }
        return name;
    }
}
