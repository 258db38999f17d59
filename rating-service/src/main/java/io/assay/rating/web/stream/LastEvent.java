package io.assay.rating.web.stream;

import io.assay.service.web.Shown;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The id of an event: {@code {netuid}/{window}}. */
record LastEvent(int netuid, long window) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})/(\\d{1,18})");

    /**
     * Reads the header {@code Last-Event-ID}.
     *
     * @throws ResponseStatusException 400 when it is no such id
     */
    static LastEvent read(String header) {
        var parts = FORM.matcher(header);
        if (!parts.matches()) {
            throw refused(header, "the id of an event, such as 3/41");
        }
        return new LastEvent(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    /** The window, of the subnet that was asked for. */
    long windowOf(int asked) {
        if (asked != netuid) {
            throw refused(netuid + "/" + window, "the id of an event of subnet " + asked);
        }
        return window;
    }

    private static ResponseStatusException refused(String header, String allowed) {
        return new ResponseStatusException(
                HttpStatus.BAD_REQUEST, "Last-Event-ID is " + Shown.of(header) + ", allowed: " + allowed);
    }
}
