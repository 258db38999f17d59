package io.assay.protocol.schema;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record's constructor requires of each component, as keywords of JSON Schema: read from its calls of {@code Checks}
 * and {@code Allowed}, so that the range is said once, in the code that enforces it. A bound that depends on another
 * component is left out.
 */
final class Limits extends TreeScanner<@Nullable Void, @Nullable Void> {
    private static final Set<String> CHECKERS = Set.of("Checks", "Allowed");
    private static final String HOTKEY = "^[1-9A-HJ-NP-Za-km-z]{46,48}$";

    private final Sources sources;
    private final Class<?> type;
    private final Set<MethodTree> visited = new HashSet<>();
    private final Map<String, ObjectNode> byLabel = new HashMap<>();

    private Limits(Sources sources, Class<?> type) {
        this.sources = sources;
        this.type = type;
    }

    /** By the label that the check has for messages, which is the name on the wire behind the last dot. */
    static Map<String, ObjectNode> of(Sources sources, Class<?> type) {
        var limits = new Limits(sources, type);
        methods(sources.tree(type), "<init>").forEach(limits::visitOnce);
        return limits.byLabel;
    }

    private static List<MethodTree> methods(ClassTree tree, String name) {
        return tree.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getName().contentEquals(name))
                .toList();
    }

    private void visitOnce(MethodTree method) {
        if (visited.add(method)) {
            scan(method.getBody(), null);
        }
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        switch (call.getMethodSelect()) {
            case MemberSelectTree select
            when isChecker(select.getExpression()) ->
                note(select.getIdentifier().toString(), List.copyOf(call.getArguments()));
            case IdentifierTree own -> follow(own.getName().toString());
            default -> {}
        }
        return super.visitMethodInvocation(call, null);
    }

    private static boolean isChecker(ExpressionTree owner) {
        return owner instanceof IdentifierTree name
                && CHECKERS.contains(name.getName().toString());
    }

    /** A method of the record, or of what it is nested in, that checks for several. */
    private void follow(String name) {
        for (var owner = type; owner != null; owner = owner.getEnclosingClass()) {
            methods(sources.tree(owner), name).forEach(this::visitOnce);
        }
    }

    private void note(String check, List<ExpressionTree> arguments) {
        if (arguments.getFirst() instanceof LiteralTree literal && literal.getValue() instanceof String label) {
            var limit = keywords(check, arguments);
            var target = sized(arguments.get(1));
            limit = target == null ? limit : ofSize(limit);
            merge(target == null ? label.substring(label.lastIndexOf('.') + 1) : target, limit);
        }
    }

    private void merge(String label, ObjectNode limit) {
        var known = byLabel.computeIfAbsent(label, _ -> JsonNodeFactory.instance.objectNode());
        limit.forEachEntry((keyword, value) -> known.putIfAbsent(keyword, value));
    }

    /** The component of which the size is checked. */
    private static @Nullable String sized(ExpressionTree value) {
        return value instanceof MethodInvocationTree call
                        && call.getMethodSelect() instanceof MemberSelectTree select
                        && select.getIdentifier().contentEquals("size")
                ? select.getExpression().toString()
                : null;
    }

    private static ObjectNode ofSize(ObjectNode limit) {
        var sizes = JsonNodeFactory.instance.objectNode();
        limit.forEachEntry((keyword, value) -> sizes.set(keyword.equals("minimum") ? "minItems" : "maxItems", value));
        return sizes;
    }

    private ObjectNode keywords(String check, List<ExpressionTree> arguments) {
        var node = JsonNodeFactory.instance.objectNode();
        return switch (check) {
            case "notNegative" -> node.put("minimum", 0);
            case "positive" -> node.put("minimum", 1);
            case "u16" -> node.put("minimum", 0).put("maximum", 0xFFFF);
            case "sign" -> node.set("enum", node.arrayNode().add(-1).add(1));
            case "share" -> node.put("exclusiveMinimum", 0).put("maximum", 1);
            case "within", "integer", "real" -> between(constant(arguments, 2), constant(arguments, 3));
            case "sha256" -> node.put("pattern", "^[0-9a-f]{64}$");
            case "hotkey" -> node.put("pattern", HOTKEY);
            case "text" -> text(constant(arguments, 2));
            case "atMost" -> maxItems(constant(arguments, 2));
            case "finite", "present", "copy", "that" -> node;
            default ->
                throw new IllegalStateException(type.getSimpleName() + " is checked by '" + check
                        + "', of which the schemas know nothing: add it to Limits.keywords");
        };
    }

    private @Nullable Number constant(List<ExpressionTree> arguments, int index) {
        return new Constants(type).value(arguments.get(index));
    }

    private static ObjectNode between(@Nullable Number low, @Nullable Number high) {
        var node = JsonNodeFactory.instance.objectNode();
        if (low != null) {
            // The smallest positive number means: more than nothing.
            var above = low.doubleValue() == Double.MIN_VALUE;
            put(node, above ? "exclusiveMinimum" : "minimum", above ? 0 : low);
        }
        if (high != null && high.doubleValue() < Double.MAX_VALUE) {
            put(node, "maximum", high);
        }
        return node;
    }

    private static void put(ObjectNode node, String keyword, Number value) {
        if (value.doubleValue() == Math.rint(value.doubleValue()) && Math.abs(value.doubleValue()) < 1L << 62) {
            node.put(keyword, value.longValue());
        } else {
            node.put(keyword, value.doubleValue());
        }
    }

    private static ObjectNode text(@Nullable Number limit) {
        var node = JsonNodeFactory.instance.objectNode().put("minLength", 1);
        if (limit != null) {
            node.put("maxLength", limit.longValue());
        }
        return node.put("pattern", "\\S");
    }

    private static ObjectNode maxItems(@Nullable Number limit) {
        var node = JsonNodeFactory.instance.objectNode();
        return limit == null ? node : node.put("maxItems", limit.longValue());
    }
}
