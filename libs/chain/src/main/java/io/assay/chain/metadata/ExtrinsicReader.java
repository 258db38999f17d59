package io.assay.chain.metadata;

import io.assay.chain.scale.MalformedScaleException;
import io.assay.chain.scale.ScaleReader;
import io.assay.chain.type.TypeParameter;
import io.assay.chain.type.TypeRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Reads how extrinsics are put together; each version of metadata says it in another way. */
final class ExtrinsicReader {
    private static final int LEAST_EXTENSION = 3;

    private ExtrinsicReader() {}

    /** V14 names the extrinsic's type alone; the parts are that type's parameters. */
    static ExtrinsicFormat v14(ScaleReader in, TypeRegistry types) {
        var type = TypeReader.id(in);
        var version = in.u8();
        var extensions = extensions(in);
        return new ExtrinsicFormat(
                List.of(version),
                OptionalInt.of(type),
                part(types, type, "Address"),
                part(types, type, "Call"),
                part(types, type, "Signature"),
                optionalPart(types, type, "Extra", "Extension"),
                extensions,
                allOf(extensions));
    }

    static ExtrinsicFormat v15(ScaleReader in) {
        var version = in.u8();
        var address = TypeReader.id(in);
        var call = TypeReader.id(in);
        var signature = TypeReader.id(in);
        var extra = OptionalInt.of(TypeReader.id(in));
        var extensions = extensions(in);
        return new ExtrinsicFormat(
                List.of(version), OptionalInt.empty(), address, call, signature, extra, extensions, allOf(extensions));
    }

    static ExtrinsicFormat v16(ScaleReader in) {
        var versions = in.vec(1, ScaleReader::u8);
        var address = TypeReader.id(in);
        var call = TypeReader.id(in);
        var signature = TypeReader.id(in);
        var byVersion = extensionsByVersion(in);
        return new ExtrinsicFormat(
                versions,
                OptionalInt.empty(),
                address,
                call,
                signature,
                OptionalInt.empty(),
                extensions(in),
                byVersion);
    }

    private static List<SignedExtension> extensions(ScaleReader in) {
        return in.vec(
                LEAST_EXTENSION,
                extension ->
                        new SignedExtension(Names.read(extension), TypeReader.id(extension), TypeReader.id(extension)));
    }

    private static Map<Integer, List<Integer>> allOf(List<SignedExtension> extensions) {
        return Map.of(0, IntStream.range(0, extensions.size()).boxed().toList());
    }

    private static Map<Integer, List<Integer>> extensionsByVersion(ScaleReader in) {
        var byVersion = new HashMap<Integer, List<Integer>>();
        for (var left = in.length(2); left > 0; left--) {
            var offset = in.offset();
            var version = in.u8();
            if (byVersion.put(version, in.vec(1, TypeReader::id)) != null) {
                throw new MalformedScaleException(
                        offset, "each version of the extensions once", "version " + version + " again");
            }
        }
        return byVersion;
    }

    private static int part(TypeRegistry types, int extrinsic, String name) {
        return optionalPart(types, extrinsic, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the extrinsic's type " + extrinsic + " has no type for its parameter " + name));
    }

    private static OptionalInt optionalPart(TypeRegistry types, int extrinsic, String... names) {
        return types.type(extrinsic).parameters().stream()
                .filter(parameter -> List.of(names).contains(parameter.name()))
                .map(TypeParameter::type)
                .findFirst()
                .orElse(OptionalInt.empty());
    }
}
