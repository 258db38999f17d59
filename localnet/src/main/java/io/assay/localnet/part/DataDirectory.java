package io.assay.localnet.part;

import io.assay.command.UsageException;
import io.assay.localnet.command.Options;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.hparams.InvalidHParamsException;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a localnet keeps everything. What the run was made with is written on its first start and holds from then on:
 * another seed, other parameters or other miners would not continue the same record.
 */
public final class DataDirectory implements AutoCloseable {
    /** Who mines when nobody is named. */
    public static final String DEFAULT_MINERS = "honest=4,noise=1,idle=1";

    private static final long DEFAULT_SEED = 42;

    private final Path root;
    private final boolean temporary;

    private DataDirectory(Path root, boolean temporary) {
        this.root = root;
        this.temporary = temporary;
    }

    /** The directory of a run; a temporary one, deleted at the end, when none is named. */
    public static DataDirectory open(@Nullable Path named) {
        try {
            if (named == null) {
                return new DataDirectory(Files.createTempDirectory("assay-localnet-"), true);
            }
            return new DataDirectory(Files.createDirectories(named), false);
        } catch (IOException e) {
            throw new UsageException("the data directory " + named + " cannot be made: " + e.getMessage());
        }
    }

    /** The directory of a part. */
    public Path of(String part) {
        try {
            return Files.createDirectories(root.resolve(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory itself. */
    public Path root() {
        return root;
    }

    /** Whether it goes away at the end. */
    public boolean temporary() {
        return temporary;
    }

    /** Who mines: as first chosen; another choice for the same directory is refused. */
    public String miners(@Nullable String chosen) {
        return fixed("miners", "--miners", chosen, DEFAULT_MINERS);
    }

    /** Epochs from the commit of weights to their reveal: as first chosen; another choice for the same directory is refused. */
    public int commitReveal(@Nullable Long chosen) {
        return Integer.parseInt(
                fixed("commit-reveal", "--commit-reveal", chosen == null ? null : chosen.toString(), "0"));
    }

    /** The parameters: as first chosen; other ones for the same directory are refused. */
    public HParams hparams(Options options) {
        var seed = fixed(
                "seed", "--seed", options.seed() == null ? null : options.seed().toString(), "" + DEFAULT_SEED);
        var over = options.hparams() == null ? null : text(options.hparams());
        try {
            var shipped = HParamsJson.overlay(HParamsJson.read(resource()), "{\"seed\": " + seed + "}");
            var own = new OwnSources(tokens(options.tokens()), model(options.model())).over(shipped);
            var chosen = over == null ? null : HParamsJson.write(HParamsJson.overlay(own, over));
            return HParamsJson.read(fixed("hparams.json", "--hparams", chosen, HParamsJson.write(own)));
        } catch (InvalidHParamsException e) {
            throw new UsageException("the parameters cannot be used: " + e.getMessage());
        }
    }

    /** Folder of token shards, as first chosen; another choice for the same directory is refused. */
    public @Nullable Path tokens(@Nullable Path chosen) {
        return folder("tokens", "--tokens", chosen);
    }

    /** Folder of the model to begin with, as first chosen; another choice for the same directory is refused. */
    public @Nullable Path model(@Nullable Path chosen) {
        return folder("model", "--model", chosen);
    }

    private @Nullable Path folder(String name, String option, @Nullable Path chosen) {
        var kept = fixed(name, option, chosen == null ? null : chosen.toString(), "");
        return kept.isEmpty() ? null : Path.of(kept);
    }

    /** Where the effective parameters are, for the services. */
    public Path hparamsFile() {
        return root.resolve("hparams.json");
    }

    /** A file that only its owner may read, holding a secret. */
    public Path secret(String name, String content) {
        var file = of("keys").resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private String fixed(String name, String option, @Nullable String chosen, String byDefault) {
        var file = root.resolve(name);
        if (!Files.exists(file)) {
            write(file, Objects.requireNonNullElse(chosen, byDefault));
        }
        var kept = text(file);
        if (chosen != null && !chosen.equals(kept)) {
            throw new UsageException("the data directory " + root + " was begun with another " + option
                    + ": leave the option out to continue it, or name another --data");
        }
        return kept;
    }

    /** Writes a small file so that it is there whole or not at all. */
    static void write(Path file, String content) {
        try {
            var parent = Objects.requireNonNull(file.getParent());
            var written = Files.createTempFile(parent, "new", null);
            Files.writeString(written, content);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UsageException("the file " + file + " cannot be read");
        }
    }

    private static String resource() {
        try (InputStream in = DataDirectory.class.getResourceAsStream("/hparams-localnet.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }
}
