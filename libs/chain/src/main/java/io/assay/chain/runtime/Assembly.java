package io.assay.chain.runtime;

import static io.assay.chain.runtime.TypeDescription.struct;

import io.assay.chain.metadata.Constant;
import io.assay.chain.metadata.ExtrinsicFormat;
import io.assay.chain.metadata.OuterEnums;
import io.assay.chain.metadata.Pallet;
import io.assay.chain.metadata.PalletStorage;
import io.assay.chain.metadata.RuntimeApi;
import io.assay.chain.metadata.RuntimeMetadata;
import io.assay.chain.metadata.SignedExtension;
import io.assay.chain.metadata.StorageEntry;
import io.assay.chain.metadata.StorageEntry.Presence;
import io.assay.chain.runtime.TypeDescription.Outer;
import io.assay.chain.runtime.TypeDescription.TupleOf;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.TypeCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Makes metadata of a description: numbers all types first, because the values among them are encoded by the registry. */
final class Assembly {
    private static final int EXTRINSIC_VERSION = 4;
    private static final byte[] NOTHING = {0};

    private final RuntimeDescription runtime;
    private final int version;
    private final TypeRegistrar registrar;

    Assembly(RuntimeDescription runtime, int version) {
        this.runtime = runtime;
        this.version = version;
        this.registrar = new TypeRegistrar(new OuterTypes(runtime));
    }

    RuntimeMetadata metadata() {
        pallets((type, value) -> NOTHING);
        var extrinsic = extrinsic();
        var runtimeType = registrar.id(struct(runtime.crate() + "::Runtime"));
        var apis = version == 14
                ? List.<RuntimeApi>of()
                : runtime.apis().stream().map(this::api).toList();
        var outer = version == 14 ? Optional.<OuterEnums>empty() : Optional.of(outerEnums());
        var types = registrar.registry();
        var pallets = pallets(new TypeCodec(types)::encode);
        return new RuntimeMetadata(version, types, pallets, extrinsic, apis, outer, OptionalInt.of(runtimeType));
    }

    /** Encodes a value by the id of its type. */
    private interface Encoder {
        byte[] encode(int type, ScaleValue value);
    }

    private List<Pallet> pallets(Encoder encoder) {
        return runtime.pallets().stream().map(pallet -> pallet(pallet, encoder)).toList();
    }

    private Pallet pallet(PalletDescription pallet, Encoder encoder) {
        var entries =
                pallet.storage().stream().map(item -> entry(item, encoder)).toList();
        var constants = pallet.constants().stream()
                .map(constant -> constant(constant, encoder))
                .toList();
        return new Pallet(
                pallet.name(),
                pallet.index(),
                entries.isEmpty() ? Optional.empty() : Optional.of(new PalletStorage(pallet.name(), entries)),
                id(pallet.callType()),
                id(pallet.eventType()),
                id(pallet.errorType()),
                constants,
                List.of());
    }

    private StorageEntry entry(StorageDescription item, Encoder encoder) {
        var value = registrar.id(item.value());
        var fallback =
                item.fallback().map(given -> encoder.encode(value, given)).orElse(NOTHING);
        return new StorageEntry(
                item.name(),
                item.fallback().isPresent() ? Presence.DEFAULT : Presence.OPTIONAL,
                item.keys().stream().map(StorageDescription.HashedKey::hasher).toList(),
                key(item.keys()),
                value,
                ScaleValue.of(fallback),
                item.docs());
    }

    private OptionalInt key(List<StorageDescription.HashedKey> keys) {
        var types = keys.stream().map(StorageDescription.HashedKey::type).toList();
        return switch (types.size()) {
            case 0 -> OptionalInt.empty();
            case 1 -> OptionalInt.of(registrar.id(types.getFirst()));
            default -> OptionalInt.of(registrar.id(new TupleOf(types)));
        };
    }

    private Constant constant(ConstantDescription constant, Encoder encoder) {
        var type = registrar.id(constant.type());
        return new Constant(constant.name(), type, ScaleValue.of(encoder.encode(type, constant.value())), List.of());
    }

    private ExtrinsicFormat extrinsic() {
        var extra = new TupleOf(
                runtime.extensions().stream().map(ExtensionDescription::type).toList());
        var type = registrar.id(extrinsicType(extra));
        return new ExtrinsicFormat(
                List.of(EXTRINSIC_VERSION),
                version == 14 ? OptionalInt.of(type) : OptionalInt.empty(),
                registrar.id(FrameTypes.MULTI_ADDRESS),
                registrar.id(Outer.CALL),
                registrar.id(FrameTypes.MULTI_SIGNATURE),
                OptionalInt.of(registrar.id(extra)),
                runtime.extensions().stream().map(this::extension).toList(),
                Map.of(
                        0,
                        IntStream.range(0, runtime.extensions().size()).boxed().toList()));
    }

    /** V15 does not name it, but clients take signer and signature from the type of this path. */
    private static TypeDescription extrinsicType(TypeDescription extra) {
        return TypeDescription.wrapper(
                        "sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic", TypeDescription.BYTES)
                .with("Address", FrameTypes.MULTI_ADDRESS)
                .with("Call", Outer.CALL)
                .with("Signature", FrameTypes.MULTI_SIGNATURE)
                .with("Extra", extra);
    }

    private SignedExtension extension(ExtensionDescription extension) {
        return new SignedExtension(
                extension.identifier(), registrar.id(extension.type()), registrar.id(extension.additional()));
    }

    private RuntimeApi api(ApiDescription api) {
        var methods = api.methods().stream().map(this::method).toList();
        return new RuntimeApi(api.name(), methods, List.of());
    }

    private RuntimeApi.Method method(ApiDescription.Method method) {
        var inputs = method.inputs().stream()
                .map(input -> new RuntimeApi.Input(Objects.requireNonNull(input.name()), registrar.id(input.type())))
                .toList();
        return new RuntimeApi.Method(method.name(), inputs, registrar.id(method.output()), List.of());
    }

    private OuterEnums outerEnums() {
        return new OuterEnums(registrar.id(Outer.CALL), registrar.id(Outer.EVENT), registrar.id(Outer.ERROR));
    }

    private OptionalInt id(Optional<TypeDescription> type) {
        return type.map(registrar::id).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
