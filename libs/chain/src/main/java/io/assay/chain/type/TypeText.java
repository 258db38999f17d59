package io.assay.chain.type;

import io.assay.chain.type.TypeShape.Array;
import io.assay.chain.type.TypeShape.BitSequence;
import io.assay.chain.type.TypeShape.Compact;
import io.assay.chain.type.TypeShape.Composite;
import io.assay.chain.type.TypeShape.Sequence;
import io.assay.chain.type.TypeShape.Tuple;
import io.assay.chain.type.TypeShape.Variants;
import java.util.Optional;
import java.util.stream.IntStream;

/** A type in a few words: names where there are some, cut off where it gets long or deep. */
final class TypeText {
    private static final int MAX_CHARACTERS = 80;
    private static final int MAX_DEPTH = 8;

    private final TypeRegistry types;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    TypeText(TypeRegistry types) {
        this.types = types;
    }

    TypeText append(int id) {
        if (text.length() > MAX_CHARACTERS || depth == MAX_DEPTH) {
            text.append('…');
            return this;
        }
        depth++;
        var type = types.type(id);
        append(type.shape(), type.name());
        depth--;
        return this;
    }

    private void append(TypeShape shape, String name) {
        switch (shape) {
            case Primitive p -> text.append(p.rustName());
            case Sequence s -> around("Vec<", s.element(), ">");
            case Array a -> around("[", a.element(), "; " + a.length() + "]");
            case Compact c -> around("Compact<", c.inner(), ">");
            case Tuple t ->
                parts("(", t.elements().stream().mapToInt(Integer::intValue).toArray());
            case BitSequence b -> around("BitVec<", b.store(), ">");
            case Composite c -> text.append(name.isEmpty() ? "struct" : name);
            case Variants v -> variants(v, name);
        }
    }

    private void variants(Variants shape, String name) {
        var some = name.equals("Option") ? shape.byName("Some") : Optional.<VariantType>empty();
        if (some.isPresent() && some.get().fields().size() == 1) {
            around("Option<", some.get().fields().getFirst().type(), ">");
        } else {
            text.append(name.isEmpty() ? "enum" : name);
        }
    }

    private void around(String before, int inner, String after) {
        text.append(before);
        append(inner);
        text.append(after);
    }

    private void parts(String before, int[] ids) {
        text.append(before);
        IntStream.range(0, ids.length)
                .takeWhile(i -> text.length() <= MAX_CHARACTERS)
                .forEach(i -> {
                    text.append(i == 0 ? "" : ", ");
                    append(ids[i]);
                });
        text.append(')');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
