package io.assay.ingest.web;

import io.assay.chain.key.RequestSignature;
import java.util.concurrent.CountDownLatch;

/** Checks signatures really, but only while it is let. */
final class GatedCheck implements SignatureCheck {
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public boolean isRight(RequestSignature signature, byte[] body) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return signature.verify("POST", "/api/v1/arrivals", body);
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void let() {
        gate.countDown();
    }
}
