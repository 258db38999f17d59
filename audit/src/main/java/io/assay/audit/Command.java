package io.assay.audit;

import io.assay.audit.core.UnreadableSourceException;
import io.assay.command.UsageException;
import java.io.PrintStream;
import java.util.List;

/** How the commands of this module begin and end: help, and a sentence for what cannot be done. */
final class Command {
    /** All is well. */
    static final int EQUAL = 0;

    /** The record does not agree with itself. */
    static final int DIFFERENT = 1;

    /** Nothing can be said: the command line, the source or this program is at fault. */
    static final int FAILED = 2;

    private final String name;
    private final String usage;

    /**
     * A command.
     *
     * @param name as {@code audit}
     */
    Command(String name, String usage) {
        this.name = name;
        this.usage = usage;
    }

    /** What a command does with its words; its result is the exit code. */
    @FunctionalInterface
    interface Work {
        int run(List<String> args);
    }

    /** Runs it; an exception is told in a sentence and becomes {@link #FAILED}. */
    int run(String[] args, PrintStream out, PrintStream err, Work work) {
        var words = List.of(args);
        if (words.contains("--help")) {
            out.print(usage);
            return EQUAL;
        }
        try {
            return work.run(words);
        } catch (UsageException e) {
            err.printf("assay %s: %s%n%n%s", name, e.getMessage(), usage);
        } catch (UnreadableSourceException e) {
            err.printf("assay %s: %s%n", name, e.getMessage());
        } catch (RuntimeException e) {
            err.printf("assay %s: failed, nothing can be said of the record; please report this:%n", name);
            e.printStackTrace(err);
        }
        return FAILED;
    }

    /** Keeps the Kafka client quiet but for errors; to be called before anything logs. */
    static void quietLogs() {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-audit.xml");
        }
    }
}
