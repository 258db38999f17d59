package io.assay.chain.metadata;

import io.assay.chain.scale.ScaleReader;

/** Reads the runtime APIs of V15 and V16. */
final class ApiReader {
    private static final int LEAST_METHOD = 4;
    private static final int LEAST_INPUT = 2;

    private final int version;

    ApiReader(int version) {
        this.version = version;
    }

    RuntimeApi read(ScaleReader in) {
        var api = new RuntimeApi(Names.read(in), in.vec(LEAST_METHOD, this::method), TypeReader.texts(in));
        if (version >= 16) {
            in.compactU32();
            Deprecations.skipItem(in);
        }
        return api;
    }

    static RuntimeApi.Input input(ScaleReader in) {
        return new RuntimeApi.Input(Names.read(in), TypeReader.id(in));
    }

    private RuntimeApi.Method method(ScaleReader in) {
        var name = Names.read(in);
        var inputs = in.vec(LEAST_INPUT, ApiReader::input);
        var method = new RuntimeApi.Method(name, inputs, TypeReader.id(in), TypeReader.texts(in));
        if (version >= 16) {
            Deprecations.skipItem(in);
        }
        return method;
    }
}
