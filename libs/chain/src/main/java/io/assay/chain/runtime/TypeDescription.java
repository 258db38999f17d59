package io.assay.chain.runtime;

import io.assay.chain.type.Primitive;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A type as it is written in Java. Two that are equal are one type of the metadata. */
public sealed interface TypeDescription {
    /** No content. */
    TypeDescription UNIT = tuple();
    /** A truth value. */
    TypeDescription BOOL = new Basic(Primitive.BOOL);
    /** A text. */
    TypeDescription TEXT = new Basic(Primitive.STR);
    /** One byte. */
    TypeDescription U8 = new Basic(Primitive.U8);
    /** Two bytes. */
    TypeDescription U16 = new Basic(Primitive.U16);
    /** Four bytes. */
    TypeDescription U32 = new Basic(Primitive.U32);
    /** Eight bytes. */
    TypeDescription U64 = new Basic(Primitive.U64);
    /** Sixteen bytes. */
    TypeDescription U128 = new Basic(Primitive.U128);
    /** Any number of bytes. */
    TypeDescription BYTES = vec(U8);

    /** A type without parts. */
    record Basic(Primitive primitive) implements TypeDescription {}

    /** A number in compact form. */
    record CompactOf(TypeDescription number) implements TypeDescription {}

    /** Any number of elements. */
    record VecOf(TypeDescription element) implements TypeDescription {}

    /** A fixed number of elements. */
    record ArrayOf(int length, TypeDescription element) implements TypeDescription {}

    /** Parts without names. */
    record TupleOf(List<TypeDescription> elements) implements TypeDescription {
        public TupleOf {
            elements = List.copyOf(elements);
        }
    }

    /** Bits in stores of a type, {@code Lsb0} or {@code Msb0}. */
    record BitsOf(TypeDescription store, TypeDescription order) implements TypeDescription {}

    /** A type with a name and parts. */
    record Struct(List<String> path, List<Parameter> parameters, List<Member> members) implements TypeDescription {
        public Struct {
            path = List.copyOf(path);
            parameters = List.copyOf(parameters);
            members = List.copyOf(members);
        }

        /** The same with a parameter more, for types that are generic in Rust. */
        public Struct with(String name, TypeDescription type) {
            return new Struct(path, appended(parameters, new Parameter(name, type)), members);
        }
    }

    /** A type with a name, one case of several. */
    record Enumeration(List<String> path, List<Parameter> parameters, List<Case> cases) implements TypeDescription {
        public Enumeration {
            path = List.copyOf(path);
            parameters = List.copyOf(parameters);
            cases = List.copyOf(cases);
        }

        /** The same with a parameter more, for types that are generic in Rust. */
        public Enumeration with(String name, TypeDescription type) {
            return new Enumeration(path, appended(parameters, new Parameter(name, type)), cases);
        }
    }

    /** The enums of all pallets, which the description of the runtime makes: a batch of calls is {@code vec(Outer.CALL)}. */
    enum Outer implements TypeDescription {
        /** Any call of any pallet. */
        CALL,
        /** Any event of any pallet. */
        EVENT,
        /** Any error of any pallet. */
        ERROR
    }

    /** A parameter of a generic type. */
    record Parameter(String name, TypeDescription type) {}

    /**
     * A part of a struct or of a case; an argument of a call.
     *
     * @param name null if it has none
     */
    record Member(@Nullable String name, TypeDescription type) {
        /** A part with a name. */
        public static Member of(String name, TypeDescription type) {
            return new Member(name, type);
        }

        /** A part without a name. */
        public static Member unnamed(TypeDescription type) {
            return new Member(null, type);
        }
    }

    /**
     * A case of an enumeration; a call, event or error of a pallet.
     *
     * @param index the byte that stands for it
     * @param docs lines
     */
    record Case(int index, String name, List<Member> members, List<String> docs) {
        public Case {
            members = List.copyOf(members);
            docs = List.copyOf(docs);
        }

        /** A case without documentation. */
        public static Case of(int index, String name, Member... members) {
            return new Case(index, name, List.of(members), List.of());
        }

        /** The same with documentation. */
        public Case documented(String... lines) {
            return new Case(index, name, members, List.of(lines));
        }
    }

    /** A number in compact form. */
    static TypeDescription compact(TypeDescription number) {
        return new CompactOf(number);
    }

    /** Any number of elements. */
    static TypeDescription vec(TypeDescription element) {
        return new VecOf(element);
    }

    /** A fixed number of elements. */
    static TypeDescription array(int length, TypeDescription element) {
        return new ArrayOf(length, element);
    }

    /** Parts without names. */
    static TypeDescription tuple(TypeDescription... elements) {
        return new TupleOf(List.of(elements));
    }

    /** A value or nothing. */
    static TypeDescription option(TypeDescription some) {
        return enumeration("Option", Case.of(0, "None"), Case.of(1, "Some", Member.unnamed(some)))
                .with("T", some);
    }

    /**
     * A struct with named parts.
     *
     * @param path as in Rust: {@code frame_system::AccountInfo}
     */
    static Struct struct(String path, Member... members) {
        return new Struct(parts(path), List.of(), List.of(members));
    }

    /**
     * A struct around one value; a value of it is a value of what it wraps.
     *
     * @param path as in Rust: {@code primitive_types::H256}
     */
    static Struct wrapper(String path, TypeDescription wrapped) {
        return struct(path, Member.unnamed(wrapped));
    }

    /**
     * An enum.
     *
     * @param path as in Rust: {@code frame_system::Phase}
     */
    static Enumeration enumeration(String path, Case... cases) {
        return new Enumeration(parts(path), List.of(), List.of(cases));
    }

    /**
     * An enum of cases without content, numbered from 0.
     *
     * @param path as in Rust
     */
    static Enumeration names(String path, String... names) {
        var cases = new Case[names.length];
        Arrays.setAll(cases, i -> Case.of(i, names[i]));
        return enumeration(path, cases);
    }

    private static List<String> parts(String path) {
        return List.of(path.split("::", -1));
    }

    private static <T> List<T> appended(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
