package io.assay.bench.endurance;

import io.assay.evaluation.EvaluationApplication;
import io.assay.localnet.part.Logs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The evaluation service in a process that tells its vitals, one line of them for each line it reads. */
public final class MeasuredService {
    private MeasuredService() {}

    /** The first argument is the folder of its log, the others are the service's settings; ends with its input. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Logs.to(Path.of(args[0]));
        var settings = Arrays.copyOfRange(args, 1, args.length);
        try (var _ = EvaluationApplication.start(settings);
                var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (asked.readLine() != null) {
                System.out.println(Vitals.here().line());
            }
        }
        // Threads of the libraries may go on.
        System.exit(0);
    }
}
