package io.assay.protocol.hparams;

/** Ranges of parameters; a refusal names the parameter, the value and the range. */
final class Allowed {
    private Allowed() {}

    static void integer(String name, long value, long low, long high) {
        that(value >= low && value <= high, name, value, low + ".." + high);
    }

    static void real(String name, double value, double low, double high) {
        that(value >= low && value <= high, name, value, "[" + low + ", " + high + "]");
    }

    static void share(String name, double value) {
        that(value > 0 && value <= 1, name, value, "(0, 1]");
    }

    static void that(boolean holds, String name, Object value, String range) {
        if (!holds) {
            throw new InvalidHParamsException(name + " is " + value + ", allowed: " + range);
        }
    }
}
