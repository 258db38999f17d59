package io.assay.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class FencesTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.assay.evaluation");

    @Test
    void coreSeesOnlyTheJdkAndTheProtocol() {
        classes()
                .that()
                .resideInAPackage("io.assay.evaluation.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.assay.protocol..", "io.assay.evaluation.core..")
                .check(OURS);
    }

    @Test
    void onlyTheKafkaPackageSeesConsumers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.assay.evaluation.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.consumer..")
                .check(OURS);
    }

    @Test
    void seesNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.assay.ingest..",
                        "io.assay.rating..",
                        "io.assay.weights..",
                        "io.assay.miner..",
                        "io.assay.localnet..")
                .check(OURS);
    }
}
