package io.assay.chain.metadata;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.type.ScaleValue;
import io.assay.chain.type.TypeCodec;
import io.assay.chain.type.TypeRegistry;
import io.assay.chain.type.VariantType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a runtime says of itself. Everything is looked up by name; what is not there is a {@link NotInRuntimeException}.
 *
 * @param version of the metadata, 14 to 16
 * @param types all types; every id in here is one of theirs
 * @param pallets names and indices are unique
 * @param apis none in V14
 * @param outerEnums empty in V14
 * @param runtime type of the runtime itself, empty in V16
 */
public record RuntimeMetadata(
        int version,
        TypeRegistry types,
        List<Pallet> pallets,
        ExtrinsicFormat extrinsic,
        List<RuntimeApi> apis,
        Optional<OuterEnums> outerEnums,
        OptionalInt runtime) {
    /** Refuses, with {@link IllegalArgumentException}, names that are there twice and types that are not there or do not fit. */
    public RuntimeMetadata {
        pallets = List.copyOf(pallets);
        apis = List.copyOf(apis);
        var rules = new MetadataRules(types);
        rules.pallets(pallets);
        rules.apis(apis);
        rules.extrinsic(extrinsic);
        rules.optional("the runtime", runtime);
        outerEnums.ifPresent(rules::outerEnums);
    }

    /** Encodes and decodes values by the types of this runtime. */
    public TypeCodec codec() {
        return new TypeCodec(types);
    }

    /** The {@code spec_version} of the constant {@code System.Version}, where that is there and readable. */
    public OptionalLong specVersion() {
        return Lookup.version(this)
                .map(version -> OptionalLong.of(version.field("spec_version").asLong()))
                .orElse(OptionalLong.empty());
    }

    /** A pallet by its name. */
    public Pallet pallet(String name) {
        return new Lookup(this).pallet(name);
    }

    /** A pallet by its index. */
    public Pallet pallet(int index) {
        return new Lookup(this).pallet(index);
    }

    /** How a call is encoded. */
    public CallCodec call(String pallet, String name) {
        return new Lookup(this).call(pallet, name);
    }

    /**
     * Encodes a call with its arguments.
     *
     * @throws io.assay.chain.type.UnexpectedValueException as {@link CallCodec#encode}
     */
    public byte[] encodeCall(CallValue call) {
        return call(call.pallet(), call.name()).encode(call.arguments().fields());
    }

    /**
     * Decodes a call that takes all of the bytes.
     *
     * @throws MalformedScaleException if the arguments are not those of the call
     */
    public CallValue decodeCall(byte[] bytes) {
        var reader = new ScaleReader(bytes);
        var call = decodeCall(reader);
        reader.end();
        return call;
    }

    /**
     * Decodes a call and leaves the bytes after it.
     *
     * @throws MalformedScaleException if the arguments are not those of the call
     */
    public CallValue decodeCall(ScaleReader reader) {
        var lookup = new Lookup(this);
        var pallet = lookup.pallet(reader.u8());
        var call = lookup.call(pallet, reader.u8());
        return new CallValue(pallet.name(), call.name(), codec().decode(call.fields(), reader));
    }

    /** How a storage item's keys and values are encoded. */
    public StorageCodec storage(String pallet, String name) {
        return new Lookup(this).storage(pallet, name);
    }

    /** The value of a constant. */
    public ScaleValue constant(String pallet, String name) {
        var constant = new Lookup(this).constant(pallet, name);
        return codec().decode(constant.type(), constant.value().value());
    }

    /** How the events of a block are encoded. */
    public EventsCodec events() {
        return new EventsCodec(storage("System", "Events"));
    }

    /** An event of a pallet, by its name. */
    public VariantType event(String pallet, String name) {
        return new Lookup(this).event(pallet, name);
    }

    /** An error of a pallet, by its name. */
    public VariantType error(String pallet, String name) {
        return new Lookup(this).error(pallet, name);
    }

    /**
     * An error of a pallet.
     *
     * @param pallet the pallet's index
     * @param error the error's index in it
     */
    public PalletError error(int pallet, int error) {
        return new Lookup(this).error(pallet, error);
    }

    /**
     * The name of a {@code DispatchError}: {@code SubtensorModule.SettingWeightsTooFast}, {@code BadOrigin},
     * {@code Token.FundsUnavailable}.
     *
     * @param error as an event of {@code System.ExtrinsicFailed} holds it
     * @throws io.assay.chain.type.UnexpectedValueException if it is no such error
     */
    public String dispatchErrorName(ScaleValue error) {
        return new DispatchErrors(this).name(error);
    }

    /**
     * How a function of a runtime API is called.
     *
     * @throws NotInRuntimeException also for every function in V14, which does not describe them
     */
    public ApiCodec api(String api, String method) {
        return new Lookup(this).api(api, method);
    }

    /** Its name and version where it tells them. */
    @Override
    public String toString() {
        return new Lookup(this).runtime();
    }
}
