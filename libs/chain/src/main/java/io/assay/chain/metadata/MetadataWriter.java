package io.assay.chain.metadata;

import io.assay.chain.metadata.StorageEntry.Presence;
import io.assay.chain.scale.ScaleWriter;
import java.util.OptionalInt;

/** Writes metadata of versions 14 and 15 as {@link MetadataReader} reads them. */
public final class MetadataWriter {
    private static final long MAGIC = 0x6174656d;

    private final RuntimeMetadata metadata;
    private final ScaleWriter out = new ScaleWriter();

    private MetadataWriter(RuntimeMetadata metadata) {
        this.metadata = metadata;
    }

    /**
     * A blob, beginning with {@code meta}.
     *
     * @throws IllegalArgumentException if the version is neither 14 nor 15, or what that version has to say is missing
     */
    public static byte[] write(RuntimeMetadata metadata) {
        var version = metadata.version();
        if (version != 14 && version != 15) {
            throw new IllegalArgumentException(
                    "metadata of version " + version + " cannot be written, allowed: 14 and 15");
        }
        var writer = new MetadataWriter(metadata);
        writer.write();
        return writer.out.toBytes();
    }

    private void write() {
        out.u32(MAGIC).u8(metadata.version());
        TypeWriter.registry(out, metadata.types());
        out.vec(metadata.pallets(), (to, pallet) -> pallet(pallet));
        if (metadata.version() == 14) {
            extrinsicV14(metadata.extrinsic());
            out.compact(required(metadata.runtime(), "type of the runtime"));
        } else {
            extrinsicV15(metadata.extrinsic());
            out.compact(required(metadata.runtime(), "type of the runtime"));
            out.vec(metadata.apis(), (to, api) -> api(api));
            outerEnums();
            out.compact(0);
        }
    }

    private void pallet(Pallet pallet) {
        out.text(pallet.name()).option(pallet.storage(), (to, storage) -> storage(storage));
        TypeWriter.optionalId(out, pallet.calls());
        TypeWriter.optionalId(out, pallet.events());
        out.vec(pallet.constants(), (to, constant) -> constant(constant));
        TypeWriter.optionalId(out, pallet.errors());
        out.u8(pallet.index());
        if (metadata.version() == 15) {
            TypeWriter.texts(out, pallet.docs());
        }
    }

    private void storage(PalletStorage storage) {
        out.text(storage.prefix()).vec(storage.entries(), (to, entry) -> entry(entry));
    }

    private void entry(StorageEntry entry) {
        out.text(entry.name()).bool(entry.presence() == Presence.DEFAULT);
        out.bool(entry.key().isPresent());
        entry.key()
                .ifPresent(key -> out.vec(entry.hashers(), (to, hasher) -> to.u8(hasher.code()))
                        .compact(key));
        out.compact(entry.value()).bytes(entry.fallback().value());
        TypeWriter.texts(out, entry.docs());
    }

    private void constant(Constant constant) {
        out.text(constant.name())
                .compact(constant.type())
                .bytes(constant.value().value());
        TypeWriter.texts(out, constant.docs());
    }

    private void extrinsicV14(ExtrinsicFormat extrinsic) {
        out.compact(required(extrinsic.type(), "type of the extrinsic"));
        out.u8(onlyVersion(extrinsic));
        extensions(extrinsic);
    }

    private void extrinsicV15(ExtrinsicFormat extrinsic) {
        out.u8(onlyVersion(extrinsic));
        out.compact(extrinsic.address()).compact(extrinsic.call()).compact(extrinsic.signature());
        out.compact(required(extrinsic.extra(), "type of the extensions"));
        extensions(extrinsic);
    }

    private void extensions(ExtrinsicFormat extrinsic) {
        out.vec(
                extrinsic.extensions(),
                (to, extension) -> to.text(extension.identifier())
                        .compact(extension.type())
                        .compact(extension.additional()));
    }

    private void api(RuntimeApi api) {
        out.text(api.name()).vec(api.methods(), (to, method) -> method(method));
        TypeWriter.texts(out, api.docs());
    }

    private void method(RuntimeApi.Method method) {
        out.text(method.name());
        out.vec(method.inputs(), (to, input) -> to.text(input.name()).compact(input.type()));
        out.compact(method.output());
        TypeWriter.texts(out, method.docs());
    }

    private void outerEnums() {
        var outer = metadata.outerEnums()
                .orElseThrow(
                        () -> new IllegalArgumentException("metadata V15 need the types of all calls, events, errors"));
        out.compact(outer.call()).compact(outer.event()).compact(outer.error());
    }

    private int required(OptionalInt type, String what) {
        return type.orElseThrow(
                () -> new IllegalArgumentException("metadata V" + metadata.version() + " need the " + what));
    }

    private int onlyVersion(ExtrinsicFormat extrinsic) {
        if (extrinsic.versions().size() != 1) {
            throw new IllegalArgumentException("metadata V" + metadata.version()
                    + " can name one version of the extrinsic only, not " + extrinsic.versions());
        }
        return extrinsic.versions().getFirst();
    }
}
