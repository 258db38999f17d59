package io.assay.rating.web;

import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Failures that a test of the whole service cannot bring about. */
class RecordProblemsTest {
    private final WebTestClient client = WebTestClient.bindToController(new Failing())
            .controllerAdvice(new RecordProblems())
            .build();

    @RestController
    static class Failing {
        @GetMapping("/kafka")
        Mono<String> kafka() {
            return Mono.error(new TimeoutException("broker 10.0.0.7 is away"));
        }

        @GetMapping("/full")
        Mono<String> full() {
            return Mono.error(new RejectedExecutionException("the queue is full"));
        }
    }

    private void expect(String path, HttpStatus status, String detail) {
        client.get()
                .uri(path)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(detail);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNoFaultOfTheRequest() {
        expect(
                "/kafka",
                HttpStatus.SERVICE_UNAVAILABLE,
                "the record of verdicts cannot be read at the moment; try again later");
    }

    @Test
    void tooManyReadingsAreTurnedAway() {
        expect(
                "/full",
                HttpStatus.SERVICE_UNAVAILABLE,
                "too many old verdicts are being asked for at the moment; try again later");
        client.get().uri("/full").exchange().expectHeader().valueEquals("Retry-After", "5");
    }
}
