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

    /** The engine, the script loaded on it, and the arrays that a forward pass reads. */
    @ArchTest
    static final ArchRule FEW_CLASSES_SEE_THE_ENGINE = noClasses()
            .that()
            .haveNameNotMatching(
                    ".*\\.(TorchEngine|Decoder|Parameters|PassValues|HostTrialValues|DeviceTrialValues)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");
}
