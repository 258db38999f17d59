package io.assay.topics;

import io.assay.command.UsageException;
import io.assay.topics.event.Printable;
import io.assay.topics.kafka.UnreadableClusterException;
import java.io.PrintStream;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** How the commands of this module begin and end: help, and a sentence for what cannot be done. */
record Command(String name, String usage) {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    /** What a command does with its words; its result is the exit code. */
    @FunctionalInterface
    interface Work {
        int run(List<String> args);
    }

    int run(String[] args, PrintStream out, PrintStream err, Work work) {
        var words = List.of(args);
        if (words.contains("--help")) {
            out.print(usage);
            return DONE;
        }
        try {
            return work.run(words);
        } catch (UsageException e) {
            err.printf("assay %s: %s%n%n%s", name, e.getMessage(), usage);
            return MISUSED;
        } catch (UnreadableClusterException e) {
            err.printf("assay %s: %s%n", name, e.getMessage());
        } catch (InterruptException _) {
            return DONE;
        } catch (TimeoutException e) {
            err.printf(
                    "assay %s: no answer from the Kafka brokers (%s): are they running, and is --bootstrap right?%n",
                    name, Printable.text(String.valueOf(e.getMessage())));
        } catch (KafkaException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            err.printf(
                    "assay %s: Kafka cannot be used: %s; check --bootstrap, and --command-config if the brokers ask for it%n",
                    name, Printable.text(String.valueOf(cause.getMessage())));
        }
        return FAILED;
    }

    /** Keeps the Kafka client quiet but for errors; to be called before anything logs. */
    static void quietLogs() {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-topics.xml");
        }
    }
}
