package io.assay.audit.core;

import io.assay.audit.core.Finding.Kind;
import io.assay.protocol.event.WindowVerdict;
import io.assay.protocol.json.EventJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the first field in which two outcomes of a window differ; numbers are compared as numbers, to the last bit. */
final class OutcomeComparison {
    private final JsonNode recorded;
    private final JsonNode recomputed;

    private OutcomeComparison(JsonNode recorded, JsonNode recomputed) {
        this.recorded = recorded;
        this.recomputed = recomputed;
    }

    /** The first difference, if there is one. */
    static Optional<Finding> first(WindowVerdict recorded, WindowVerdict recomputed) {
        return recorded.equals(recomputed)
                ? Optional.empty()
                : new OutcomeComparison(EventJson.tree(recorded), EventJson.tree(recomputed)).first();
    }

    private Optional<Finding> first() {
        return firstOf(Stream.of(
                () -> member("degraded"),
                () -> peers("peer ", "standings"),
                () -> peers("weight of peer ", "weights"),
                () -> elements("change ", "changes"),
                // What the hotkeys do not show: the order, or a peer that is there twice.
                () -> elements("standing ", "standings"),
                () -> elements("weight ", "weights"),
                () -> member("waiting")));
    }

    private static Optional<Finding> firstOf(Stream<Supplier<Optional<Finding>>> checks) {
        return checks.map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private Optional<Finding> member(String name) {
        return value("", name, recorded.get(name), recomputed.get(name));
    }

    private Optional<Finding> peers(String label, String list) {
        var left = byHotkey(recorded.path(list));
        var right = byHotkey(recomputed.path(list));
        return firstOf(union(left.keySet(), right.keySet()).stream()
                .map(hotkey -> () -> element(label + hotkey, left.get(hotkey), right.get(hotkey))));
    }

    private static Map<String, JsonNode> byHotkey(JsonNode list) {
        var peers = new LinkedHashMap<String, JsonNode>();
        list.forEach(peer -> peers.putIfAbsent(peer.path("hotkey").asString(), peer));
        return peers;
    }

    private static List<String> union(Collection<String> left, Collection<String> right) {
        var all = new TreeSet<>(left);
        all.addAll(right);
        return List.copyOf(all);
    }

    private Optional<Finding> elements(String label, String list) {
        var left = recorded.path(list);
        var right = recomputed.path(list);
        for (var i = 0; i < Math.max(left.size(), right.size()); i++) {
            var found = element(label + (i + 1), left.get(i), right.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> element(String label, @Nullable JsonNode left, @Nullable JsonNode right) {
        if (left == null || right == null) {
            return Optional.of(Finding.of(Kind.OUTCOME, label, presence(left), presence(right)));
        }
        return members(label, "", left, right);
    }

    private static String presence(@Nullable JsonNode element) {
        return element == null ? "absent" : "present";
    }

    private static Optional<Finding> members(String label, String path, JsonNode left, JsonNode right) {
        var names = new LinkedHashSet<>(right.propertyNames());
        names.addAll(left.propertyNames());
        return firstOf(names.stream().map(name -> () -> value(label, path + name, left.get(name), right.get(name))));
    }

    private static Optional<Finding> value(
            String label, String path, @Nullable JsonNode left, @Nullable JsonNode right) {
        if (left != null && right != null && left.isObject() && right.isObject()) {
            return members(label, path + ".", left, right);
        }
        if (same(left, right)) {
            return Optional.empty();
        }
        var what = label.isEmpty() ? "field " + path : label + ", field " + path;
        return Optional.of(Finding.of(Kind.OUTCOME, what, shown(left), shown(right)));
    }

    private static boolean same(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left != null && right != null && left.isFloatingPointNumber() && right.isFloatingPointNumber()) {
            // 0.0 and -0.0 are one number in canonical JSON.
            return left.doubleValue() == right.doubleValue();
        }
        return shown(left).equals(shown(right));
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "absent";
        }
        return value.isFloatingPointNumber() ? Double.toString(value.doubleValue()) : value.asString();
    }
}
