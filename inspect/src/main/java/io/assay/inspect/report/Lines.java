package io.assay.inspect.report;

import java.util.List;

/** Lines of at most 120 columns, most after a word that says what they are. */
final class Lines {
    /** Columns of a line. */
    static final int WIDTH = 120;

    private static final int LABEL = 10;

    private final StringBuilder text = new StringBuilder();

    /** A sentence after its label, on as many lines as it needs. */
    Lines add(String label, String sentence) {
        line(label, sentence.substring(0, end(sentence)));
        for (var at = end(sentence); at < sentence.length(); ) {
            var rest = sentence.substring(at).stripLeading();
            line("", rest.substring(0, end(rest)));
            at = sentence.length() - rest.length() + end(rest);
        }
        return this;
    }

    /** Lines as they are, after an empty one. */
    Lines block(List<String> lines) {
        text.append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        return this;
    }

    /** An empty line. */
    Lines gap() {
        text.append('\n');
        return this;
    }

    private void line(String label, String rest) {
        text.append(label)
                .append(" ".repeat(LABEL - label.length()))
                .append(rest)
                .append('\n');
    }

    /** Where the first line of a sentence ends: before the last space that fits, or where there is none, at the edge. */
    private static int end(String sentence) {
        var fits = WIDTH - LABEL;
        if (sentence.length() <= fits) {
            return sentence.length();
        }
        var space = sentence.lastIndexOf(' ', fits);
        return space > 0 ? space : fits;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
