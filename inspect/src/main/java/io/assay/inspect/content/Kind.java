package io.assay.inspect.content;

import com.fasterxml.jackson.annotation.JsonValue;
import io.assay.gradient.GradientLayout;
import java.util.Locale;

/** What a container's tensors are meant to be, by their names. */
public enum Kind {
    /** Indices or values of any parameter. */
    GRADIENT,
    /** The few values of each parameter by which a Templar miner is compared. */
    DEBUG_OBJECT,
    /** All parameters of the model. */
    CHECKPOINT,
    /** Other tensors. */
    TENSORS,
    /** None. */
    NOTHING;

    /** The word for programs. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(Container container, GradientLayout layout) {
        var names = container.tensors().keySet();
        var format = container.format();
        if (names.stream().anyMatch(name -> format.parameter(name) != null)) {
            return GRADIENT;
        }
        if (container.hasDebugValues()) {
            return DEBUG_OBJECT;
        }
        if (layout.parameters().stream().allMatch(parameter -> names.contains(parameter.name()))) {
            return CHECKPOINT;
        }
        return names.isEmpty() ? NOTHING : TENSORS;
    }
}
