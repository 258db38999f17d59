package io.assay.service.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/**
 * Every failure as a problem document (RFC 9457) that names the thing, its value and what is allowed; what it repeats of
 * the request is cut.
 */
@RestControllerAdvice
public class ProblemDocuments extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemDocuments.class);
    private static final int PATH = 256;

    @ExceptionHandler
    Mono<ResponseEntity<Object>> unexpected(Exception e, ServerWebExchange exchange) {
        if (exchange.getResponse().isCommitted()) {
            // Half an answer has gone out: nothing can be told any more but by breaking off.
            return Mono.error(e);
        }
        LOG.error("{} failed", Shown.of(exchange.getRequest().getPath().value()), e);
        var status = HttpStatus.INTERNAL_SERVER_ERROR;
        var detail = "the request could not be answered; the service's log says why";
        return problem(e, ProblemDetail.forStatusAndDetail(status, detail), new HttpHeaders(), exchange);
    }

    /** An answer for what goes wrong for a while only: 503, to be tried again in some seconds. */
    protected final Mono<ResponseEntity<Object>> unavailable(Exception e, String detail, ServerWebExchange exchange) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return problem(e, ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail), headers, exchange);
    }

    private Mono<ResponseEntity<Object>> problem(
            Exception e, ProblemDetail problem, HttpHeaders headers, ServerWebExchange exchange) {
        return handleExceptionInternal(e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleResponseStatusException(
            ResponseStatusException e, HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        if (e instanceof NoResourceFoundException || e.getReason() == null) {
            var path = Shown.of(exchange.getRequest().getPath().value());
            e.getBody().setDetail("there is nothing at " + path + "; /api/v1/openapi.json lists what there is");
        }
        return super.handleResponseStatusException(e, headers, status, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleMethodNotAllowedException(
            MethodNotAllowedException e, HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        var allowed =
                e.getSupportedMethods().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        e.getBody().setDetail("method is " + Shown.of(e.getHttpMethod()) + ", allowed: " + allowed);
        return super.handleMethodNotAllowedException(e, headers, status, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException e, HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        if (e.getCause() instanceof TypeMismatchException mismatch) {
            var parameter = e.getMethodParameter();
            var name = parameter == null ? null : parameter.getParameterName();
            e.getBody().setDetail(refusal(name, mismatch.getValue(), allowed(mismatch.getRequiredType())));
        }
        return super.handleServerWebInputException(e, headers, status, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        e.getBody()
                .setDetail(e.getParameterValidationResults().stream()
                        .map(ProblemDocuments::refusal)
                        .collect(Collectors.joining("; ")));
        return super.handleHandlerMethodValidationException(e, headers, status, exchange);
    }

    private static String refusal(ParameterValidationResult result) {
        var parameter = result.getMethodParameter();
        return refusal(parameter.getParameterName(), result.getArgument(), range(parameter.getParameter()));
    }

    private static String refusal(@Nullable String name, @Nullable Object value, String allowed) {
        return name + " is " + Shown.of(String.valueOf(value)) + ", allowed: " + allowed;
    }

    private static String range(AnnotatedElement parameter) {
        var low = parameter.getAnnotation(Min.class);
        var high = parameter.getAnnotation(Max.class);
        var from = low == null ? "any" : Long.toString(low.value());
        return high == null ? from + " or more" : from + " to " + high.value();
    }

    private static String allowed(@Nullable Class<?> type) {
        var names = type == null ? null : type.getEnumConstants();
        return names == null
                ? "a whole number"
                : Arrays.stream(names).map(Object::toString).collect(Collectors.joining(", "));
    }

    /**
     * Of the problem's type whatever the request accepts. The path is repeated in {@code instance} unless it is too long
     * to be a mistake.
     */
    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body, @Nullable HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().value();
        if (body instanceof ProblemDetail problem && path.length() > PATH) {
            problem.setInstance(URI.create("/"));
        }
        var typed = new HttpHeaders();
        if (headers != null) {
            typed.putAll(headers);
        }
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.createResponseEntity(body, typed, status, exchange);
    }
}
