package io.assay.rating.web;

import io.assay.service.web.ProblemDocuments;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Failures of this API, those of reading the record among them. */
@RestControllerAdvice
public final class RecordProblems extends ProblemDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(RecordProblems.class);

    @ExceptionHandler
    Mono<ResponseEntity<Object>> noAnswerFromTheRecord(KafkaException e, ServerWebExchange exchange) {
        LOG.warn("verdicts cannot be read: {}", e.getMessage());
        return unavailable(e, "the record of verdicts cannot be read at the moment; try again later", exchange);
    }

    @ExceptionHandler
    Mono<ResponseEntity<Object>> tooMany(RejectedExecutionException e, ServerWebExchange exchange) {
        return unavailable(e, "too many old verdicts are being asked for at the moment; try again later", exchange);
    }
}
