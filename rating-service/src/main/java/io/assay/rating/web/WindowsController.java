package io.assay.rating.web;

import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import io.assay.rating.kafka.RecentVerdicts;
import io.assay.rating.kafka.VerdictArchive;
import io.assay.rating.kafka.VerdictSummary;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Windows and their verdicts. */
@RestController
@RequestMapping("/api/v1/windows")
public final class WindowsController {
    private static final int MOST = 200;

    private final RecentVerdicts recent;
    private final VerdictArchive archive;

    public WindowsController(RecentVerdicts recent, VerdictArchive archive) {
        this.recent = recent;
        this.archive = archive;
    }

    /** The newest windows, newest first. */
    @GetMapping
    public List<VerdictSummary> windows(@RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit is " + limit + ", allowed: 1 to " + MOST);
        }
        return recent.summaries(limit);
    }

    /** A whole verdict, as it is in the record. */
    @GetMapping(path = "/{window}", produces = MediaType.APPLICATION_JSON_VALUE)
    public Mono<byte[]> window(@PathVariable long window) {
        return Mono.justOrEmpty(recent.find(window))
                .switchIfEmpty(Mono.defer(() -> fromArchive(window)))
                .map(EventJson::write)
                .switchIfEmpty(Mono.error(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "window " + window + " has no verdict")));
    }

    private Mono<WindowVerdict> fromArchive(long window) {
        return Mono.fromCallable(() -> archive.find(window))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap((Optional<WindowVerdict> found) -> Mono.justOrEmpty(found));
    }
}
