package io.assay.protocol;

/** Who writes and reads topics. */
public enum Program {
    INGEST("gradient-ingest-service"),
    EVALUATION("evaluation-service"),
    RATING("rating-service"),
    WEIGHT_SETTER("weight-setter-service"),
    MINER("miner");

    private final String code;

    Program(String code) {
        this.code = code;
    }

    /** Its name in documents and settings. */
    public String code() {
        return code;
    }
}
