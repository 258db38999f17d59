package io.assay.audit;

import io.assay.audit.core.VerdictSource;
import io.assay.audit.file.ExportFileSource;
import io.assay.audit.kafka.ClusterSource;
import io.assay.audit.log.LogDirectorySource;
import io.assay.command.Arguments;
import io.assay.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the command line says that the record is. */
sealed interface Origin {
    /** A localnet's directory, or a broker's. */
    String DATA = "--data";

    /** Brokers' addresses. */
    String BOOTSTRAP = "--bootstrap";

    /** An export. */
    String FILE = "--file";

    /** Properties of the Kafka client, as Kafka's own tools take them. */
    String COMMAND_CONFIG = "--command-config";

    /** A broker's log, in a directory of this machine. */
    record Directory(Path path) implements Origin {
        @Override
        public VerdictSource open() {
            return new LogDirectorySource(path);
        }
    }

    /**
     * Brokers.
     *
     * @param commandConfig file of client properties, if one is given
     */
    record Cluster(String servers, @Nullable Path commandConfig) implements Origin {
        @Override
        public VerdictSource open() {
            return new ClusterSource(servers, properties());
        }

        private Properties properties() {
            var properties = new Properties();
            if (commandConfig == null) {
                return properties;
            }
            try (var in = Files.newBufferedReader(commandConfig)) {
                properties.load(in);
                return properties;
            } catch (IOException | IllegalArgumentException e) {
                throw new UsageException(COMMAND_CONFIG + " names " + commandConfig
                        + ", which cannot be read as a properties file (" + e + ")");
            }
        }
    }

    /** A file that {@code ./assay export} wrote. */
    record Export(Path file) implements Origin {
        @Override
        public VerdictSource open() {
            return new ExportFileSource(file);
        }
    }

    /**
     * Reads it from the command line.
     *
     * @param allowed those of {@link #DATA}, {@link #BOOTSTRAP} and {@link #FILE} that the command can read from
     * @throws UsageException unless exactly one is given
     */
    static Origin of(Arguments arguments, Set<String> allowed) {
        var name = arguments.exactlyOne(allowed);
        var value = arguments.required(name);
        if (arguments.has(COMMAND_CONFIG) && !name.equals(BOOTSTRAP)) {
            throw new UsageException(COMMAND_CONFIG + " goes with " + BOOTSTRAP + " only");
        }
        return switch (name) {
            case DATA -> new Directory(Path.of(value));
            case BOOTSTRAP -> new Cluster(value, optional(arguments.value(COMMAND_CONFIG)));
            default -> new Export(Path.of(value));
        };
    }

    private static @Nullable Path optional(@Nullable String path) {
        return path == null ? null : Path.of(path);
    }

    /**
     * The record.
     *
     * @throws UsageException if a file that is named beside it cannot be read
     */
    VerdictSource open();
}
