package io.assay.gradient;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.gradient", importOptions = DoNotIncludeTests.class)
class FencesTest {
    @ArchTest
    static final ArchRule FORMAT_KNOWS_NO_GRADIENT = noClasses()
            .that()
            .resideInAnyPackage("io.assay.gradient.safetensors", "io.assay.gradient.torch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.gradient", "io.assay.protocol..");

    @ArchTest
    static final ArchRule ONLY_THE_FORMAT_PARSES_JSON = noClasses()
            .that()
            .resideInAPackage("io.assay.gradient")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");
}
