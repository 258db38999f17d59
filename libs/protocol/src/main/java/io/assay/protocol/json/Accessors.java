package io.assay.protocol.json;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Public accessors as functions: as fast as calls in the source, which neither reflection nor handles in fields are. */
final class Accessors {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Accessors() {}

    @SuppressWarnings("unchecked")
    static Function<Object, @Nullable Object> ofObject(Method accessor) {
        return (Function<Object, @Nullable Object>) function(accessor, Function.class, "apply", Object.class);
    }

    @SuppressWarnings("unchecked")
    static ToDoubleFunction<Object> ofDouble(Method accessor) {
        return (ToDoubleFunction<Object>) function(accessor, ToDoubleFunction.class, "applyAsDouble", double.class);
    }

    private static Object function(Method accessor, Class<?> type, String name, Class<?> result) {
        try {
            var handle = LOOKUP.unreflect(accessor);
            var exact = result.isPrimitive() ? handle.type() : handle.type().wrap();
            var erased = MethodType.methodType(result, Object.class);
            var site = LambdaMetafactory.metafactory(LOOKUP, name, MethodType.methodType(type), erased, handle, exact);
            return site.getTarget().invoke();
        } catch (Throwable e) {
            throw new IllegalArgumentException(accessor + " cannot be called", e);
        }
    }

    static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no method " + name, e);
        }
    }
}
