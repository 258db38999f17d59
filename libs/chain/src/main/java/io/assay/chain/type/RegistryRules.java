package io.assay.chain.type;

import io.assay.chain.type.TypeShape.Array;
import io.assay.chain.type.TypeShape.BitSequence;
import io.assay.chain.type.TypeShape.Compact;
import io.assay.chain.type.TypeShape.Composite;
import io.assay.chain.type.TypeShape.Sequence;
import io.assay.chain.type.TypeShape.Tuple;
import io.assay.chain.type.TypeShape.Variants;
import java.util.HashSet;
import java.util.List;

/** What must hold of a registry before values are read by it. */
final class RegistryRules {
    private RegistryRules() {}

    static void requireClosed(TypeRegistry registry) {
        for (var id = 0; id < registry.size(); id++) {
            var type = registry.type(id);
            var size = registry.size();
            var missing = type.shape().references().filter(ref -> ref < 0 || ref >= size);
            var first = missing.findFirst();
            require(first.isEmpty(), registry, id, "refers to type " + first.orElse(0) + " of " + size);
        }
    }

    static void requireSound(TypeRegistry registry) {
        for (var id = 0; id < registry.size(); id++) {
            switch (registry.type(id).shape()) {
                case Composite(var fields) -> requireNames(registry, id, Field.keys(fields));
                case Variants(var variants) -> requireVariants(registry, id, variants);
                case Compact(var inner) ->
                    require(isCompactable(registry, inner), registry, id, "is compact of what is no number");
                case BitSequence bits -> require(isBits(registry, bits), registry, id, "is a bit sequence of no bits");
                case Sequence _, Array _, Tuple _, Primitive _ -> {}
            }
        }
    }

    private static boolean isCompactable(TypeRegistry registry, int inner) {
        return registry.compactNumber(inner).isPresent() || registry.isUnit(inner);
    }

    private static boolean isBits(TypeRegistry registry, BitSequence bits) {
        var order = registry.type(bits.order()).name();
        return registry.core(bits.store()) instanceof Primitive store
                && store.isUnsigned()
                && store.width() <= 8
                && (order.equals("Lsb0") || order.equals("Msb0"));
    }

    private static void requireVariants(TypeRegistry registry, int id, List<VariantType> variants) {
        requireNames(registry, id, variants.stream().map(VariantType::name).toList());
        requireNames(
                registry, id, variants.stream().map(v -> "index " + v.index()).toList());
        variants.forEach(variant -> requireNames(registry, id, Field.keys(variant.fields())));
    }

    private static void requireNames(TypeRegistry registry, int id, List<String> names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            require(seen.add(name), registry, id, "has '" + name + "' twice");
        }
    }

    private static void require(boolean holds, TypeRegistry registry, int id, String fault) {
        if (!holds) {
            var path = String.join("::", registry.type(id).path());
            throw new IllegalArgumentException("type " + id + (path.isEmpty() ? "" : " (" + path + ")") + " " + fault);
        }
    }
}
