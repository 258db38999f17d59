package io.assay.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The audit must be readable on its own: of Assay it sees what verdicts are and how they follow, and nothing else. */
@AnalyzeClasses(packages = "io.assay.audit", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_THE_PROTOCOL_AND_THE_TRANSITION_ARE_SEEN = classes()
            .that()
            .resideInAPackage("io.assay.audit..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "tools.jackson..",
                    "org.apache.kafka.clients.consumer..",
                    "org.apache.kafka.common..",
                    "io.assay.command..",
                    "io.assay.protocol..",
                    "io.assay.rating.core..",
                    "io.assay.audit..");

    @ArchTest
    static final ArchRule CORE_SEES_NO_SOURCE = classes()
            .that()
            .resideInAPackage("io.assay.audit.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "tools.jackson..",
                    "io.assay.protocol..",
                    "io.assay.rating.core..",
                    "io.assay.audit.core..");

    @ArchTest
    static final ArchRule CORE_HAS_NO_CLOCK_AND_NO_FILES = noClasses()
            .that()
            .resideInAPackage("io.assay.audit.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.time..", "java.nio.file..", "java.net..");

    @ArchTest
    static final ArchRule KAFKA_IS_SEEN_BY_ITS_ADAPTERS_ONLY = noClasses()
            .that()
            .resideOutsideOfPackages("io.assay.audit.kafka..", "io.assay.audit.log..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}
