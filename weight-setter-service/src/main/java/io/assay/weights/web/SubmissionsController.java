package io.assay.weights.web;

import io.assay.weights.core.Journal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What was sent to the chain, and what became of it. */
@RestController
@RequestMapping("/api/v1/submissions")
public final class SubmissionsController {
    private static final int MAX_LIMIT = 200;

    private final Journal journal;

    /** Over the record as it stands at each request. */
    public SubmissionsController(Journal journal) {
        this.journal = journal;
    }

    @GetMapping
    List<SubmissionView> newest(@RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "limit is " + limit + ", allowed: 1 to " + MAX_LIMIT);
        }
        return journal.ledgers().newest(limit).stream().map(SubmissionView::of).toList();
    }

    @GetMapping("/{window}")
    SubmissionView one(@PathVariable long window, @RequestParam(required = false) @Nullable Integer netuid) {
        var ledgers = journal.ledgers();
        return ledgers.of(netuid == null ? ledgers.first().netuid() : netuid)
                .flatMap(ledger -> ledger.submission(window))
                .map(SubmissionView::of)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "nothing was recorded for window " + window + (netuid == null ? "" : " of subnet " + netuid)
                                + ": it was not due, a newer due verdict took its place, or it is too long ago"));
    }
}
