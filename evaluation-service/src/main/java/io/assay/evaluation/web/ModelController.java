package io.assay.evaluation.web;

import io.assay.evaluation.WorkerPool;
import io.assay.protocol.hparams.HParams;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where this instance's models stand. */
@RestController
public final class ModelController {
    private final WorkerPool pool;
    private final HParams hparams;

    ModelController(WorkerPool pool, HParams hparams) {
        this.pool = pool;
        this.hparams = hparams;
    }

    /** One entry a worker. A digest has to wait for the job at hand. */
    @GetMapping("/api/v1/model")
    Mono<List<ModelView>> model(@RequestParam(defaultValue = "false") boolean digest) {
        return Flux.fromIterable(pool.seats())
                .concatMap(seat -> Mono.fromCallable(() -> view(seat, digest)).subscribeOn(Schedulers.boundedElastic()))
                .collectList();
    }

    private ModelView view(WorkerPool.Seat seat, boolean digest) throws Exception {
        var window = seat.bench().window();
        @Nullable String sha256 = digest ? seat.device().run(seat.bench()::digest) : null;
        return new ModelView(
                seat.worker(),
                hparams.netuid(),
                window < 0 ? null : window,
                hparams.model().parameterCount(),
                sha256,
                seat.bench().randomLossBefore());
    }
}
