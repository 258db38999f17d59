package io.assay.chain.type;

import io.assay.chain.type.TypeShape.Composite;
import io.assay.chain.type.TypeShape.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The types of a runtime, closed: every id that a type refers to is there.
 *
 * <p>A composite of one field without a name is a wrapper ({@code AccountId32([u8; 32])}, {@code NetUid(u16)},
 * {@code BoundedVec(Vec<u8>)}): it has the bytes of what it wraps, and a value of it is a value of what it wraps. So a
 * runtime that wraps a number, or ceases to, changes nothing for who reads it.
 */
public final class TypeRegistry {
    /** Types in a registry, at most. */
    public static final int MAX_TYPES = 1 << 14;

    private final List<PortableType> types;
    private final int[] cores;

    /**
     * A registry in which a type's id is its position.
     *
     * @throws IllegalArgumentException if there are too many types, or one of them refers to a type that is not there,
     *     wraps itself, gives two parts one name, or is compact or a bit sequence of what cannot be; the type is named
     */
    public TypeRegistry(List<PortableType> types) {
        if (types.size() > MAX_TYPES) {
            throw new IllegalArgumentException(types.size() + " types, allowed: at most " + MAX_TYPES);
        }
        this.types = List.copyOf(types);
        RegistryRules.requireClosed(this);
        this.cores = Wrappers.cores(this.types);
        RegistryRules.requireSound(this);
    }

    /** How many types there are; ids are 0 to one less. */
    public int size() {
        return types.size();
    }

    /** All types, by id. */
    public List<PortableType> types() {
        return types;
    }

    /**
     * A type.
     *
     * @throws IllegalArgumentException if there is none with this id
     */
    public PortableType type(int id) {
        require(id);
        return types.get(id);
    }

    /**
     * What a type is once all wrappers around it are taken off.
     *
     * @throws IllegalArgumentException if there is no type with this id
     */
    public TypeShape core(int id) {
        require(id);
        return types.get(cores[id]).shape();
    }

    /** The first type whose path ends with these parts. */
    public OptionalInt find(String... path) {
        var wanted = List.of(path);
        return IntStream.range(0, types.size())
                .filter(id -> endsWith(types.get(id).path(), wanted))
                .findFirst();
    }

    /** How a type may be called in a message, for example {@code Vec<(u16, u16)>}; at most a hundred characters or so. */
    public String describe(int id) {
        return new TypeText(this).append(id).toString();
    }

    /** Whether values of a type, stripped of wrappers, are single bytes. */
    boolean isByte(int id) {
        return core(id) == Primitive.U8;
    }

    /**
     * The number behind a compact type's inner type, which may be wrapped and may be the only field of a composite.
     *
     * @return empty if it is no number: of those only a type without content can be compact
     */
    Optional<Primitive> compactNumber(int inner) {
        var shape = core(inner);
        for (var step = 0; step < Wrappers.MAX_NAMED && shape instanceof Composite(var fields); step++) {
            if (fields.size() != 1) {
                break;
            }
            shape = core(fields.getFirst().type());
        }
        return shape instanceof Primitive number && number.isUnsigned() ? Optional.of(number) : Optional.empty();
    }

    /** Whether a type has no content and so no bytes, as seen without looking into its parts. */
    boolean isUnit(int id) {
        var shape = core(id);
        return (shape instanceof Tuple(var elements) && elements.isEmpty())
                || (shape instanceof Composite(var fields) && fields.isEmpty());
    }

    void require(int id) {
        if (id < 0 || id >= types.size()) {
            throw new IllegalArgumentException("there is no type " + id + " among the " + types.size() + " types");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypeRegistry that && types.equals(that.types);
    }

    @Override
    public int hashCode() {
        return types.hashCode();
    }

    @Override
    public String toString() {
        return "TypeRegistry[" + types.size() + " types]";
    }

    private static boolean endsWith(List<String> path, List<String> end) {
        var from = path.size() - end.size();
        return from >= 0 && path.subList(from, path.size()).equals(end);
    }
}
