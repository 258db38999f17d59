package io.assay.chain.type;

import static io.assay.chain.type.Types.field;
import static io.assay.chain.type.Types.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeRegistryTest {
    private final Types types = new Types();

    @Test
    void takesOffWrappersHoweverMany() {
        var u16 = types.add(Primitive.U16);
        var id = types.wrapper("NetUid", u16);
        for (var i = 0; i < 10_000; i++) {
            id = types.wrapper("Again", id);
        }

        assertThat(types.registry().core(id)).isEqualTo(Primitive.U16);
    }

    @Test
    void aStructWithANameForItsOnlyFieldIsNoWrapper() {
        var u16 = types.add(Primitive.U16);
        var struct = types.struct("Mode", field("mode", u16));

        assertThat(types.registry().core(struct)).isInstanceOf(TypeShape.Composite.class);
    }

    @Test
    void refusesATypeThatWrapsItself() {
        types.wrapper("Snake", 1);
        types.wrapper("Tail", 0);

        assertRefused("type 0 (test::Snake) wraps itself");
    }

    @Test
    void refusesReferencesToNowhere() {
        types.add("Lost", new TypeShape.Sequence(7));

        assertRefused("type 0 (test::Lost) refers to type 7 of 1");
    }

    @Test
    void refusesANameTwice() {
        var u8 = types.add(Primitive.U8);
        types.struct("Twins", field("a", u8), field("a", u8));

        assertRefused("type 1 (test::Twins) has 'a' twice");
    }

    @Test
    void refusesAFieldWithTheNameOfAnothersPosition() {
        var u8 = types.add(Primitive.U8);
        types.struct("Mixed", field("1", u8), new Field(null, u8, null, List.of()));

        assertRefused("type 1 (test::Mixed) has '1' twice");
    }

    @Test
    void refusesAVariantsNameTwice() {
        types.add("Calls", new TypeShape.Variants(List.of(variant(3, "a"), variant(4, "a"))));

        assertRefused("type 0 (test::Calls) has 'a' twice");
    }

    @Test
    void refusesANameTwiceWithinAVariant() {
        var u8 = types.add(Primitive.U8);
        types.add("Calls", new TypeShape.Variants(List.of(variant(3, "a", field("x", u8), field("x", u8)))));

        assertRefused("type 1 (test::Calls) has 'x' twice");
    }

    @Test
    void refusesAVariantsIndexTwice() {
        types.add("Calls", new TypeShape.Variants(List.of(variant(3, "a"), variant(3, "b"))));

        assertRefused("type 0 (test::Calls) has 'index 3' twice");
    }

    @Test
    void refusesCompactOfWhatIsNoNumber() {
        var text = types.add(Primitive.STR);
        types.add(new TypeShape.Compact(text));

        assertRefused("type 1 is compact of what is no number");
    }

    @Test
    void refusesBitsInStoresThatAreNone() {
        var store = types.add(Primitive.I8);
        var order = types.struct("Lsb0");
        types.add(new TypeShape.BitSequence(store, order));

        assertRefused("type 2 is a bit sequence of no bits");
    }

    @Test
    void refusesTooMany() {
        var type = new PortableType(List.of(), List.of(), Primitive.U8, List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypeRegistry(Collections.nCopies(TypeRegistry.MAX_TYPES + 1, type)))
                .withMessage("16385 types, allowed: at most 16384");
    }

    @Test
    void saysWhichTypeIsNotThere() {
        types.add(Primitive.U8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> types.registry().type(1))
                .withMessage("there is no type 1 among the 1 types");
    }

    @Test
    void findsTypesByTheEndOfTheirPath() {
        types.add(Primitive.U8);
        var phase = types.struct("Phase");

        assertThat(types.registry().find("test", "Phase")).hasValue(phase);
        assertThat(types.registry().find("Phase")).hasValue(phase);
        assertThat(types.registry().find("other", "Phase")).isEmpty();
    }

    @Test
    void describesTypesInAFewWords() {
        var u16 = types.add(Primitive.U16);
        var pair = types.tuple(u16, u16);
        var pairs = types.option(types.add(new TypeShape.Sequence(pair)));
        var array = types.add(new TypeShape.Array(32, types.add(new TypeShape.Compact(u16))));

        assertThat(types.registry().describe(pairs)).isEqualTo("Option<Vec<(u16, u16)>>");
        assertThat(types.registry().describe(array)).isEqualTo("[Compact<u16>; 32]");
    }

    @Test
    void describesATypeOfEndlessPartsInAFewWordsToo() {
        types.tuple(1, 1, 1, 1);
        types.tuple(0, 0, 0, 0);

        assertThat(types.registry().describe(0)).hasSizeLessThan(200).contains("…");
    }

    private void assertRefused(String message) {
        assertThatIllegalArgumentException().isThrownBy(types::registry).withMessage(message);
    }
}
