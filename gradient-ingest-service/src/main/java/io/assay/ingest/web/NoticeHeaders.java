package io.assay.ingest.web;

import io.assay.chain.key.RequestSignature;
import io.assay.ingest.core.notice.NoticeOutcome.Refused;
import io.assay.ingest.core.notice.NoticeRefusal;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What the headers of a notice say. */
final class NoticeHeaders {
    private NoticeHeaders() {}

    /** What can be said of the body without reading it. */
    static Optional<Refused> refusal(HttpHeaders headers) {
        if (!isJson(headers)) {
            return Optional.of(
                    new Refused(NoticeRefusal.WRONG_TYPE, "Content-Type is another, allowed: application/json"));
        }
        return headers.getContentLength() > Notice.MAX_BYTES ? Optional.of(tooLarge()) : Optional.empty();
    }

    static Refused tooLarge() {
        return new Refused(
                NoticeRefusal.TOO_LARGE, "the body is too large, allowed: at most " + Notice.MAX_BYTES + " bytes");
    }

    private static boolean isJson(HttpHeaders headers) {
        try {
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(headers.getContentType());
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /**
     * The signature.
     *
     * @throws IllegalArgumentException naming the header that is missing or malformed
     */
    static RequestSignature signature(HttpHeaders headers) {
        return RequestSignature.parse(
                one(headers, RequestSignature.HOTKEY_HEADER),
                one(headers, RequestSignature.TIMESTAMP_HEADER),
                one(headers, RequestSignature.SIGNATURE_HEADER));
    }

    private static String one(HttpHeaders headers, String name) {
        var values = headers.getOrEmpty(name);
        if (values.size() != 1) {
            throw new IllegalArgumentException(name + " is there " + values.size() + " times, allowed: once");
        }
        return values.getFirst();
    }
}
