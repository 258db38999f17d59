package io.assay.chain.type;

import io.assay.chain.type.TypeShape.Composite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds what each type wraps: every type is looked at once, however long the chains are. */
final class Wrappers {
    /** Composites of one named field that a compact number may lie in. */
    static final int MAX_NAMED = 16;

    private static final int UNKNOWN = -1;
    private static final int BEING_LOOKED_AT = -2;

    private Wrappers() {}

    /** For each type the id of the type that is left without wrappers, its own where it is none. */
    static int[] cores(List<PortableType> types) {
        var cores = new int[types.size()];
        Arrays.fill(cores, UNKNOWN);
        for (var id = 0; id < cores.length; id++) {
            follow(types, cores, id);
        }
        return cores;
    }

    private static void follow(List<PortableType> types, int[] cores, int from) {
        var chain = new ArrayList<Integer>();
        var id = from;
        while (cores[id] == UNKNOWN && types.get(id).shape() instanceof Composite(var fields) && isWrapper(fields)) {
            chain.add(id);
            cores[id] = BEING_LOOKED_AT;
            id = fields.getFirst().type();
        }
        if (cores[id] == BEING_LOOKED_AT) {
            throw new IllegalArgumentException(
                    "type " + id + " (" + String.join("::", types.get(id).path()) + ") wraps itself");
        }
        var core = cores[id] == UNKNOWN ? id : cores[id];
        cores[id] = core;
        chain.forEach(wrapper -> cores[wrapper] = core);
    }

    private static boolean isWrapper(List<Field> fields) {
        return fields.size() == 1 && fields.getFirst().name() == null;
    }
}
