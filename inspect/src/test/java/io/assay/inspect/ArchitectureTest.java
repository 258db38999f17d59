package io.assay.inspect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Of Assay only the libraries are seen: the verdict is that of libs/gradient, and no service's. */
@AnalyzeClasses(packages = "io.assay.inspect", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_THE_LIBRARIES_ARE_SEEN = classes()
            .that()
            .resideInAPackage("io.assay.inspect..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "io.assay.command..",
                    "io.assay.protocol..",
                    "io.assay.gradient..",
                    "io.assay.inspect..");

    @ArchTest
    static final ArchRule FILES_ARE_TOUCHED_IN_ONE_PLACE = noClasses()
            .that()
            .resideInAnyPackage("io.assay.inspect.content..", "io.assay.inspect.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..");

    @ArchTest
    static final ArchRule WHAT_IS_FOUND_KNOWS_NO_REPORT = noClasses()
            .that()
            .resideInAPackage("io.assay.inspect.content..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.inspect.report..", "io.assay.inspect.command..", "io.assay.inspect.file..");

    @ArchTest
    static final ArchRule NOTHING_IS_DESERIALISED_OR_INFLATED = noClasses()
            .that()
            .resideInAPackage("io.assay.inspect..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.ObjectInputStream|java\\.util\\.zip\\..*");
}
