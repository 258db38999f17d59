package io.assay.inspect.content;

import io.assay.gradient.GradientLayout;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a file that is no container is most likely, by its first bytes. */
final class Likeness {
    private static final Map<String, String> BINARY = new LinkedHashMap<>();
    private static final Map<String, String> TEXT = new LinkedHashMap<>();

    static {
        BINARY.put("PK\3\4", "a zip, as torch.save writes one, that cannot be read");
        BINARY.put("PK", "a zip without a record at its begin: torch.save writes none such");
        BINARY.put("\u001f\u008b", "a gzip file: upload it as it was before it was compressed");
        BINARY.put("(\u00b5/\u00fd", "a zstd file: upload it as it was before it was compressed");
        BINARY.put("\u00fd7zXZ", "an xz file: upload it as it was before it was compressed");
        BINARY.put("BZh", "a bzip2 file: upload it as it was before it was compressed");
        BINARY.put("\u0093NUMPY", "an array of NumPy: save a gradient with torch or safetensors");
        BINARY.put(
                "\u0080", "a bare pickle, of a torch before 1.6 or of no torch: save with torch.save of 1.6 or later");
        TEXT.put("<!doctype html", "an HTML page: of an error or a login, saved in place of the object");
        TEXT.put("<html", "an HTML page: of an error or a login, saved in place of the object");
        TEXT.put("<?xml", "an XML document: a store's error, saved in place of the object");
        TEXT.put("<error", "an XML document: a store's error, saved in place of the object");
        TEXT.put("version https://git-lfs", "a pointer of Git LFS: fetch the file that it stands for");
    }

    private Likeness() {}

    /**
     * In words.
     *
     * @param first the file's first bytes
     * @param size the file's
     */
    static String of(byte[] first, long size, GradientLayout layout) {
        if (size == 0) {
            return "nothing: the file is empty";
        }
        var begin = new String(first, StandardCharsets.ISO_8859_1);
        for (var magic : BINARY.entrySet()) {
            if (begin.startsWith(magic.getKey())) {
                return magic.getValue();
            }
        }
        var words = begin.strip().toLowerCase(Locale.ROOT);
        for (var word : TEXT.entrySet()) {
            if (words.startsWith(word.getKey())) {
                return word.getValue();
            }
        }
        return begin.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))
                ? words.startsWith("{") ? "a JSON document" : "text"
                : binary(begin, size, layout);
    }

    private static String binary(String begin, long size, GradientLayout layout) {
        if (begin.length() > Long.BYTES && begin.charAt(Long.BYTES) == '{') {
            return "a safetensors file, that cannot be read";
        }
        if (begin.chars().allMatch(c -> c == 0)) {
            return "zeros: room was made for a file that was never written";
        }
        if (size == (layout.parameterCount() + Byte.SIZE - 1) / Byte.SIZE) {
            return "an aggregate: as many bytes as the model's packed signs take";
        }
        return "nothing that is known here";
    }
}
