package io.assay.chain.runtime;

import static io.assay.chain.runtime.TypeDescription.U8;
import static io.assay.chain.runtime.TypeDescription.array;
import static io.assay.chain.runtime.TypeDescription.compact;
import static io.assay.chain.runtime.TypeDescription.enumeration;
import static io.assay.chain.runtime.TypeDescription.struct;
import static io.assay.chain.runtime.TypeDescription.tuple;
import static io.assay.chain.runtime.TypeDescription.vec;
import static io.assay.chain.runtime.TypeDescription.wrapper;

import io.assay.chain.runtime.TypeDescription.Basic;
import io.assay.chain.runtime.TypeDescription.BitsOf;
import io.assay.chain.runtime.TypeDescription.Case;
import io.assay.chain.runtime.TypeDescription.Member;
import io.assay.chain.type.Primitive;
import io.assay.chain.type.ScaleValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Types of all kinds within one another, each with a value of it. */
final class RandomTypes {
    private static final List<Primitive> PRIMITIVES = List.of(Primitive.values());
    private static final List<Primitive> UNSIGNED =
            List.of(Primitive.U8, Primitive.U16, Primitive.U32, Primitive.U64, Primitive.U128, Primitive.U256);

    private final Random random;
    private int named;

    RandomTypes(Random random) {
        this.random = random;
    }

    /** A type and a value of it. */
    record Sample(TypeDescription type, ScaleValue value) {}

    Sample next(int depth) {
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(12)) {
            case 0 -> primitive();
            case 1 -> bytes();
            case 2 -> compactNumber();
            case 3 -> bits();
            case 4 -> wrapped(next(depth - 1));
            case 5 -> repeated(next(depth - 1));
            case 6 -> repeatedExactly(next(depth - 1));
            case 7 -> tupled(samples(depth - 1));
            case 8 -> named(samples(depth - 1));
            case 9 -> oneCase(samples(depth - 1));
            case 10 -> optional(next(depth - 1));
            default -> numbered(samples(depth - 1));
        };
    }

    private Sample primitive() {
        var primitive = PRIMITIVES.get(random.nextInt(PRIMITIVES.size()));
        var value = switch (primitive) {
            case BOOL -> ScaleValue.of(random.nextBoolean());
            case CHAR -> ScaleValue.of(random.nextBoolean() ? "τ" : "\ud83d\ude00");
            case STR -> ScaleValue.of("τ".repeat(random.nextInt(100)));
            case U8, U16, U32, U64, U128, U256 -> ScaleValue.of(number(8 * primitive.width()));
            case I8, I16, I32, I64, I128, I256 ->
                ScaleValue.of(number(8 * primitive.width() - 1)
                        .subtract(BigInteger.ONE
                                .shiftLeft(8 * primitive.width() - 1)
                                .multiply(BigInteger.valueOf(random.nextInt(2)))));
        };
        return new Sample(new Basic(primitive), value);
    }

    private BigInteger number(int bits) {
        return new BigInteger(random.nextInt(bits + 1), random);
    }

    private Sample bytes() {
        var bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return new Sample(random.nextBoolean() ? vec(U8) : array(bytes.length, U8), ScaleValue.of(bytes));
    }

    private Sample compactNumber() {
        var number = UNSIGNED.get(random.nextInt(UNSIGNED.size()));
        var type = new Basic(number);
        return new Sample(
                compact(random.nextBoolean() ? type : wrapper(name(), type)),
                ScaleValue.of(number(8 * number.width())));
    }

    private Sample bits() {
        var store = UNSIGNED.get(random.nextInt(4));
        var order = struct("bitvec::order::" + (random.nextBoolean() ? "Lsb0" : "Msb0"));
        var bits = IntStream.range(0, random.nextInt(200))
                .mapToObj(i -> random.nextBoolean())
                .toList();
        return new Sample(new BitsOf(new Basic(store), order), new ScaleValue.Bits(bits));
    }

    private Sample wrapped(Sample inner) {
        return new Sample(wrapper(name(), inner.type), inner.value);
    }

    private Sample repeated(Sample inner) {
        if (isByte(inner.type)) {
            return new Sample(vec(inner.type), ScaleValue.of(new byte[] {1, 2, 3}));
        }
        return new Sample(vec(inner.type), repeat(inner.value, random.nextInt(6)));
    }

    private Sample repeatedExactly(Sample inner) {
        var length = random.nextInt(5);
        if (isByte(inner.type)) {
            return new Sample(array(length, inner.type), ScaleValue.of(new byte[length]));
        }
        return new Sample(array(length, inner.type), repeat(inner.value, length));
    }

    private static boolean isByte(TypeDescription type) {
        return type.equals(U8)
                || (type instanceof TypeDescription.Struct(var path, var parameters, var members)
                        && members.size() == 1
                        && members.getFirst().name() == null
                        && isByte(members.getFirst().type()));
    }

    private static ScaleValue repeat(ScaleValue value, int times) {
        return new ScaleValue.Sequence(
                IntStream.range(0, times).mapToObj(i -> value).toList());
    }

    private Sample tupled(List<Sample> samples) {
        return new Sample(
                tuple(samples.stream().map(Sample::type).toArray(TypeDescription[]::new)),
                new ScaleValue.Sequence(samples.stream().map(Sample::value).toList()));
    }

    private Sample named(List<Sample> samples) {
        var members = new ArrayList<Member>();
        for (var i = 0; i < samples.size(); i++) {
            members.add(Member.of("field" + i, samples.get(i).type));
        }
        return new Sample(struct(name(), members.toArray(Member[]::new)), fields("field", samples));
    }

    /** A tuple struct; with one member it would be a wrapper. */
    private Sample numbered(List<Sample> samples) {
        return samples.size() == 1
                ? wrapped(samples.getFirst())
                : new Sample(struct(name(), unnamed(samples)), fields("", samples));
    }

    private Sample oneCase(List<Sample> samples) {
        var index = random.nextInt(255);
        var type = enumeration(
                name(), Case.of(index, "This", unnamed(samples)), Case.of(index + 1, "Other", Member.unnamed(U8)));
        return new Sample(type, ScaleValue.variant("This", fields("", samples).fields()));
    }

    private Sample optional(Sample inner) {
        return new Sample(
                TypeDescription.option(inner.type),
                random.nextBoolean() ? ScaleValue.some(inner.value) : ScaleValue.none());
    }

    private static Member[] unnamed(List<Sample> samples) {
        return samples.stream().map(sample -> Member.unnamed(sample.type)).toArray(Member[]::new);
    }

    private static ScaleValue.Composite fields(String prefix, List<Sample> samples) {
        Map<String, ScaleValue> fields = new LinkedHashMap<>();
        for (var i = 0; i < samples.size(); i++) {
            fields.put(prefix + i, samples.get(i).value);
        }
        return ScaleValue.composite(fields);
    }

    private List<Sample> samples(int depth) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> next(depth)).toList();
    }

    private String name() {
        return "random::Type" + named++;
    }
}
