package io.assay.chain.metadata;

import io.assay.chain.type.TypeRegistry;
import io.assay.chain.type.TypeShape.Tuple;
import io.assay.chain.type.TypeShape.Variants;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** What must hold of metadata before anything is looked up in them: names are unique and types are there and fit. */
final class MetadataRules {
    private final TypeRegistry types;

    MetadataRules(TypeRegistry types) {
        this.types = types;
    }

    void pallets(List<Pallet> pallets) {
        requireUnique("pallet", pallets, Pallet::name);
        requireUnique("pallet index", pallets, Pallet::index);
        pallets.forEach(this::pallet);
    }

    void apis(List<RuntimeApi> apis) {
        requireUnique("runtime API", apis, RuntimeApi::name);
        apis.forEach(this::api);
    }

    private void pallet(Pallet pallet) {
        variants(pallet, "calls", pallet.calls());
        variants(pallet, "events", pallet.events());
        variants(pallet, "errors", pallet.errors());
        requireUnique("constant of " + pallet.name(), pallet.constants(), Constant::name);
        pallet.constants().forEach(constant -> type(pallet.name() + "." + constant.name(), constant.type()));
        pallet.storage().ifPresent(storage -> {
            requireUnique("storage of " + pallet.name(), storage.entries(), StorageEntry::name);
            storage.entries().forEach(entry -> storage(pallet, entry));
        });
    }

    private void storage(Pallet pallet, StorageEntry entry) {
        var name = pallet.name() + "." + entry.name();
        type(name, entry.value());
        optional(name, entry.key());
        var hashers = entry.hashers().size();
        require(
                hashers < 2
                        || (types.core(entry.key().orElseThrow()) instanceof Tuple(var keys) && keys.size() == hashers),
                "storage " + name + " has " + hashers + " hashers for another number of keys");
    }

    private void api(RuntimeApi api) {
        requireUnique("method of " + api.name(), api.methods(), RuntimeApi.Method::name);
        for (var method : api.methods()) {
            var name = api.name() + "." + method.name();
            type(name, method.output());
            requireUnique("input of " + name, method.inputs(), RuntimeApi.Input::name);
            method.inputs().forEach(input -> type(name, input.type()));
        }
    }

    void extrinsic(ExtrinsicFormat extrinsic) {
        type("the signer", extrinsic.address());
        type("the call", extrinsic.call());
        type("the signature", extrinsic.signature());
        optional("the extrinsic", extrinsic.type());
        optional("the extensions", extrinsic.extra());
        requireUnique("signed extension", extrinsic.extensions(), SignedExtension::identifier);
        for (var extension : extrinsic.extensions()) {
            type(extension.identifier(), extension.type());
            type(extension.identifier(), extension.additional());
        }
    }

    void outerEnums(OuterEnums outer) {
        type("the type of all calls", outer.call());
        type("the type of all events", outer.event());
        type("the type of all errors", outer.error());
    }

    private void variants(Pallet pallet, String what, OptionalInt type) {
        optional(pallet.name(), type);
        require(
                type.isEmpty() || types.core(type.getAsInt()) instanceof Variants,
                "the " + what + " of pallet " + pallet.name() + " are no variants");
    }

    void optional(String whose, OptionalInt type) {
        type.ifPresent(id -> type(whose, id));
    }

    private void type(String whose, int type) {
        require(
                0 <= type && type < types.size(),
                whose + ": there is no type " + type + " among the " + types.size() + " types");
    }

    private static <T> void requireUnique(String what, List<T> things, Function<T, Object> name) {
        var seen = new HashSet<Object>();
        things.forEach(
                thing -> require(seen.add(name.apply(thing)), what + " " + name.apply(thing) + " is there twice"));
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }
}
