package io.assay.bench;

import io.assay.localnet.Localnet;
import io.assay.localnet.command.Options;
import io.assay.localnet.rolling.Restart;
import io.assay.localnet.rolling.RollingRestart;

/** Each service of a localnet restarted in the middle of its work: how long its end and its start take. */
final class RollingBenchmark implements Benchmark {
    private static final int ROUNDS = 2;
    private static final double MILLIS_A_SECOND = 1000;

    @Override
    public String name() {
        return "rolling";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (var localnet = Localnet.startApart(Options.none(), _ -> {});
                var rolling = new RollingRestart(localnet)) {
            rolling.awaitVerdict();
            for (var round = 0; round < ROUNDS; round++) {
                for (var service : RollingRestart.services()) {
                    print(figures, rolling.restart(service));
                }
            }
            rolling.awaitVerdict();
            figures.print("said_twice", rolling.saidTwice().size(), "events");
        }
    }

    private static void print(Figures figures, Restart restart) {
        var service = restart.service().replace('-', '_');
        figures.print("drain_" + service, restart.drained().toMillis() / MILLIS_A_SECOND, "s");
        figures.print("back_" + service, restart.back().toMillis() / MILLIS_A_SECOND, "s");
        figures.print("unready_" + service, restart.readiness().unready(), "answers");
    }
}
