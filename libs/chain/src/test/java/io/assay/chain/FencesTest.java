package io.assay.chain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.chain", importOptions = DoNotIncludeTests.class)
class FencesTest {
    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.assay.chain.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_PORT_KNOWS_NOTHING_BEHIND_IT = noClasses()
            .that()
            .resideInAPackage("io.assay.chain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.chain.embedded..", "io.assay.chain.http..", "io.assay.chain.rpc..");

    @ArchTest
    static final ArchRule KEYS_STAND_ALONE = noClasses()
            .that()
            .resideInAPackage("io.assay.chain.key")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.chain", "io.assay.chain.embedded..", "io.assay.chain.http..", "io.assay.chain.rpc..");

    @ArchTest
    static final ArchRule HTTP_SEES_THE_PORT_ONLY = noClasses()
            .that()
            .resideInAPackage("io.assay.chain.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.assay.chain.embedded..");

    @ArchTest
    static final ArchRule RPC_KNOWS_NOTHING_OF_A_CHAINS_CONTENT = noClasses()
            .that()
            .resideInAPackage("io.assay.chain.rpc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.chain.embedded..", "io.assay.chain.http..", "io.assay.chain.key..");

    @ArchTest
    static final ArchRule SOCKETS_STAY_WITH_RPC = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.chain.rpc..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule CRYPTOGRAPHY_STAYS_WITH_THE_KEYS = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.chain.key")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cafe.cryptography..", "org.bouncycastle..");

    @ArchTest
    static final ArchRule NO_SERVICE_AND_NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "software.amazon..", "ai.djl..");
}
