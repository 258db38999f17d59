package io.assay.bench.rating;

import io.assay.protocol.event.LossPair;
import io.assay.protocol.event.PeerArrival;
import io.assay.protocol.event.PeerEvaluation;
import io.assay.protocol.event.PinnedObject;
import io.assay.protocol.event.RosterEntry;
import io.assay.protocol.event.WindowClosed;
import io.assay.protocol.event.WindowOpened;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.hparams.HParams;
import io.assay.protocol.json.HParamsJson;
import io.assay.rating.core.WindowTransition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Windows in which all peers are drawn, every gradient arrives and every one is evaluated. */
final class PlayedWindows {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random = new Random(23);
    private final HParams hparams = hparams();
    private final WindowTransition transition = new WindowTransition(hparams);
    private final List<String> hotkeys;
    private long window = -1;

    /** What is heard of a window. */
    record Heard(WindowOpened opened, WindowClosed closed, List<PeerEvaluation> evaluations) {}

    PlayedWindows(int peers) {
        hotkeys = each(peers, _ -> "5" + characters(47, ALPHABET));
    }

    private static HParams hparams() {
        try (var in = WindowTransition.class.getResourceAsStream("/hparams-localnet.json")) {
            if (in == null) {
                throw new IllegalStateException("hparams-localnet.json is missing, allowed: on the class path");
            }
            return HParamsJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WindowVerdict apply(WindowTransition.Before before, Heard heard) {
        return transition.apply(before, heard.opened(), heard.closed(), heard.evaluations());
    }

    Heard next() {
        window++;
        return new Heard(opened(), closed(), each(hotkeys.size(), uid -> evaluation(hotkeys.get(uid))));
    }

    private WindowOpened opened() {
        var roster = each(hotkeys.size(), uid -> new RosterEntry(uid, hotkeys.get(uid), true));
        var gather = hotkeys.subList(0, Math.min(hparams.topkPeers(), hotkeys.size()));
        return new WindowOpened(
                hparams.netuid(), window, window, window * 7, time(0), roster, hotkeys, gather, transition.digest());
    }

    private WindowClosed closed() {
        return new WindowClosed(
                hparams.netuid(),
                window,
                window,
                window * 7 + 7,
                "0x" + sha256(),
                time(84),
                time(94),
                each(hotkeys.size(), this::arrival));
    }

    private PeerArrival arrival(int uid) {
        var sha = sha256();
        return PeerArrival.arrived(uid, hotkeys.get(uid), new PinnedObject("assay", "pinned/" + sha, 5_000_000, sha));
    }

    private PeerEvaluation evaluation(String hotkey) {
        return new PeerEvaluation(hotkey, losses(), losses(), random.nextDouble(), null);
    }

    private LossPair losses() {
        var before = 4 + random.nextDouble();
        return new LossPair(before, before - 0.02 * random.nextDouble(), 16_384);
    }

    private Instant time(long seconds) {
        return START.plusSeconds(84 * window + seconds);
    }

    private String sha256() {
        return characters(64, "0123456789abcdef");
    }

    private String characters(int length, String alphabet) {
        return random.ints(length, 0, alphabet.length())
                .map(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static <T> List<T> each(int count, IntFunction<T> make) {
        return IntStream.range(0, count).mapToObj(make).toList();
    }
}
