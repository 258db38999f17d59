package io.assay.localnet.command;

/** A line of the terminal, made of parts that stay whole; what is too much for its width goes on below, indented. */
final class Line {
    private static final int WIDTH = 120;
    private static final String INDENT = "             ";
    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();
    private int length;

    Line(String first) {
        text.append(first);
        length = first.length();
    }

    /** Adds a part unless it is empty. */
    Line add(String part) {
        if (!part.isEmpty()) {
            var fits = length + GAP.length() + part.length() <= WIDTH;
            length = (fits ? length + GAP.length() : INDENT.length()) + part.length();
            text.append(fits ? GAP : System.lineSeparator() + INDENT).append(part);
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
