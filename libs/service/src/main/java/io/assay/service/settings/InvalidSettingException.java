package io.assay.service.settings;

/** A setting that is missing or out of range; the message is a sentence that names it, the value and the remedy. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * A refusal.
     *
     * @param problem names the setting and its value
     * @param remedy what to set instead
     */
    public InvalidSettingException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }
}
