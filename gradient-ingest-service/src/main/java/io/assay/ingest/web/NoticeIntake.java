package io.assay.ingest.web;

import io.assay.chain.key.RequestSignature;
import io.assay.ingest.core.WindowLedger;
import io.assay.ingest.core.notice.AcceptedNotices;
import io.assay.ingest.core.notice.NoticeOutcome;
import io.assay.ingest.core.notice.NoticeOutcome.Accepted;
import io.assay.ingest.core.notice.NoticeOutcome.Refused;
import io.assay.ingest.core.notice.NoticeRefusal;
import io.assay.ingest.core.notice.NoticeRules;
import io.assay.ingest.core.notice.UploadHints;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * Takes notices, in the order of what it costs: the headers; the body, of those only whose hotkey takes part; the
 * signature, of those only that nothing else speaks against.
 */
final class NoticeIntake {
    private final NoticeRules rules;
    private final WindowLedger ledger;
    private final UploadHints uploads;
    private final SignatureChecks checks;
    private final InstantSource clock;
    private final Duration bodyDeadline;
    private final AcceptedNotices accepted = new AcceptedNotices();

    NoticeIntake(
            NoticeRules rules,
            WindowLedger ledger,
            UploadHints uploads,
            SignatureChecks checks,
            InstantSource clock,
            Duration bodyDeadline) {
        this.rules = rules;
        this.ledger = ledger;
        this.uploads = uploads;
        this.checks = checks;
        this.clock = clock;
        this.bodyDeadline = bodyDeadline;
    }

    /** Nothing is done before the signature is found right. */
    Mono<NoticeOutcome> take(ServerHttpRequest request) {
        var refusal = NoticeHeaders.refusal(request.getHeaders());
        if (refusal.isPresent()) {
            return Mono.just(refusal.get());
        }
        try {
            return caller(NoticeHeaders.signature(request.getHeaders()), request);
        } catch (IllegalArgumentException e) {
            return refused(NoticeRefusal.UNSIGNED, String.valueOf(e.getMessage()));
        }
    }

    private Mono<NoticeOutcome> caller(RequestSignature signature, ServerHttpRequest request) {
        var hotkey = signature.hotkey();
        var refusal = rules.caller(ledger, hotkey, signature.signedAt(), accepted.last(hotkey), clock.instant());
        if (refusal.isPresent()) {
            return Mono.just(refusal.get());
        }
        return read(request)
                .map(body -> Mono.defer(() -> notice(signature, body)))
                .onErrorResume(e -> Mono.just(Mono.just(unread(e))))
                .flatMap(outcome -> outcome);
    }

    private Mono<NoticeOutcome> notice(RequestSignature signature, byte[] body) {
        try {
            return notice(signature, Notice.read(body), body);
        } catch (IllegalArgumentException e) {
            return refused(NoticeRefusal.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private Mono<NoticeOutcome> notice(RequestSignature signature, Notice notice, byte[] body) {
        var window = notice.window();
        var refusal = rules.notice(ledger, uploads.searched(window), signature.hotkey(), notice.netuid(), window);
        return refusal.isPresent()
                ? Mono.just(refusal.get())
                : checks.isRight(signature, body)
                        .map(right -> right ? accept(signature, window) : wrong(signature))
                        .defaultIfEmpty(new Refused(
                                NoticeRefusal.BUSY, "too many signatures are being checked; come again in a second"));
    }

    private NoticeOutcome accept(RequestSignature signature, long window) {
        var hotkey = signature.hotkey();
        if (!accepted.accept(hotkey, signature.signedAt(), clock.instant())) {
            return NoticeRules.replayed(hotkey);
        }
        return uploads.hint(window, hotkey) ? new Accepted() : NoticeRules.notOpen(ledger, window);
    }

    private static NoticeOutcome wrong(RequestSignature signature) {
        return new Refused(
                NoticeRefusal.WRONG_SIGNATURE,
                "the signature is not that of " + signature.hotkey() + " for this method, path, body and timestamp");
    }

    private Mono<byte[]> read(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), Notice.MAX_BYTES)
                .map(NoticeIntake::bytes)
                .defaultIfEmpty(new byte[0])
                .timeout(bodyDeadline);
    }

    private NoticeOutcome unread(Throwable e) {
        return switch (e) {
            case DataBufferLimitException _ -> NoticeHeaders.tooLarge();
            case TimeoutException _ ->
                new Refused(NoticeRefusal.TOO_SLOW, "the body did not come within " + bodyDeadline.toMillis() + " ms");
            default -> new Refused(NoticeRefusal.MALFORMED, "the body broke off");
        };
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<NoticeOutcome> refused(NoticeRefusal reason, String detail) {
        return Mono.just(new Refused(reason, detail));
    }
}
