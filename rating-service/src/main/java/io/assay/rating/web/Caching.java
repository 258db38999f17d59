package io.assay.rating.web;

import io.assay.rating.record.SettledWindow;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Answers with what lets a client keep them. ETags are weak, since the same answer goes out with and without gzip. */
public final class Caching {
    private static final Duration FOREVER = Duration.ofDays(365);

    private Caching() {}

    /** An answer that is good until there is a newer verdict. */
    public static <T> ResponseEntity<T> untilTheNext(Optional<SettledWindow> newest, T body) {
        var answer = ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        newest.ifPresent(settled -> answer.eTag(weak(settled.verdictHash())));
        return answer.body(body);
    }

    /** An answer that never changes. */
    static <T> ResponseEntity<T> forever(String verdictHash, T body) {
        return of(CacheControl.maxAge(FOREVER).cachePublic().immutable(), verdictHash, body);
    }

    /** An answer that is another one once there is a newer verdict. */
    static <T> ResponseEntity<T> ofNewest(String verdictHash, T body) {
        return of(CacheControl.noCache(), verdictHash, body);
    }

    private static <T> ResponseEntity<T> of(CacheControl control, String verdictHash, T body) {
        return ResponseEntity.ok()
                .cacheControl(control)
                .varyBy(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING)
                .eTag(weak(verdictHash))
                .body(body);
    }

    private static String weak(String verdictHash) {
        return "W/\"" + verdictHash + "\"";
    }
}
