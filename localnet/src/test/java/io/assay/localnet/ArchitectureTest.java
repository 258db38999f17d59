package io.assay.localnet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The fences between modules: only the localnet sees all of them, so they are checked here. */
@AnalyzeClasses(packages = "io.assay", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] SERVICES = {
        "io.assay.ingest..", "io.assay.evaluation..", "io.assay.rating..", "io.assay.weights.."
    };

    @ArchTest
    static final ArchRule LIBRARIES_SEE_NO_SERVICE = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.assay.protocol..",
                    "io.assay.gradient..",
                    "io.assay.model..",
                    "io.assay.chain..",
                    "io.assay.service..",
                    "io.assay.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.ingest..",
                    "io.assay.evaluation..",
                    "io.assay.rating..",
                    "io.assay.weights..",
                    "io.assay.miner..",
                    "io.assay.localnet..");

    @ArchTest
    static final ArchRule NO_SERVICE_SEES_ANOTHER = slices().matching(
                    "io.assay.(ingest|evaluation|rating|weights|miner)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule CORES_SEE_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage("io.assay.*.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.kafka..",
                    "software.amazon..",
                    "ai.djl..",
                    "reactor..",
                    "io.micrometer..",
                    "io.assay.service..");

    @ArchTest
    static final ArchRule NOBODY_READS_A_CLOCK_IN_A_CORE = noClasses()
            .that()
            .resideInAPackage("io.assay.*.core..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule ONLY_THE_LOCALNET_SEES_THE_EMBEDDED_SERVERS = noClasses()
            .that()
            .resideInAnyPackage(SERVICES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.assay.embedded..");
}
