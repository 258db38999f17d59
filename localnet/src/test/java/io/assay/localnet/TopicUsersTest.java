package io.assay.localnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.assay.protocol.Program;
import io.assay.protocol.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Who writes and reads a topic, as {@link Topics} says and the documents repeat, is what the services' code does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicUsersTest {
    private JavaClasses classes;

    @BeforeAll
    void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(
                        "io.assay.ingest",
                        "io.assay.evaluation",
                        "io.assay.rating",
                        "io.assay.weights",
                        "io.assay.miner");
    }

    private static Program program(JavaClass user) {
        return switch (user.getPackageName().replaceFirst("^io\\.assay\\.([a-z]+).*$", "$1")) {
            case "ingest" -> Program.INGEST;
            case "evaluation" -> Program.EVALUATION;
            case "rating" -> Program.RATING;
            case "weights" -> Program.WEIGHT_SETTER;
            case "miner" -> Program.MINER;
            default -> throw new IllegalStateException("whose is " + user + "?");
        };
    }

    private Set<Program> users(Topics topic) {
        return classes.stream()
                .flatMap(each -> each.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(Topics.class))
                .filter(access -> access.getTarget().getName().equals(topic.name()))
                .map(JavaAccess::getOriginOwner)
                .map(TopicUsersTest::program)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Program.class)));
    }

    @ParameterizedTest
    @EnumSource(Topics.class)
    void whoReadsATopicIsSaid(Topics topic) {
        var said = EnumSet.of(topic.writer());
        said.addAll(topic.readers());
        topic.buriedBy().ifPresent(said::add);
        var users = users(topic);
        assertThat(said).as("programs that Topics.%s says use it", topic).containsAll(users);
        assertThat(users).as("programs whose code names Topics.%s", topic).containsAll(topic.readers());
    }

    @Test
    void whoWritesAnEventIsSaid() throws IOException {
        var document = JsonMapper.shared().readTree(Files.readString(Path.of("../docs/asyncapi.json")));
        for (var topic : Topics.all()) {
            document.at("/channels/" + topic.topic() + "/messages")
                    .propertyNames()
                    .forEach(event -> assertThat(makers(event))
                            .as("programs that make a %s", event)
                            .containsExactly(topic.writer()));
        }
    }

    private Set<Program> makers(String event) {
        return classes.stream()
                .flatMap(each -> each.getConstructorCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getName().equals("io.assay.protocol.event." + event))
                .map(call -> program(call.getOriginOwner()))
                .collect(Collectors.toSet());
    }
}
