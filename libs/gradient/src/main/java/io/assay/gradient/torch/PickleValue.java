package io.assay.gradient.torch;

import io.assay.gradient.safetensors.Dtype;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pickle can hold here. Containers may hold one another, themselves even: they compare by identity, and nobody
 * walks them but along names that are known beforehand.
 */
public sealed interface PickleValue {
    /** What it is, for messages. */
    String kind();

    /** Containers from here down to the innermost, 0 if it is none. */
    default int depth() {
        return 0;
    }

    /** Text. */
    record Text(String text) implements PickleValue {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** A whole number. */
    record Whole(long value) implements PickleValue {
        @Override
        public String kind() {
            return "a whole number";
        }
    }

    /** A floating-point number. */
    record Real(double value) implements PickleValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True, false or none. */
    enum Constant implements PickleValue {
        TRUE,
        FALSE,
        NONE;

        @Override
        public String kind() {
            return this == NONE ? "None" : "a truth value";
        }
    }

    /** The only names that are understood; none is ever looked up. */
    enum Global implements PickleValue {
        REBUILD_TENSOR("torch._utils _rebuild_tensor_v2", null),
        ORDERED_DICT("collections OrderedDict", null),
        FLOAT("torch FloatStorage", Dtype.F32),
        HALF("torch HalfStorage", Dtype.F16),
        BFLOAT16("torch BFloat16Storage", Dtype.BF16),
        DOUBLE("torch DoubleStorage", Dtype.F64),
        SHORT("torch ShortStorage", Dtype.I16),
        INT("torch IntStorage", Dtype.I32),
        LONG("torch LongStorage", Dtype.I64),
        CHAR("torch CharStorage", Dtype.I8),
        BYTE("torch ByteStorage", Dtype.U8),
        BOOL("torch BoolStorage", Dtype.BOOL);

        private final String name;
        private final @Nullable Dtype dtype;

        Global(String name, @Nullable Dtype dtype) {
            this.name = name;
            this.dtype = dtype;
        }

        @Nullable
        Dtype dtype() {
            return dtype;
        }

        static @Nullable Global named(String module, String name) {
            for (var global : values()) {
                if (global.name.equals(module + " " + name)) {
                    return global;
                }
            }
            return null;
        }

        @Override
        public String kind() {
            return name;
        }
    }

    /** A list or a tuple. */
    final class Items implements PickleValue {
        private final List<PickleValue> items;
        private final boolean fixed;
        private int depth = 1;

        private Items(List<PickleValue> items, boolean fixed) {
            this.items = items;
            this.fixed = fixed;
            items.forEach(item -> depth = Math.max(depth, 1 + item.depth()));
        }

        static Items list() {
            return new Items(new ArrayList<>(), false);
        }

        static Items tuple(List<PickleValue> items) {
            return new Items(List.copyOf(items), true);
        }

        /** In their order. */
        public List<PickleValue> items() {
            return Collections.unmodifiableList(items);
        }

        boolean isTuple() {
            return fixed;
        }

        void add(PickleValue item) {
            items.add(item);
            depth = Math.max(depth, 1 + item.depth());
        }

        @Override
        public String kind() {
            return fixed ? "a tuple" : "a list";
        }

        @Override
        public int depth() {
            return depth;
        }
    }

    /** A dictionary with texts as its keys. */
    final class Dictionary implements PickleValue {
        private final Map<String, PickleValue> entries = new LinkedHashMap<>();
        private int depth = 1;

        /** By key, in their order. */
        public Map<String, PickleValue> entries() {
            return Collections.unmodifiableMap(entries);
        }

        /** Whether the key was not there yet. */
        boolean add(String key, PickleValue value) {
            depth = Math.max(depth, 1 + value.depth());
            return entries.putIfAbsent(key, value) == null;
        }

        @Override
        public String kind() {
            return "a dictionary";
        }

        @Override
        public int depth() {
            return depth;
        }
    }

    /**
     * Elements in a record of their own.
     *
     * @param key name of the record below {@code data/}
     * @param elements number of them
     */
    record Storage(Dtype dtype, String key, long elements) implements PickleValue {
        @Override
        public String kind() {
            return "a storage";
        }
    }

    /**
     * A view of a storage.
     *
     * @param offset of its first element
     * @param shape lengths of its axes, outermost first; each ≥ 0
     * @param strides elements from one to the next along each axis
     */
    record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) implements PickleValue {
        @Override
        public String kind() {
            return "a tensor";
        }
    }
}
