package io.assay.rating.mlflow;

import java.io.IOException;

/** The server answered with an error. */
final class MlflowException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    MlflowException(int status, String code, String message) {
        super(status + " " + code + ": " + message);
        this.status = status;
        this.code = code;
    }

    boolean isMissing() {
        return code.equals("RESOURCE_DOES_NOT_EXIST");
    }

    /** Somebody else made it in between. */
    boolean isThereAlready() {
        return code.equals("RESOURCE_ALREADY_EXISTS");
    }

    /** What was sent will never be taken. */
    boolean isFinal() {
        return status == 400 && !isThereAlready();
    }
}
