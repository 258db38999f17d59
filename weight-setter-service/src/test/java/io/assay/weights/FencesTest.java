package io.assay.weights;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.weights", importOptions = ImportOption.DoNotIncludeTests.class)
class FencesTest {
    @ArchTest
    static final ArchRule CORE_SEES_NOTHING_AROUND_IT = classes()
            .that()
            .resideInAPackage("..weights.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.assay.weights.core..", "io.assay.protocol..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule CORE_HAS_NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that()
            .resideInAPackage("..weights.core..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.time\\..*|java\\.util\\.Random|java\\.security\\..*");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_SEE_EACH_OTHER =
            slices().matching("io.assay.weights.(chain|kafka|web)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE_IS_SEEN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.ingest..", "io.assay.evaluation..", "io.assay.rating..");
}
