package io.assay.ingest.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.ingest", importOptions = DoNotIncludeTests.class)
class CoreFenceTest {
    @ArchTest
    static final ArchRule CORE_SEES_THE_JDK_AND_THE_PROTOCOL_ONLY = classes()
            .that()
            .resideInAPackage("io.assay.ingest.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.assay.protocol..", "io.assay.ingest.core..");
}
