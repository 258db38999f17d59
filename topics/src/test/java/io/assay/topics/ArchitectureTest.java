package io.assay.topics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.topics", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule OF_THE_SERVICES_ONLY_THE_FORM_OF_RECORDS_IS_SEEN = classes()
            .that()
            .resideInAPackage("io.assay.topics..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.apache.kafka..",
                    "tools.jackson..",
                    "io.assay.command",
                    "io.assay.protocol..",
                    "io.assay.service.kafka",
                    "io.assay.topics..");
}
