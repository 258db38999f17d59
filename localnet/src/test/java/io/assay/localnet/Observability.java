package io.assay.localnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** What {@code deploy/observability} holds, and the programs that read it. */
final class Observability {
    static final Path FOLDER = MetricsPage.ROOT.resolve("deploy/observability");

    private Observability() {}

    /** The expression of each alert, by its name. */
    static Map<String, String> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Files.readString(FOLDER.resolve("alerts.yml")));
        var alerts = new LinkedHashMap<String, String>();
        for (var group : file.getOrDefault("groups", List.of())) {
            for (var rule : group.getOrDefault("rules", List.of())) {
                alerts.put(String.valueOf(rule.get("alert")), String.valueOf(rule.get("expr")));
            }
        }
        return alerts;
    }

    /** All expressions of a dashboard, with those of its variables. */
    static List<String> expressions(JsonNode dashboard) {
        var found = new ArrayList<String>();
        dashboard.findValues("expr").forEach(expr -> found.add(expr.asString()));
        dashboard.findValues("definition").forEach(expr -> found.add(expr.asString()));
        return found;
    }

    /** Where a program is, on the PATH or where Debian has servers. */
    static Optional<Path> program(String name) {
        var path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A program, or the test is skipped, loudly. */
    static Path require(String name, String notTested) {
        return program(name).orElseGet(() -> {
            var said = notTested + ": no " + name + " is on the PATH";
            System.err.println(said);
            return Assumptions.abort(said);
        });
    }

    /** Runs a program in the folder and tells how it ended. */
    static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
