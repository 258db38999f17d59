package io.assay.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A Python with numpy, if there is one. */
final class Python {
    /** The distribution's own knows its packages, whichever comes first on the path. */
    private static final List<String> PLACES = List.of("python3", "/usr/bin/python3");

    private static final long LIMIT_SECONDS = 60;

    private final String program;

    private Python(String program) {
        this.program = program;
    }

    /** Skips the test, with a line that tells why, where there is none. */
    static Python withNumpy() throws InterruptedException {
        for (var place : PLACES) {
            if (hasNumpy(place)) {
                return new Python(place);
            }
        }
        var reason = "SKIPPED: no checkpoint is read by Python: none of " + PLACES
                + " has numpy; on Debian, install python3-numpy";
        System.err.println(reason);
        throw new TestAbortedException(reason);
    }

    private static boolean hasNumpy(String place) throws InterruptedException {
        try {
            run(place, "-c", "import numpy");
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** What a script prints. */
    String run(Path script, String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of(program, script.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("python", ".out");
        var errors = Files.createTempFile("python", ".err");
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " took more than " + LIMIT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        command[0] + " exited with " + process.exitValue() + ": " + Files.readString(errors));
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
