package io.assay.localnet;

import io.assay.command.Arguments;
import io.assay.command.UsageException;
import io.assay.localnet.part.DataDirectory;
import io.assay.localnet.part.Keys;
import io.assay.localnet.part.LocalChain;
import io.assay.localnet.part.LocalSubnet;
import io.assay.localnet.part.Miners;
import io.assay.miner.MinerPlan;
import io.assay.miner.MinerPlans;
import io.assay.service.settings.MechanismSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code ./assay chain-node}: the localnet's chain and its node on its own. */
public final class ChainNodeMain {
    private static final int PORT = 7403;
    private static final String USAGE = """
            usage: ./assay chain-node --data DIR --hparams FILE [--miners LIST] [--commit-reveal N]
                                      [--listen ADDRESS] [--port P]
              --data DIR        keeps the chain, and keys/hotkey, the hotkey file of its one validator
              --hparams FILE    parameters; the subnet and the seed of all hotkeys are in them
              --miners LIST     who is registered from block 0 on, as ./assay localnet has it; the same list is for
                                ./assay miners; default honest=4,noise=1,idle=1
              --commit-reveal N weights are revealed N epochs after their commit; default 0, weights set openly
              --listen ADDRESS  where it is reached; default 127.0.0.1, 0.0.0.0 for everywhere
              --port P          default 7403, 0 for any free one
            """;
    private static final Set<String> OPTIONS =
            Set.of("--data", "--hparams", "--miners", "--commit-reveal", "--listen", "--port");
    private static final int MOST_EPOCHS = 100;

    private ChainNodeMain() {}

    /** Serves until it is told to end. */
    public static void main(String[] args) {
        command().main(args);
    }

    static Standing command() {
        return new Standing("chain-node", USAGE, OPTIONS, ChainNodeMain::start);
    }

    private static LocalChain start(Arguments given, PrintStream out) {
        var hparams = MechanismSettings.read("--hparams", Path.of(given.required("--hparams")));
        var data = DataDirectory.open(Path.of(given.required("--data")));
        var keys = new Keys(hparams.seed());
        var miners = data.miners(given.value("--miners"));
        var subnet = new LocalSubnet(
                hparams.netuid(),
                keys.validator().address(),
                List.copyOf(Miners.strategies(plans(miners), keys).keySet()),
                data.commitReveal(given.number("--commit-reveal", 0, MOST_EPOCHS)));
        var chain = LocalChain.open(data.of("chain"), subnet, Standing.listen(given, PORT));
        out.println("hotkey   " + data.secret("hotkey", keys.validatorFile()));
        out.println("chain    " + chain.uri());
        chain.produce();
        return chain;
    }

    static List<MinerPlan> plans(String miners) {
        try {
            return MinerPlans.parse(miners);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--miners: " + e.getMessage());
        }
    }
}
