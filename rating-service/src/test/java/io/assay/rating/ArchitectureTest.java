package io.assay.rating;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.rating", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule CORE_SEES_ONLY_THE_JDK_AND_THE_PROTOCOL = classes()
            .that()
            .resideInAPackage("io.assay.rating.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.assay.protocol..", "io.assay.rating.core..");

    @ArchTest
    static final ArchRule CORE_HAS_NO_CLOCK_AND_NO_RANDOMNESS = noClasses()
            .that()
            .resideInAPackage("io.assay.rating.core..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE_IS_SEEN = noClasses()
            .that()
            .resideInAPackage("io.assay.rating..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.ingest..", "io.assay.evaluation..", "io.assay.weights..", "io.assay.miner..");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_GO_IN_CIRCLES = slices().matching(
                    "io.assay.rating.(core|figures|kafka|record|web)..")
            .should()
            .beFreeOfCycles();
}
