package io.assay.chain.runtime;

import io.assay.chain.runtime.TypeDescription.ArrayOf;
import io.assay.chain.runtime.TypeDescription.Basic;
import io.assay.chain.runtime.TypeDescription.BitsOf;
import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.CompactOf;
import io.assay.chain.runtime.TypeDescription.Enumeration;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.runtime.TypeDescription.Outer;
import io.assay.chain.runtime.TypeDescription.Parameter;
import io.assay.chain.runtime.TypeDescription.Struct;
import io.assay.chain.runtime.TypeDescription.TupleOf;
import io.assay.chain.runtime.TypeDescription.VecOf;
import io.assay.chain.type.Field;
import io.assay.chain.type.PortableType;
import io.assay.chain.type.Primitive;
import io.assay.chain.type.TypeParameter;
import io.assay.chain.type.TypeRegistry;
import io.assay.chain.type.TypeShape;
import io.assay.chain.type.VariantType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Numbers types, equal ones once. A type gets its number before its parts, so that a call may contain calls. */
final class TypeRegistrar {
    private static final PortableType UNKNOWN = new PortableType(List.of(), List.of(), Primitive.BOOL, List.of());

    private final OuterTypes outerTypes;
    private final Map<TypeDescription, Integer> ids = new HashMap<>();
    private final List<PortableType> types = new ArrayList<>();

    TypeRegistrar(OuterTypes outerTypes) {
        this.outerTypes = outerTypes;
    }

    int id(TypeDescription description) {
        var known = ids.get(description);
        if (known != null) {
            return known;
        }
        var id = types.size();
        ids.put(description, id);
        types.add(UNKNOWN);
        types.set(id, portable(description));
        return id;
    }

    TypeRegistry registry() {
        return new TypeRegistry(types);
    }

    private PortableType portable(TypeDescription description) {
        return switch (description) {
            case Basic(var primitive) -> nameless(primitive);
            case CompactOf(var number) -> nameless(new TypeShape.Compact(id(number)));
            case VecOf(var element) -> nameless(new TypeShape.Sequence(id(element)));
            case ArrayOf(var length, var element) -> nameless(new TypeShape.Array(length, id(element)));
            case TupleOf(var elements) ->
                nameless(new TypeShape.Tuple(elements.stream().map(this::id).toList()));
            case BitsOf(var store, var order) -> nameless(new TypeShape.BitSequence(id(store), id(order)));
            case Struct(var path, var parameters, var members) ->
                new PortableType(path, parameters(parameters), new TypeShape.Composite(fields(members)), List.of());
            case Enumeration(var path, var parameters, var cases) ->
                new PortableType(path, parameters(parameters), new TypeShape.Variants(variants(cases)), List.of());
            case Outer outer -> portable(outerTypes.of(outer));
        };
    }

    private static PortableType nameless(TypeShape shape) {
        return new PortableType(List.of(), List.of(), shape, List.of());
    }

    private List<TypeParameter> parameters(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> new TypeParameter(parameter.name(), OptionalInt.of(id(parameter.type()))))
                .toList();
    }

    private List<Field> fields(List<Member> members) {
        return members.stream()
                .map(member -> new Field(member.name(), id(member.type()), null, List.of()))
                .toList();
    }

    private List<VariantType> variants(List<Case> cases) {
        return cases.stream()
                .map(c -> new VariantType(c.name(), fields(c.members()), c.index(), c.docs()))
                .toList();
    }
}
