package io.assay.rating.web;

import io.assay.protocol.event.Standing;
import io.assay.protocol.event.WindowVerdict;
import io.assay.rating.kafka.RecentVerdicts;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Peers as the newest verdict left them. */
@RestController
@RequestMapping("/api/v1/peers")
public final class PeersController {
    private static final int SHOWN = 64;
    private static final Comparator<Peer> BEST_FIRST = Comparator.<Peer>comparingDouble(
                    peer -> peer.standing().weight())
            .thenComparingDouble(Peer::ordinal)
            .reversed()
            .thenComparing(peer -> peer.standing().hotkey());

    private final RecentVerdicts verdicts;

    public PeersController(RecentVerdicts verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * A peer.
     *
     * @param window the window after which it stands so
     * @param ordinal μ − 3σ
     * @param verdictHash of the verdict that says so
     */
    public record Peer(long window, double ordinal, Standing standing, String verdictHash) {
        static Peer of(WindowVerdict verdict, Standing standing) {
            return new Peer(verdict.window(), standing.ordinal(), standing, verdict.verdictHash());
        }
    }

    /** All known peers, by weight and then by ordinal, best first. */
    @GetMapping
    public List<Peer> peers() {
        return verdicts.newest().stream()
                .flatMap(verdict -> verdict.standings().stream().map(standing -> Peer.of(verdict, standing)))
                .sorted(BEST_FIRST)
                .toList();
    }

    /** One peer. */
    @GetMapping("/{hotkey}")
    public Peer peer(@PathVariable String hotkey) {
        return verdicts.newest().stream()
                .flatMap(verdict -> verdict.standings().stream()
                        .filter(standing -> standing.hotkey().equals(hotkey))
                        .map(standing -> Peer.of(verdict, standing)))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "peer " + hotkey.substring(0, Math.min(SHOWN, hotkey.length())) + " has no standing"));
    }
}
