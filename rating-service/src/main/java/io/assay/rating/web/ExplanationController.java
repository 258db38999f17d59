package io.assay.rating.web;

import io.assay.rating.core.Explanation;
import io.assay.rating.core.ExplanationText;
import io.assay.rating.record.VerdictLookup;
import io.assay.rating.record.WithPrevious;
import io.assay.service.web.Shown;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Why a peer has the weight that it has. */
@RestController
@RequestMapping("/api/v1/peers/{hotkey}/explanation")
public final class ExplanationController {
    private final AskedSubnet subnet;
    private final VerdictLookup lookup;
    private final RecordReads reads;

    public ExplanationController(AskedSubnet subnet, VerdictLookup lookup, RecordReads reads) {
        this.subnet = subnet;
        this.lookup = lookup;
        this.reads = reads;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "explanation",
            summary = "Why a peer has its weight after a window, by default the newest",
            description = "For people with `Accept: text/plain`.")
    Mono<ResponseEntity<Explanation>> explanation(
            @PathVariable String hotkey,
            @RequestParam @Nullable Integer netuid,
            @RequestParam @Nullable @Min(0) Long window) {
        return explained(hotkey, netuid, window).map(why -> answer(window, why, why));
    }

    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(operationId = "explanationText", summary = "The same for people")
    Mono<ResponseEntity<String>> text(
            @PathVariable String hotkey,
            @RequestParam @Nullable Integer netuid,
            @RequestParam @Nullable @Min(0) Long window) {
        return explained(hotkey, netuid, window).map(why -> answer(window, why, ExplanationText.of(why)));
    }

    private static <T> ResponseEntity<T> answer(@Nullable Long window, Explanation why, T body) {
        return window == null ? Caching.ofNewest(why.verdictHash(), body) : Caching.forever(why.verdictHash(), body);
    }

    private Mono<Explanation> explained(String hotkey, @Nullable Integer netuid, @Nullable Long window) {
        var asked = subnet.netuid(netuid);
        return reads.read(() -> lookup.withPrevious(asked, window)).map(found -> explain(found, hotkey, window));
    }

    private static Explanation explain(Optional<WithPrevious> found, String hotkey, @Nullable Long window) {
        var verdicts = found.orElseThrow(
                () -> notFound(window == null ? "there is no verdict yet" : "window " + window + " has no verdict"));
        return Explanation.of(verdicts.verdict(), verdicts.previous(), hotkey)
                .orElseThrow(() -> notFound("peer " + Shown.of(hotkey) + " is not known in window "
                        + verdicts.verdict().window() + "; /api/v1/peers lists those that are"));
    }

    private static ResponseStatusException notFound(String what) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, what);
    }
}
