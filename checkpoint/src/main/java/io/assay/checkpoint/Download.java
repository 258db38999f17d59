package io.assay.checkpoint;

import io.assay.protocol.checkpoint.CheckpointManifest;
import io.assay.protocol.json.CheckpointManifestJson;
import io.assay.service.model.ModelObjects;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Brings one checkpoint into a directory: each file appears there only when it is whole and verified. */
record Download(ModelObjects objects, Path directory) {
    /** What was fetched. */
    record Fetched(CheckpointManifest manifest, Path directory) {
        String summary() {
            var size = manifest.file(CheckpointManifest.TENSORS).sizeBytes();
            return "window %d of subnet %d, after %d steps: %,d bytes in %s%nmodel digest %s"
                    .formatted(
                            manifest.window(),
                            manifest.netuid(),
                            manifest.globalStep(),
                            size,
                            directory,
                            manifest.modelDigest());
        }
    }

    /** @throws IOException if it is not there, is not what its manifest says, or the directory cannot take it */
    Fetched of(@Nullable Long asked) throws IOException {
        var window = asked == null ? newest() : asked;
        var manifest = objects.readManifest(existing(window));
        Files.createDirectories(directory);
        requireRoom(manifest);
        requireFree(CheckpointManifest.TENSORS, CheckpointManifest.CONFIG, CheckpointManifest.NAME);
        var tensors = Files.createTempFile(directory, "fetching", ".part");
        try {
            objects.readCheckpoint(window, tensors);
            requireModel(manifest, tensors);
            Files.write(directory.resolve(CheckpointManifest.CONFIG), objects.readConfig(window));
            Files.move(tensors, directory.resolve(CheckpointManifest.TENSORS), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(tensors);
        }
        Files.write(directory.resolve(CheckpointManifest.NAME), CheckpointManifestJson.write(manifest));
        return new Fetched(manifest, directory);
    }

    private long newest() throws IOException {
        var windows = objects.checkpoints();
        if (windows.isEmpty()) {
            throw new IOException(
                    "there is no checkpoint yet: the first is published after checkpoint_frequency steps");
        }
        return windows.getLast();
    }

    private long existing(long window) throws IOException {
        if (!objects.hasCheckpoint(window)) {
            throw new IOException(
                    "there is no checkpoint of window " + window + "; there is one of: " + objects.checkpoints());
        }
        return window;
    }

    private void requireFree(String... names) throws IOException {
        for (var name : names) {
            if (Files.exists(directory.resolve(name))) {
                throw new IOException(directory.resolve(name) + " is there already: name another directory");
            }
        }
    }

    private void requireRoom(CheckpointManifest manifest) throws IOException {
        var needed = manifest.file(CheckpointManifest.TENSORS).sizeBytes();
        var room = Files.getFileStore(directory).getUsableSpace();
        if (needed > room) {
            throw new IOException(directory + " has room for " + room + " bytes, needed: " + needed);
        }
    }

    private static void requireModel(CheckpointManifest manifest, Path tensors) throws IOException {
        var found = modelDigest(tensors);
        if (!found.equals(manifest.modelDigest())) {
            throw new IOException(
                    "the tensors are of the model " + found + ", by the manifest it is " + manifest.modelDigest());
        }
    }

    /** SHA-256 of all that follows the header of a safetensors file: an eight-byte length, and as many bytes. */
    private static String modelDigest(Path tensors) throws IOException {
        try (var channel = FileChannel.open(tensors);
                var sink = new DigestOutputStream(OutputStream.nullOutputStream(), sha256())) {
            var length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            if (channel.read(length) < Long.BYTES) {
                throw new EOFException("the tensors' file has no header");
            }
            var header = length.flip().getLong();
            if (header < 0 || header > channel.size() - Long.BYTES) {
                throw new IOException(
                        "the tensors' file has a header of " + header + " bytes, it has " + channel.size() + " itself");
            }
            channel.position(Long.BYTES + header);
            Channels.newInputStream(channel).transferTo(sink);
            return HexFormat.of().formatHex(sink.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
