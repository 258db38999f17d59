package io.assay.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SEES_THE_JDK_AND_JSON_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify.annotations..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "io.assay.protocol..");

    @ArchTest
    static final ArchRule EVENTS_KNOW_NO_READER = classes()
            .that()
            .resideInAPackage("io.assay.protocol.event..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "com.fasterxml.jackson.annotation..",
                    "io.assay.protocol.event..",
                    "io.assay.protocol.hparams..",
                    "io.assay.protocol");
}
