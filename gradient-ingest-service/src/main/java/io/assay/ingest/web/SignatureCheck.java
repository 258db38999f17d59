package io.assay.ingest.web;

import io.assay.chain.key.RequestSignature;

/** Whether a signature is that of a notice. */
@FunctionalInterface
interface SignatureCheck {
    boolean isRight(RequestSignature signature, byte[] body);
}
