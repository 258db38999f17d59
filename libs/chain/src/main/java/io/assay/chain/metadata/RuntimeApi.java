package io.assay.chain.metadata;

import java.util.List;

/**
 * Functions of a runtime that can be called from outside without an extrinsic.
 *
 * @param docs lines
 */
public record RuntimeApi(String name, List<Method> methods, List<String> docs) {
    public RuntimeApi {
        methods = List.copyOf(methods);
        docs = List.copyOf(docs);
    }

    /**
     * One of the functions.
     *
     * @param output type of the answer
     * @param docs lines
     */
    public record Method(String name, List<Input> inputs, int output, List<String> docs) {
        public Method {
            inputs = List.copyOf(inputs);
            docs = List.copyOf(docs);
        }
    }

    /** An argument. */
    public record Input(String name, int type) {}
}
