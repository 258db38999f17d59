package io.assay.chain.runtime;

import io.assay.chain.runtime.TypeDescription.Member;
import java.util.List;

/** A runtime API and its functions, whose arguments have names. */
public record ApiDescription(String name, List<Method> methods) {
    public ApiDescription {
        methods = List.copyOf(methods);
    }

    /** A runtime API. */
    public static ApiDescription of(String name, Method... methods) {
        return new ApiDescription(name, List.of(methods));
    }

    /** One of the functions. */
    public record Method(String name, TypeDescription output, List<Member> inputs) {
        public Method {
            inputs = List.copyOf(inputs);
            if (inputs.stream().anyMatch(input -> input.name() == null)) {
                throw new IllegalArgumentException("an input of method " + name + " has no name");
            }
        }

        /** A function. */
        public static Method of(String name, TypeDescription output, Member... inputs) {
            return new Method(name, output, List.of(inputs));
        }
    }
}
