package io.assay.model;

/** A device computes something else than it should. */
public final class SelfTestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SelfTestException(Computation computation, String version, double loss, double expected) {
        super("the self-test on " + computation.device() + " in " + computation.precision() + " gave a loss of " + loss
                + " instead of " + expected
                + ": nothing is evaluated with this. Try another device, or another build of"
                + " PyTorch than " + version + " (PYTORCH_LIBRARY_PATH)");
    }
}
