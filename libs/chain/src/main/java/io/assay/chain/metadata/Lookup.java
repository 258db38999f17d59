package io.assay.chain.metadata;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.TypeShape.Variants;
import io.assay.chain.type.VariantType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Looks things up by name or index, and says what it looked for and where if they are not there. */
final class Lookup {
    private final RuntimeMetadata metadata;

    Lookup(RuntimeMetadata metadata) {
        this.metadata = metadata;
    }

    /** The value of System.Version. */
    static Optional<ScaleValue> version(RuntimeMetadata metadata) {
        return first(metadata.pallets(), Pallet::name, "System")
                .flatMap(system -> first(system.constants(), Constant::name, "Version"))
                .flatMap(constant -> value(metadata, constant))
                .filter(Lookup::isVersion);
    }

    private static boolean isVersion(ScaleValue value) {
        return value instanceof ScaleValue.Composite(var fields)
                && fields.get("spec_name") instanceof ScaleValue.Text(var name)
                && Names.isShown(name)
                && fields.get("spec_version") instanceof ScaleValue.Int(var number)
                && number.bitLength() < 64;
    }

    /** For messages: {@code runtime node-subtensor 393}. */
    String runtime() {
        return version(metadata)
                .map(version -> "runtime " + version.field("spec_name").asText() + " "
                        + version.field("spec_version").asLong())
                .orElse("runtime with metadata V" + metadata.version());
    }

    Pallet pallet(String name) {
        return found(first(metadata.pallets(), Pallet::name, name), "pallet " + name);
    }

    Pallet pallet(int index) {
        return found(first(metadata.pallets(), Pallet::index, index), "pallet with index " + index);
    }

    CallCodec call(String palletName, String name) {
        var pallet = pallet(palletName);
        var call = variants(pallet.calls()).flatMap(calls -> calls.byName(name));
        return new CallCodec(pallet, found(call, "call " + palletName + "." + name), metadata.codec());
    }

    VariantType call(Pallet pallet, int index) {
        var call = variants(pallet.calls()).flatMap(calls -> calls.byIndex(index));
        return found(call, "call with index " + index + " of pallet " + pallet.name());
    }

    StorageCodec storage(String palletName, String name) {
        var storage = pallet(palletName).storage();
        var entry = storage.flatMap(present -> first(present.entries(), StorageEntry::name, name));
        var found = found(entry, "storage " + palletName + "." + name);
        return new StorageCodec(palletName, storage.orElseThrow().prefix(), found, metadata.codec());
    }

    Constant constant(String pallet, String name) {
        var constant = first(pallet(pallet).constants(), Constant::name, name);
        return found(constant, "constant " + pallet + "." + name);
    }

    VariantType event(String pallet, String name) {
        var event = variants(pallet(pallet).events()).flatMap(events -> events.byName(name));
        return found(event, "event " + pallet + "." + name);
    }

    VariantType error(String pallet, String name) {
        var error = variants(pallet(pallet).errors()).flatMap(errors -> errors.byName(name));
        return found(error, "error " + pallet + "." + name);
    }

    PalletError error(int palletIndex, int index) {
        var pallet = pallet(palletIndex);
        var error = variants(pallet.errors()).flatMap(errors -> errors.byIndex(index));
        var found = found(error, "error with index " + index + " of pallet " + pallet.name());
        return new PalletError(pallet.name(), found.name(), found.docs());
    }

    ApiCodec api(String apiName, String methodName) {
        if (metadata.version() == 14) {
            throw new NotInRuntimeException("metadata V14 do not describe runtime APIs, so " + apiName + "."
                    + methodName + " cannot be looked up in " + runtime() + ": read metadata of version 15 or 16");
        }
        var api = found(first(metadata.apis(), RuntimeApi::name, apiName), "runtime API " + apiName);
        var method = first(api.methods(), RuntimeApi.Method::name, methodName);
        return new ApiCodec(
                apiName, found(method, "method " + methodName + " of runtime API " + apiName), metadata.codec());
    }

    private Optional<Variants> variants(OptionalInt type) {
        return type.isPresent() && metadata.types().core(type.getAsInt()) instanceof Variants variants
                ? Optional.of(variants)
                : Optional.empty();
    }

    private <T> T found(Optional<T> thing, String what) {
        return thing.orElseThrow(() -> new NotInRuntimeException(runtime() + " has no " + what));
    }

    private static <T> Optional<T> first(List<T> things, Function<T, Object> name, Object wanted) {
        return things.stream().filter(thing -> name.apply(thing).equals(wanted)).findFirst();
    }

    private static Optional<ScaleValue> value(RuntimeMetadata metadata, Constant constant) {
        try {
            return Optional.of(
                    metadata.codec().decode(constant.type(), constant.value().value()));
        } catch (MalformedScaleException e) {
            return Optional.empty();
        }
    }
}
