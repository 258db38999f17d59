package io.assay.wallet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Little is seen, and files by one package only; what prints cannot open a hotkey file by itself. */
@AnalyzeClasses(packages = "io.assay.wallet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_KEYS_ARE_SEEN = classes()
            .that()
            .resideInAPackage("io.assay.wallet..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.assay.chain.key..", "io.assay.wallet..");

    @ArchTest
    static final ArchRule FILES_ARE_OPENED_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.wallet.file..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.nio\\.file\\.Files|java\\.io\\.File.*|java\\.nio\\.channels\\..*");

    @ArchTest
    static final ArchRule WHAT_OPENS_FILES_PRINTS_NOTHING = noClasses()
            .that()
            .resideInAPackage("io.assay.wallet.file..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.Print.*|java\\.lang\\.System\\.Logger|java\\.util\\.logging\\..*");
}
