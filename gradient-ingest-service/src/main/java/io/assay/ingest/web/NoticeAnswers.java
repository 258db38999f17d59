package io.assay.ingest.web;

import io.assay.ingest.core.notice.NoticeOutcome;
import io.assay.ingest.core.notice.NoticeRefusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What a notice is answered with. No exception is made for it: a refusal has to cost little. */
final class NoticeAnswers {
    private static final String SCHEME = "Assay-Signature";
    private static final String SOON = "1";
    private static final String LATER = "5";

    private NoticeAnswers() {}

    static ResponseEntity<Object> of(NoticeOutcome outcome) {
        return switch (outcome) {
            case NoticeOutcome.Accepted() -> ResponseEntity.accepted().build();
            case NoticeOutcome.Refused(var reason, var detail) ->
                ResponseEntity.status(status(reason))
                        .headers(headers -> add(headers, reason))
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(ProblemDetail.forStatusAndDetail(status(reason), detail));
        };
    }

    private static HttpStatus status(NoticeRefusal reason) {
        return switch (reason) {
            case MALFORMED, OTHER_SUBNET -> HttpStatus.BAD_REQUEST;
            case UNSIGNED, OUT_OF_TIME, REPLAYED, WRONG_SIGNATURE -> HttpStatus.UNAUTHORIZED;
            case UNREGISTERED, NOT_IN_WINDOW -> HttpStatus.FORBIDDEN;
            case NOT_OPEN, TOO_EARLY -> HttpStatus.NOT_FOUND;
            case WRONG_METHOD -> HttpStatus.METHOD_NOT_ALLOWED;
            case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case WRONG_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case BUSY -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }

    private static void add(HttpHeaders headers, NoticeRefusal reason) {
        switch (reason) {
            case UNSIGNED, OUT_OF_TIME, REPLAYED, WRONG_SIGNATURE -> headers.set(HttpHeaders.WWW_AUTHENTICATE, SCHEME);
            case BUSY -> headers.set(HttpHeaders.RETRY_AFTER, SOON);
            case TOO_EARLY -> headers.set(HttpHeaders.RETRY_AFTER, LATER);
            case WRONG_TYPE -> headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
            // What of the body has not been read is not waited for.
            case TOO_LARGE, TOO_SLOW -> headers.set(HttpHeaders.CONNECTION, "close");
            case MALFORMED, OTHER_SUBNET, UNREGISTERED, NOT_IN_WINDOW, NOT_OPEN, WRONG_METHOD -> {}
        }
    }
}
