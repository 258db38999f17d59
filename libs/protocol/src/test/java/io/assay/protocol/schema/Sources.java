package io.assay.protocol.schema;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The source of this library as trees, with what its Javadoc says. Parsed by the JDK's own compiler. */
final class Sources {
    private final DocTrees docs;
    private final Map<String, TreePath> types = new HashMap<>();

    private Sources(DocTrees docs) {
        this.docs = docs;
    }

    /** Of all that lies under a folder. */
    static Sources under(Path folder) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var found = Files.walk(folder)) {
            var paths = found.filter(path -> path.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(paths));
            var sources = new Sources(DocTrees.instance(task));
            task.parse().forEach(sources::add);
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(CompilationUnitTree unit) {
        var name = unit.getPackageName() + ".";
        unit.getTypeDecls().forEach(type -> add(name, new TreePath(new TreePath(unit), type)));
    }

    private void add(String prefix, TreePath path) {
        if (path.getLeaf() instanceof ClassTree type) {
            var name = prefix + type.getSimpleName();
            types.put(name, path);
            type.getMembers().forEach(member -> add(name + "$", new TreePath(path, member)));
        }
    }

    ClassTree tree(Class<?> type) {
        return (ClassTree) path(type).getLeaf();
    }

    private TreePath path(Class<?> type) {
        return Objects.requireNonNull(types.get(type.getName()), () -> "there is no source of " + type);
    }

    /** What the Javadoc says of a type. */
    @Nullable
    String text(Class<?> type) {
        return body(type, path(type));
    }

    /** What the Javadoc of a type says of a component of it. */
    @Nullable
    String component(Class<?> type, String name) {
        var comment = docs.getDocCommentTree(path(type));
        return comment == null
                ? null
                : comment.getBlockTags().stream()
                        .filter(ParamTree.class::isInstance)
                        .map(ParamTree.class::cast)
                        .filter(tag -> tag.getName().getName().contentEquals(name))
                        .findFirst()
                        .map(tag -> DocText.of(type, tag.getDescription()))
                        .orElse(null);
    }

    /** What the Javadoc says of a method or constant of a type. */
    @Nullable
    String member(Class<?> type, String name) {
        return tree(type).getMembers().stream()
                .filter(member -> name.equals(name(member)))
                .findFirst()
                .map(member -> body(type, new TreePath(path(type), member)))
                .orElse(null);
    }

    private static @Nullable String name(Tree member) {
        return switch (member) {
            case MethodTree method -> method.getName().toString();
            case VariableTree variable -> variable.getName().toString();
            default -> null;
        };
    }

    private @Nullable String body(Class<?> type, TreePath path) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        return comment == null ? null : DocText.of(type, comment.getFullBody());
    }
}
