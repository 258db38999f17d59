package io.assay.manifests;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which labels a selector means. */
final class Selectors {
    private Selectors() {}

    static boolean match(@Nullable Map<String, String> wanted, Map<String, String> labels) {
        return wanted != null && labels.entrySet().containsAll(wanted.entrySet());
    }

    /** An empty selector means everything. */
    static boolean match(LabelSelector selector, Map<String, String> labels) {
        return match(Objects.requireNonNullElse(selector.getMatchLabels(), Map.of()), labels)
                && selector.getMatchExpressions().stream().allMatch(each -> match(each, labels));
    }

    private static boolean match(LabelSelectorRequirement wanted, Map<String, String> labels) {
        var value = labels.get(wanted.getKey());
        return switch (wanted.getOperator()) {
            case "In" -> value != null && wanted.getValues().contains(value);
            case "NotIn" -> value == null || !wanted.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("no operator " + wanted.getOperator());
        };
    }
}
