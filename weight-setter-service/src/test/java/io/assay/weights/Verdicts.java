package io.assay.weights;

import io.assay.chain.key.Hotkey;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Verdicts with weights for miners whose hotkeys are known by number. */
final class Verdicts {
    static final int NETUID = 3;
    /** Another subnet, with the same miners on the same uids. */
    static final int OTHER = 4;

    private static final String HASH = "0123456789abcdef".repeat(4);

    private static final List<String> MINERS = IntStream.range(0, 10)
            .mapToObj(number -> Hotkey.fromUri("//miner//" + number).address())
            .toList();

    private static final HParams HPARAMS = shipped();

    private Verdicts() {}

    private static HParams shipped() {
        try {
            return HParamsJson.read(Files.readString(Path.of(System.getProperty("basedir", "."), "../hparams.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String miner(int number) {
        return MINERS.get(number);
    }

    /** A verdict that is due when its window is odd; miner i sits on uid i. */
    static WindowVerdict verdict(long window, Map<Integer, Double> shareByMiner) {
        return verdict(NETUID, window, shareByMiner);
    }

    static WindowVerdict verdict(int netuid, long window, Map<Integer, Double> shareByMiner) {
        var weights = new TreeMap<>(shareByMiner)
                .entrySet().stream()
                        .map(share -> new WindowVerdict.Weight(share.getKey(), miner(share.getKey()), share.getValue()))
                        .toList();
        return verdict(netuid, window, weights);
    }

    static WindowVerdict verdict(int netuid, long window, List<WindowVerdict.Weight> weights) {
        var inputs = new WindowVerdict.Inputs(List.of(), List.of(), List.of(), "0x" + HASH, List.of(), List.of());
        return new WindowVerdict(
                netuid, window, window, false, inputs, List.of(), List.of(), weights, null, HPARAMS, HASH, null, HASH);
    }
}
