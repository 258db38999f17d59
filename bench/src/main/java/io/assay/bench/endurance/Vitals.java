package io.assay.bench.endurance;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a process has in use.
 *
 * @param resident bytes in memory, the whole heap with them
 * @param nativeBytes of these, without the heap, compiled code and classes
 * @param heap bytes of live objects, after a full collection
 * @param compiled bytes of compiled code and of classes
 * @param threads of the JVM and others
 * @param files open
 * @param arrays that the tensor library's top manager holds
 */
public record Vitals(long resident, long nativeBytes, long heap, long compiled, int threads, int files, int arrays) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path FILES = Path.of("/proc/self/fd");
    private static final int LOOKS = 5;
    private static final int PAUSE_MILLIS = 100;
    private static final String MARK = "vitals ";

    /**
     * Of this process, after full collections and after the C library has given back what it keeps for later; the heap
     * must have been touched as a whole, or it counts as growth. The lowest of several looks: what is in use for a moment
     * only, as while a method is compiled, says nothing.
     */
    static Vitals here() throws IOException, InterruptedException {
        var least = look();
        for (var i = 1; i < LOOKS; i++) {
            Thread.sleep(PAUSE_MILLIS);
            var next = look();
            least = next.resident < least.resident ? next : least;
        }
        return least;
    }

    private static Vitals look() throws IOException {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        trim();
        var status = Files.readAllLines(STATUS);
        var resident = 1024 * number(status, "VmRSS:");
        var compiled = memory.getNonHeapMemoryUsage().getCommitted();
        return new Vitals(
                resident,
                resident - memory.getHeapMemoryUsage().getCommitted() - compiled,
                memory.getHeapMemoryUsage().getUsed(),
                compiled,
                (int) number(status, "Threads:"),
                openFiles(),
                nativeArrays());
    }

    /** What {@code jcmd PID System.trim_native_heap} does. */
    private static void trim() throws IOException {
        try {
            var _ = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException e) {
            throw new IOException("the C library's memory could not be trimmed", e);
        }
    }

    private static long number(List<String> status, String name) throws IOException {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split(" ", 2)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException(STATUS + " has no line " + name + " (this needs Linux)"));
    }

    private static int openFiles() throws IOException {
        try (var files = Files.list(FILES)) {
            return (int) files.count();
        }
    }

    private static int nativeArrays() {
        try (var manager = NDManager.newBaseManager("PyTorch")) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }

    /** As one line. */
    String line() {
        return String.format(
                Locale.ROOT,
                MARK + "%d %d %d %d %d %d %d",
                resident,
                nativeBytes,
                heap,
                compiled,
                threads,
                files,
                arrays);
    }

    /** Whether a line is of vitals: libraries may say something too. */
    static boolean isLine(String line) {
        return line.startsWith(MARK);
    }

    /** From a line of them. */
    static Vitals parse(String line) {
        var words = line.substring(MARK.length()).strip().split(" ", -1);
        return new Vitals(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]),
                Integer.parseInt(words[6]));
    }
}
