package io.assay.service.web;

/** What came from outside, as a problem document may repeat it. */
public final class Shown {
    private static final int MOST = 64;

    private Shown() {}

    /** At most 64 characters, none of them a control character. */
    public static String of(Object value) {
        var text = String.valueOf(value);
        var shown = text.length() <= MOST ? text : text.substring(0, MOST) + "...";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
