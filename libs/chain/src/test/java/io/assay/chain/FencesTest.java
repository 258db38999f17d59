package io.assay.chain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.security.SecureRandom;
import java.time.Instant;

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
            .resideInAnyPackage(
                    "io.assay.chain.embedded..",
                    "io.assay.chain.substrate..",
                    "io.assay.chain.rpc..",
                    "io.assay.chain.extrinsic..",
                    "io.assay.chain.metadata..",
                    "io.assay.chain.runtime..");

    @ArchTest
    static final ArchRule SCALE_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("io.assay.chain.scale")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.assay.chain.scale", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule TYPES_SEE_SCALE_ONLY = classes()
            .that()
            .resideInAPackage("io.assay.chain.type")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.assay.chain.type", "io.assay.chain.scale", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule METADATA_KNOW_NO_CHAIN = noClasses()
            .that()
            .resideInAnyPackage("io.assay.chain.metadata", "io.assay.chain.runtime")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.chain", "io.assay.chain.embedded..", "io.assay.chain.substrate..");

    @ArchTest
    static final ArchRule EXTRINSICS_KNOW_NO_WAY_TO_A_CHAIN = classes()
            .that()
            .resideInAPackage("io.assay.chain.extrinsic")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.chain.extrinsic",
                    "io.assay.chain.metadata",
                    "io.assay.chain.type",
                    "io.assay.chain.scale",
                    "io.assay.chain.key",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule KEYS_STAND_ALONE = noClasses()
            .that()
            .resideInAPackage("io.assay.chain.key")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.chain",
                    "io.assay.chain.embedded..",
                    "io.assay.chain.substrate..",
                    "io.assay.chain.rpc..");

    @ArchTest
    static final ArchRule A_CLIENT_KNOWS_ITS_NODE_BY_THE_METADATA_ALONE = noClasses()
            .that()
            .resideInAPackage("io.assay.chain.substrate")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.chain.embedded..", "io.assay.chain.runtime..", "io.assay.chain.node..");

    @ArchTest
    static final ArchRule RPC_KNOWS_NOTHING_OF_A_CHAINS_CONTENT = noClasses()
            .that()
            .resideInAPackage("io.assay.chain.rpc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.chain.embedded..", "io.assay.chain.substrate..", "io.assay.chain.key..");

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
    static final ArchRule THE_CURVE_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("io.assay.chain.curve")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.assay.chain.curve", "supranational.blst", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule NATIVE_CODE_STAYS_WITH_THE_CURVE = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.chain.curve")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("supranational..");

    @ArchTest
    static final ArchRule COMMITS_KNOW_NO_CHAIN_BEHIND_THE_PORT = noClasses()
            .that()
            .resideInAPackage("io.assay.chain.timelock")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.chain.embedded..", "io.assay.chain.substrate..");

    @ArchTest
    static final ArchRule COMMITS_HAVE_NO_CLOCK_AND_NO_CHANCE_OF_THEIR_OWN = noClasses()
            .that()
            .resideInAnyPackage("io.assay.chain.curve", "io.assay.chain.timelock")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.time\\.Clock|java\\.util\\.Random|java\\.util\\.concurrent\\.ThreadLocalRandom")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callConstructor(SecureRandom.class);

    @ArchTest
    static final ArchRule SECRETS_OF_THE_CURVE_HAVE_NO_TEXT = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.assay.chain.curve")
            .should()
            .haveName("toString");

    @ArchTest
    static final ArchRule NOTHING_NEAR_A_SECRET_LOGS = noClasses()
            .that()
            .resideInAnyPackage("io.assay.chain.key", "io.assay.chain.curve", "io.assay.chain.timelock")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..", "org.apache.commons.logging..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(System.Logger.class)
            .orShould(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule NO_SERVICE_AND_NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "software.amazon..", "ai.djl..");
}
