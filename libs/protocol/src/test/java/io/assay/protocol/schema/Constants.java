package io.assay.protocol.schema;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of constant expressions in the source of a type. */
record Constants(Class<?> type) {
    private static final List<Class<?>> KNOWN = List.of(Double.class, Long.class, Integer.class, Short.class);

    /** Null for what is not constant. */
    @Nullable
    Number value(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree literal -> literal.getValue() instanceof Number number ? number : null;
            case ParenthesizedTree inner -> value(inner.getExpression());
            case TypeCastTree cast -> value(cast.getExpression());
            case UnaryTree unary when unary.getKind() == Tree.Kind.UNARY_MINUS -> negative(unary.getExpression());
            case BinaryTree binary -> binary(binary);
            case IdentifierTree name -> field(name.getName().toString());
            case MemberSelectTree member -> known(member);
            default -> null;
        };
    }

    private @Nullable Number negative(ExpressionTree expression) {
        return switch (value(expression)) {
            case Double real -> -real;
            case Number whole -> -whole.longValue();
            case null -> null;
        };
    }

    private @Nullable Number binary(BinaryTree binary) {
        var left = value(binary.getLeftOperand());
        var right = value(binary.getRightOperand());
        if (left == null || right == null) {
            return null;
        }
        return switch (binary.getKind()) {
            case LEFT_SHIFT -> left.longValue() << right.longValue();
            case PLUS -> left.longValue() + right.longValue();
            case MULTIPLY -> left.longValue() * right.longValue();
            default -> null;
        };
    }

    /** A constant of the type or of one that it is nested in; anything else of that name is a variable. */
    private @Nullable Number field(String name) {
        for (var owner = type; owner != null; owner = owner.getEnclosingClass()) {
            var found = number(owner, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Number known(MemberSelectTree member) {
        var owner = member.getExpression().toString();
        return KNOWN.stream()
                .filter(known -> known.getSimpleName().equals(owner))
                .findFirst()
                .map(known -> number(known, member.getIdentifier().toString()))
                .orElse(null);
    }

    private static @Nullable Number number(Class<?> owner, String name) {
        return Arrays.stream(owner.getDeclaredFields())
                .filter(field -> field.getName().equals(name) && Modifier.isStatic(field.getModifiers()))
                .findFirst()
                .map(field -> {
                    try {
                        if (!Modifier.isPublic(field.getModifiers())) {
                            field.setAccessible(true);
                        }
                        return (Number) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(field + " cannot be read", e);
                    }
                })
                .orElse(null);
    }
}
