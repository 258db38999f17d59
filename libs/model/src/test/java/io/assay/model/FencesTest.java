package io.assay.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.model", importOptions = ImportOption.DoNotIncludeTests.class)
class FencesTest {
    @ArchTest
    static final ArchRule DATA_AND_SCRIPT_NEED_NO_ENGINE = classes()
            .that()
            .resideInAnyPackage("io.assay.model.data", "io.assay.model.script")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify..", "io.assay.protocol..", "io.assay.model.data", "io.assay.model.script");

    @ArchTest
    static final ArchRule ONLY_THREE_CLASSES_SEE_THE_ENGINE = noClasses()
            .that()
            .doNotHaveSimpleName("TorchEngine")
            .and()
            .doNotHaveSimpleName("Decoder")
            .and()
            .haveNameNotMatching(".*\\.Parameters(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");
}
