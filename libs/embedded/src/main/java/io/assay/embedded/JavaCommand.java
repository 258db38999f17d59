package io.assay.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM beside this one, of the same JDK and with the same classes. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * Runs a class with what Assay's classes ask of a JVM: vectors, native code, and no download.
     *
     * @param jvm options of its own, such as {@code -Xmx512m}
     * @param arguments of its {@code main}
     */
    public static List<String> of(Class<?> main, List<String> jvm, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(jvm);
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }
}
