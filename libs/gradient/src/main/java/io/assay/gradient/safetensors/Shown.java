package io.assay.gradient.safetensors;

import java.util.regex.Pattern;

/** Text of a stranger's file, made fit for a message: short, and without characters that a terminal would act on. */
public final class Shown {
    private static final int LIMIT = 240;
    private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Shown() {}

    /** At most 240 characters, control and line-breaking characters replaced. */
    public static String text(String text) {
        var cut = text.length() > LIMIT ? text.substring(0, LIMIT) + "…" : text;
        return UNFIT.matcher(cut).replaceAll("?");
    }
}
