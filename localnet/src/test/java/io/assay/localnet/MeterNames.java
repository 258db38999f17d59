package io.assay.localnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Names of meters in the compiled classes: every text of that form in a class that touches Micrometer. */
final class MeterNames {
    private static final String MICROMETER = "io/micrometer/core/instrument/";
    private static final Pattern NAME = Pattern.compile("assay(\\.[a-z]+)+");
    /** Stands for a value in the text from which a string is put together. */
    private static final String HOLE = "\u0001";

    private MeterNames() {}

    /** Of a package and those below it. */
    static Set<String> in(String path) throws IOException {
        return texts(path).filter(text -> NAME.matcher(text).matches()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names that are put together at run time, which nobody can look up. */
    static Set<String> puzzles(String path) throws IOException {
        return texts(path)
                .filter(text -> text.startsWith("assay.") && (text.contains(HOLE) || text.endsWith(".")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(String path) throws IOException {
        var classes = new PathMatchingResourcePatternResolver().getResources("classpath*:" + path + "/**/*.class");
        return Arrays.stream(classes)
                .filter(found -> !found.getDescription().contains("test-classes"))
                .map(MeterNames::parse)
                .filter(MeterNames::touchesMicrometer)
                .flatMap(MeterNames::strings);
    }

    private static ClassModel parse(Resource found) {
        try {
            return ClassFile.of().parse(found.getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean touchesMicrometer(ClassModel model) {
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof ClassEntry type
                        && type.asInternalName().startsWith(MICROMETER));
    }

    private static Stream<String> strings(ClassModel model) {
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .flatMap(entry -> entry instanceof StringEntry text ? Stream.of(text.stringValue()) : Stream.empty());
    }
}
