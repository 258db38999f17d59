package io.assay.explorer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.explorer", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule A_CHAIN_IS_SEEN_BY_ITS_CLIENT_ALONE = classes()
            .that()
            .resideInAPackage("io.assay.explorer")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.assay.command",
                    "io.assay.chain",
                    "io.assay.chain.key",
                    "io.assay.chain.substrate",
                    "io.assay.explorer");
}
