package io.assay.miner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.miner", importOptions = ImportOption.DoNotIncludeTests.class)
class MinerFencesTest {
    @ArchTest
    static final ArchRule STRATEGIES_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage("..strategy..", "..training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.chain..",
                    "io.assay.service..",
                    "org.apache.kafka..",
                    "org.springframework..",
                    "reactor..");

    @ArchTest
    static final ArchRule MINERS_NEED_NO_SPRING = noClasses()
            .that()
            .resideOutsideOfPackage("..app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule NOTHING_SEES_A_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.ingest..",
                    "io.assay.evaluation..",
                    "io.assay.rating..",
                    "io.assay.weights..",
                    "io.assay.localnet..");
}
