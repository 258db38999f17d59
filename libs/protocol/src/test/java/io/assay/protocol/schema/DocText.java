package io.assay.protocol.schema;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.ValueTree;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Javadoc as plain text on one line. */
final class DocText {
    private DocText() {}

    static String of(Class<?> type, List<? extends DocTree> parts) {
        return parts.stream()
                .map(part -> text(type, part))
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String text(Class<?> type, DocTree part) {
        return switch (part) {
            case LiteralTree literal -> literal.getBody().getBody();
            case LinkTree link when !link.getLabel().isEmpty() -> of(type, link.getLabel());
            case LinkTree link -> name(link.getReference().getSignature());
            case ValueTree value -> value(type, name(value.getReference().getSignature()));
            case StartElementTree _ -> " ";
            default -> part.toString();
        };
    }

    private static String name(String signature) {
        return signature.replaceFirst("^#", "").replace('#', '.');
    }

    private static String value(Class<?> type, String field) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(found -> found.getName().equals(field))
                .findFirst()
                .map(found -> {
                    try {
                        return String.valueOf(found.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(found + " is named in Javadoc and not public", e);
                    }
                })
                .orElseThrow(() -> new IllegalStateException(type + " has no " + field));
    }
}
