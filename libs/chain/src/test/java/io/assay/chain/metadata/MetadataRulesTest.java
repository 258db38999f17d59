package io.assay.chain.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.chain.metadata.StorageEntry.Presence;
import io.assay.chain.type.PortableType;
import io.assay.chain.type.Primitive;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.TypeRegistry;
import io.assay.chain.type.TypeShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Each fault alone in metadata that are sound without it. Type 0 is a u8, 1 an enum, 2 a pair; there are no others. */
class MetadataRulesTest {
    private static final ScaleValue.Bytes ZERO = ScaleValue.of(new byte[1]);
    private static final OptionalInt NONE = OptionalInt.empty();
    private static final TypeRegistry TYPES = new TypeRegistry(List.of(
            type(Primitive.U8), type(new TypeShape.Variants(List.of())), type(new TypeShape.Tuple(List.of(0, 0)))));

    private Pallet pallet = pallet("Any", 1, NONE, NONE, NONE);
    private Pallet other = pallet("Other", 2, NONE, NONE, NONE);
    private ExtrinsicFormat extrinsic = extrinsic(0, 1, 0, NONE, extension("Check", 0, 0));
    private RuntimeApi api = api(new RuntimeApi.Method("ask", List.of(new RuntimeApi.Input("what", 2)), 2, List.of()));
    private OuterEnums outer = new OuterEnums(1, 1, 1);
    private OptionalInt runtime = OptionalInt.of(0);

    @Test
    void acceptsWhatIsSound() {
        pallet = withStorage(map(List.of(StorageHasher.IDENTITY, StorageHasher.IDENTITY), 2, 0));

        assertThat(metadata().pallets()).containsExactly(pallet, other);
        assertThat(metadata().storage("Any", "Map").keyTypes()).containsExactly(0, 0);
    }

    @Test
    void palletsHaveNamesAndIndicesOfTheirOwn() {
        other = pallet("Any", 2, NONE, NONE, NONE);
        assertRefused("pallet Any is there twice");
        other = pallet("Other", 1, NONE, NONE, NONE);
        assertRefused("pallet index 1 is there twice");
    }

    @Test
    void callsEventsAndErrorsAreVariantsThatAreThere() {
        pallet = pallet("Any", 1, OptionalInt.of(0), NONE, NONE);
        assertRefused("the calls of pallet Any are no variants");
        pallet = pallet("Any", 1, NONE, OptionalInt.of(2), NONE);
        assertRefused("the events of pallet Any are no variants");
        pallet = pallet("Any", 1, NONE, NONE, OptionalInt.of(0));
        assertRefused("the errors of pallet Any are no variants");
        pallet = pallet("Any", 1, OptionalInt.of(3), NONE, NONE);
        assertRefused("Any: there is no type 3 among the 3 types");
    }

    @Test
    void storageHasTypesThatAreThere() {
        pallet = withStorage(map(List.of(StorageHasher.IDENTITY), 3, 0));
        assertRefused("Any.Map: there is no type 3 among the 3 types");
        pallet = withStorage(map(List.of(StorageHasher.IDENTITY), 0, -1));
        assertRefused("Any.Map: there is no type -1 among the 3 types");
    }

    @Test
    void severalHashersNeedAsManyKeys() {
        pallet = withStorage(map(List.of(StorageHasher.IDENTITY, StorageHasher.IDENTITY), 0, 0));
        assertRefused("storage Any.Map has 2 hashers for another number of keys");
        pallet =
                withStorage(map(List.of(StorageHasher.IDENTITY, StorageHasher.IDENTITY, StorageHasher.IDENTITY), 2, 0));
        assertRefused("storage Any.Map has 3 hashers for another number of keys");
    }

    @Test
    void oneHasherMayHaveAPairForItsKey() {
        pallet = withStorage(map(List.of(StorageHasher.IDENTITY), 2, 0));

        assertThat(metadata().storage("Any", "Map").keyTypes()).containsExactly(2);
        assertThat(metadata().storage("Any", "Map").key(ScaleValue.numbers(1, 2)))
                .endsWith(1, 2);
    }

    @Test
    void aMapHasAHasher() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map(List.of(), 0, 0))
                .withMessage("storage Map has 0 hashers and a key");
    }

    @Test
    void storageAndConstantsHaveNamesOfTheirOwn() {
        var map = map(List.of(StorageHasher.IDENTITY), 0, 0);
        pallet = withStorage(map, map);
        assertRefused("storage of Any Map is there twice");
        pallet = withConstants(constant("Limit", 0), constant("Limit", 0));
        assertRefused("constant of Any Limit is there twice");
        pallet = withConstants(constant("Limit", 3));
        assertRefused("Any.Limit: there is no type 3 among the 3 types");
    }

    @Test
    void extrinsicsHaveTypesThatAreThere() {
        extrinsic = extrinsic(3, 1, 0, NONE);
        assertRefused("the signer: there is no type 3 among the 3 types");
        extrinsic = extrinsic(0, 3, 0, NONE);
        assertRefused("the call: there is no type 3 among the 3 types");
        extrinsic = extrinsic(0, 1, 3, NONE);
        assertRefused("the signature: there is no type 3 among the 3 types");
        extrinsic = extrinsic(0, 1, 0, OptionalInt.of(3));
        assertRefused("the extensions: there is no type 3 among the 3 types");
        extrinsic = extrinsic(0, 1, 0, NONE, extension("Check", 3, 0));
        assertRefused("Check: there is no type 3 among the 3 types");
        extrinsic = extrinsic(0, 1, 0, NONE, extension("Check", 0, 3));
        assertRefused("Check: there is no type 3 among the 3 types");
        extrinsic = extrinsic(0, 1, 0, NONE, extension("Check", 0, 0), extension("Check", 0, 0));
        assertRefused("signed extension Check is there twice");
    }

    @Test
    void extensionsThatCountAreThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExtrinsicFormat(
                        List.of(4), NONE, 0, 1, 0, NONE, List.of(extension("Check", 0, 0)), Map.of(0, List.of(0, 1))))
                .withMessage("there is no extension 1 among 1");
    }

    @Test
    void withoutVersionZeroOfTheExtensionsThereIsNoOrder() {
        var later = new ExtrinsicFormat(List.of(5), NONE, 0, 1, 0, NONE, List.of(), Map.of(1, List.of()));

        assertThatThrownBy(later::signedExtensions)
                .isInstanceOf(NotInRuntimeException.class)
                .hasMessage("the runtime has no version 0 of its extensions, only [1]");
    }

    @Test
    void apisHaveNamesOfTheirOwnAndTypesThatAreThere() {
        var method = new RuntimeApi.Method("ask", List.of(), 0, List.of());
        api = api(method, method);
        assertRefused("method of Api ask is there twice");
        api = api(new RuntimeApi.Method("ask", List.of(), 3, List.of()));
        assertRefused("Api.ask: there is no type 3 among the 3 types");
        api = api(new RuntimeApi.Method("ask", List.of(new RuntimeApi.Input("what", 3)), 0, List.of()));
        assertRefused("Api.ask: there is no type 3 among the 3 types");
        var what = new RuntimeApi.Input("what", 0);
        api = api(new RuntimeApi.Method("ask", List.of(what, what), 0, List.of()));
        assertRefused("input of Api.ask what is there twice");
    }

    @Test
    void theRuntimeAndItsEnumsAreThere() {
        runtime = OptionalInt.of(3);
        assertRefused("the runtime: there is no type 3 among the 3 types");
        runtime = NONE;
        outer = new OuterEnums(3, 1, 1);
        assertRefused("the type of all calls: there is no type 3 among the 3 types");
        outer = new OuterEnums(1, 3, 1);
        assertRefused("the type of all events: there is no type 3 among the 3 types");
        outer = new OuterEnums(1, 1, 3);
        assertRefused("the type of all errors: there is no type 3 among the 3 types");
    }

    @Test
    void onlyWhatAVersionNeedsCanBeWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetadataWriter.write(metadata()))
                .withMessage("metadata V15 need the type of the extensions");
        extrinsic = extrinsic(0, 1, 0, OptionalInt.of(2));
        runtime = NONE;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetadataWriter.write(metadata()))
                .withMessage("metadata V15 need the type of the runtime");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetadataWriter.write(
                        new RuntimeMetadata(16, TYPES, List.of(), extrinsic, List.of(), Optional.of(outer), runtime)))
                .withMessage("metadata of version 16 cannot be written, allowed: 14 and 15");
    }

    private void assertRefused(String message) {
        assertThatIllegalArgumentException().isThrownBy(this::metadata).withMessage(message);
    }

    private RuntimeMetadata metadata() {
        return new RuntimeMetadata(
                15, TYPES, List.of(pallet, other), extrinsic, List.of(api), Optional.of(outer), runtime);
    }

    private static PortableType type(TypeShape shape) {
        return new PortableType(List.of(), List.of(), shape, List.of());
    }

    private static Pallet pallet(String name, int index, OptionalInt calls, OptionalInt events, OptionalInt errors) {
        return new Pallet(name, index, Optional.empty(), calls, events, errors, List.of(), List.of());
    }

    private static Pallet withStorage(StorageEntry... entries) {
        var storage = Optional.of(new PalletStorage("Any", List.of(entries)));
        return new Pallet("Any", 1, storage, NONE, NONE, NONE, List.of(), List.of());
    }

    private static Pallet withConstants(Constant... constants) {
        return new Pallet("Any", 1, Optional.empty(), NONE, NONE, NONE, List.of(constants), List.of());
    }

    private static StorageEntry map(List<StorageHasher> hashers, int key, int value) {
        return new StorageEntry("Map", Presence.DEFAULT, hashers, OptionalInt.of(key), value, ZERO, List.of());
    }

    private static Constant constant(String name, int type) {
        return new Constant(name, type, ZERO, List.of());
    }

    private static ExtrinsicFormat extrinsic(
            int address, int call, int signature, OptionalInt extra, SignedExtension... extensions) {
        return new ExtrinsicFormat(
                List.of(4), NONE, address, call, signature, extra, List.of(extensions), Map.of(0, List.of()));
    }

    private static SignedExtension extension(String identifier, int type, int additional) {
        return new SignedExtension(identifier, type, additional);
    }

    private static RuntimeApi api(RuntimeApi.Method... methods) {
        return new RuntimeApi("Api", List.of(methods), List.of());
    }
}
