package io.assay.inspect.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.safetensors.SafetensorsWriter;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.inspect.RawSafetensors;
import io.assay.inspect.Samples;
import io.assay.inspect.TorchWriter;
import io.assay.inspect.content.Content.Listed;
import io.assay.inspect.content.Content.Unlisted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void listsAGradientInSafetensors() {
        var listed = listed(Samples.safetensors());
        assertThat(listed.format()).isEqualTo(Format.SAFETENSORS);
        assertThat(listed.kind()).isEqualTo(Kind.GRADIENT);
        assertThat(listed.says())
                .containsEntry("window", "1500")
                .containsEntry("global_step", "4711")
                .containsEntry("probe", "0.5,3.0");
        assertThat(listed.own()).isEqualTo(new Own("1500", "7", Samples.HOTKEY));
        assertThat(listed.tensorsInAll()).isEqualTo(42);
        assertThat(listed.fitting()).isEqualTo(21);
        assertThat(listed.parameters())
                .hasSize(21)
                .allMatch(row ->
                        row.known() && row.figures() != null && row.figures().sound());
        var header = RawSafetensors.of(Samples.safetensors()).header().length();
        assertThat(listed.tensors())
                .startsWith(new TensorRow(
                        "model.embed_tokens.weight.idxs",
                        Dtype.U16,
                        List.of(1L, 1L, 32L),
                        64L,
                        Integer.toString(Long.BYTES + header)));
    }

    @Test
    void listsAGradientOfTorch() throws IOException {
        var listed = listed(Files.readAllBytes(Samples.torch("gradient-1500-7-v0.2.80.pt")));
        assertThat(listed.format()).isEqualTo(Format.TORCH);
        assertThat(listed.kind()).isEqualTo(Kind.GRADIENT);
        assertThat(listed.says())
                .containsOnly(
                        Map.entry("global_step", "500"),
                        Map.entry(
                                "metadata.pages_info",
                                "[[\"CC-MAIN-2024-10\", 123456, \"train\"], [\"CC-MAIN-2023-50\", 42, \"train\"]]"),
                        Map.entry("metadata.window", "1500"));
        assertThat(listed.own()).isEqualTo(new Own("1500", null, null));
        assertThat(listed.fitting()).isEqualTo(21);
        assertThat(listed.tensors())
                .contains(new TensorRow("lm_head.weightvals", Dtype.F32, List.of(1L, 1L, 32L), 128L, "data/41"));
    }

    @Test
    void tellsWhyAPairCannotBeGoneThrough() {
        var file = new TorchWriter().text("state_dict").ops("}(");
        file.text("aidxs").tensor("ShortStorage", "0", 4, 4);
        file.text("bvals").tensor("FloatStorage", "1", 4, 4);
        file.text("cidxs").tensor("ShortStorage", "0", 4, 4).text("cvals").tensor("FloatStorage", "1", 4, 2, 2);
        file.text("didxs").tensor("LongStorage", "0", 1, 1).text("dvals").tensor("FloatStorage", "1", 1, 1);
        file.text("eidxs").tensor("ShortStorage", "0", 4, 0).text("evals").tensor("FloatStorage", "1", 4, 0);
        file.text("fidxs").tensor("ShortStorage", "0", 4, 4).text("fvals").tensor("FloatStorage", "7", 4, 4);
        file.text("gidxs").tensor("ShortStorage", "0", 4, 4).text("gvals").tensor("FloatStorage", "1", 4, 4);
        file.ops("u").record("0", new byte[8]).record("1", new byte[16]);
        assertThat(listed(file.bytes()).parameters())
                .extracting(row -> row.name() + " " + row.fault())
                .containsExactly(
                        "a has no values",
                        "b has no indices",
                        "c has indices [4] and values [2, 2]",
                        "d has indices of I64 and values of F32",
                        "e has the shape [0], which is no gradient's",
                        "f the archive has no record data/7",
                        "g null");
    }

    @Test
    void tellsACheckpointFromOtherTensors() throws IOException {
        var names = Samples.LAYOUT.parameters().stream()
                .map(parameter -> TensorEntry.of(parameter.name(), Dtype.F32, 1))
                .toList();
        assertThat(listed(file(names)).kind()).isEqualTo(Kind.CHECKPOINT);
        assertThat(listed(file(names)).says()).containsExactly(Map.entry("window", "7"));
        assertThat(listed(file(names.subList(1, 3))).kind()).isEqualTo(Kind.TENSORS);
        assertThat(listed(file(List.of())).kind()).isEqualTo(Kind.NOTHING);
        var saved = new TorchWriter()
                .text("weight")
                .tensor("FloatStorage", "0", 2, 2)
                .text("epoch")
                .whole(3);
        var torch = listed(saved.record("0", new byte[8]).bytes());
        assertThat(torch.kind()).isEqualTo(Kind.TENSORS);
        assertThat(torch.says()).containsExactly(Map.entry("epoch", "3"));
    }

    private static byte[] file(List<TensorEntry> tensors) throws IOException {
        var out = new ByteArrayOutputStream();
        SafetensorsWriter.write(
                out, Map.of("window", "7"), tensors, (tensor, sink) -> sink.floats(new float[(int) tensor.elements()]));
        return out.toByteArray();
    }

    @Test
    void readsTheProbeOfADebugObjectAsThisModelDoes() throws IOException {
        var debug = Files.readAllBytes(Samples.torch("debug-1500-7-v0.2.80.pt"));
        assertThat(listed(debug).kind()).isEqualTo(Kind.DEBUG_OBJECT);
        assertThat(listed(debug).probe()).isEqualTo(new Probe(21, null, null));
        assertThat(listed(debug).parameters()).isEmpty();
        var wrong = new TorchWriter()
                .text("state_dict")
                .ops("}(")
                .text("lm_head.weight_debug")
                .ops("]u");
        assertThat(listed(wrong.bytes()).probe())
                .asInstanceOf(type(Probe.class))
                .extracting(Probe::sentence)
                .asString()
                .contains("lm_head.weight_debug is a list");
    }

    @Test
    void listsNothingOfWhatIsNoContainer() throws IOException {
        assertThat(content(Files.readAllBytes(Samples.torch("malicious_os_system.pt"))))
                .asInstanceOf(type(Unlisted.class))
                .extracting(Unlisted::fault)
                .asString()
                .contains("posix.system");
        assertThat(content(new byte[0])).isInstanceOf(Unlisted.class);
    }

    private static Content content(byte[] file) {
        return Content.of(MemorySegment.ofArray(file), Samples.LAYOUT);
    }

    private static Listed listed(byte[] file) {
        assertThat(content(file)).isInstanceOf(Listed.class);
        return (Listed) content(file);
    }
}
