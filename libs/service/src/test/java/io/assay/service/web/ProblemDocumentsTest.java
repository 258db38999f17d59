package io.assay.service.web;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Failures that every API may have. */
class ProblemDocumentsTest {
    private final WebTestClient client = WebTestClient.bindToController(new Failing())
            .controllerAdvice(new ProblemDocuments())
            .build();

    @RestController
    static class Failing {
        @GetMapping("/fault")
        Mono<String> fault() {
            return Mono.error(new IllegalStateException("something inside"));
        }

        @PostMapping("/post")
        Mono<String> post() {
            return Mono.just("taken");
        }
    }

    private void expect(HttpMethod method, String path, HttpStatus status, String detail) {
        client.method(method)
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
    void whatIsInsideStaysInside() {
        expect(
                HttpMethod.GET,
                "/fault",
                HttpStatus.INTERNAL_SERVER_ERROR,
                "the request could not be answered; the service's log says why");
    }

    @Test
    void namesTheMethodsThatAreAllowed() {
        expect(HttpMethod.GET, "/post", HttpStatus.METHOD_NOT_ALLOWED, "method is GET, allowed: POST");
    }

    @Test
    void repeatsNoMoreOfAMethodThanOneMayHave() {
        expect(
                HttpMethod.valueOf("X".repeat(100)),
                "/post",
                HttpStatus.METHOD_NOT_ALLOWED,
                "method is " + "X".repeat(64) + "..., allowed: POST");
    }

    @Test
    void saysWhereToLookWhenThereIsNothing() {
        expect(
                HttpMethod.GET,
                "/nothing",
                HttpStatus.NOT_FOUND,
                "there is nothing at /nothing; /api/v1/openapi.json lists what there is");
    }
}
