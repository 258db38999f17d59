package io.assay.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class InspectMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private Path hparams = Path.of("");

    @BeforeEach
    void network() throws IOException {
        hparams = Files.writeString(directory.resolve("hparams.json"), Samples.HPARAMS);
    }

    private int inspect(String... args) {
        return InspectMain.run(args, hparams, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String file(byte[] content) throws IOException {
        return Files.write(directory.resolve("upload"), content).toString();
    }

    private List<String> said() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void acceptsAGradientAndTellsWhatItHolds() throws IOException {
        assertThat(inspect(file(Samples.safetensors()))).isZero();
        assertThat(said())
                .contains(
                        "holds     a gradient in a safetensors file: 42 tensors; 21 of the model's 21 parameters fit",
                        "global_step  4711",
                        "hotkey       " + Samples.HOTKEY,
                        "verdict   accepted")
                .anyMatch(line -> line.matches("model.norm.weight.idxs +U16 +\\[1, 16] +32 +\\d+"))
                .anyMatch(line -> line.matches("lm_head.weight +1 +32 +64x16 +3.1% .* 0 +0 +0"))
                .contains(
                        "expected  window 1500 (its own); uid 7 and hotkey " + Samples.HOTKEY + " (its own)",
                        "hint      its own is what the file itself says; to hold it against the upload's, give"
                                + " --window W --uid U --hotkey H");
        assertThat(complained()).isEmpty();
    }

    @Test
    void comparesWithWhatIsGiven() throws IOException {
        var file = file(Samples.safetensors());
        assertThat(inspect(file, "--window", "1500", "--uid", "7", "--hotkey", Samples.HOTKEY))
                .isZero();
        assertThat(said())
                .contains("expected  window 1500; uid 7 and hotkey " + Samples.HOTKEY)
                .contains("verdict   accepted")
                .noneMatch(line -> line.startsWith("hint"));
        assertThat(inspect(file, "--window", "1501")).isOne();
        assertThat(said())
                .contains("verdict   refused: wrong_window: metadata window is 1500, expected: 1501")
                .contains("remedy    upload under the window that the gradient was made in, inside its interval");
        assertThat(inspect(file, "--uid=8", "--hotkey=" + Samples.HOTKEY)).isOne();
        assertThat(said()).contains("verdict   refused: wrong_owner: metadata uid is 7, expected: 8");
    }

    @ParameterizedTest
    @CsvSource({
        "gradient-1500-7-v0.2.80.pt, accepted",
        "gradient_bf16_vals.pt,      accepted",
        "gradient_torch2_records.pt, accepted",
        "debug-1500-7-v0.2.80.pt,    refused: metadata_missing",
        "views.pt,                   refused: metadata_missing",
        "bad_idx_out_of_range.pt,    refused: index_out_of_range",
        "bad_idx_duplicate.pt,       refused: duplicate_index",
        "bad_idx_dtype_float.pt,     refused: wrong_dtype",
        "bad_vals_shape.pt,          refused: wrong_k",
        "bad_vals_nan.pt,            refused: value_not_finite",
        "bad_missing_idxs.pt,        refused: unpaired_tensor",
        "bad_unknown_param.pt,       refused: unknown_parameter",
        "bad_chunk_count.pt,         refused: wrong_shape",
        "bad_metadata_window.pt,     refused: wrong_window",
        "bad_state_dict_none.pt,     refused: pickle_malformed",
        "corrupt_empty.pt,           refused: truncated",
        "corrupt_truncated_half.pt,  refused: truncated",
        "corrupt_bitflip.pt,         refused: crc_mismatch",
        "corrupt_no_pickle.pt,       refused: archive_malformed",
        "corrupt_path_traversal.pt,  refused: archive_malformed",
        "bomb_expand_stride0.pt,     refused: metadata_missing",
        "bomb_deflate_256MB.pt,      refused: too_large",
        "bomb_deep_nesting.pt,       refused: too_large",
        "malicious_os_system.pt,     refused: forbidden_global",
        "malicious_stack_global.pt,  refused: pickle_malformed",
        "malicious_inst.pt,          refused: forbidden_opcode",
        "malicious_build_setstate.pt, refused: forbidden_global",
    })
    void saysOfEachReferenceFileWhatIngestWould(String name, String verdict) {
        var exit = inspect(Samples.torch(name).toString(), "--window", "1500");
        assertThat(exit).as(name).isEqualTo(verdict.equals("accepted") ? 0 : 1);
        assertThat(said())
                .as(name)
                .anyMatch(line -> line.startsWith("verdict   " + verdict))
                .allMatch(line -> line.length() <= 120 && line.equals(line.stripTrailing()));
        assertThat(complained()).isEmpty();
    }

    @Test
    void marksTheParameterThatIsAtFault() {
        inspect(Samples.torch("bad_idx_duplicate.pt").toString());
        assertThat(said())
                .filteredOn(line -> line.endsWith("!"))
                .singleElement()
                .asString()
                .matches("model.layers.0.self_attn.q_proj.weight +1 +32 +16x16 .* 1 +0 +0 +!");
        out.reset();
        inspect(Samples.torch("corrupt_bitflip.pt").toString());
        assertThat(said())
                .anyMatch(
                        line -> line.matches("model.embed_tokens.weight +the record data/1 has the CRC-32 c18c93da.*"))
                .anyMatch(line -> line.matches("lm_head.weight +1 +32 +64x16 .*"));
    }

    @Test
    void listsADebugObject() {
        inspect(Samples.torch("debug-1500-7-v0.2.80.pt").toString());
        assertThat(said())
                .contains("probe     read: values of 21 of the model's 21 parameters")
                .anyMatch(line -> line.startsWith("holds     no gradient: a debug object in a torch file"))
                .anyMatch(line -> line.matches("model.norm.weight_debug +\\[-0.1423105, -0.4383458]"))
                .anyMatch(line -> line.startsWith("remedy    look into the object that the miner uploads"));
    }

    @Test
    void namesAnotherNetworkOnlyWhereItMayBeOne() throws IOException {
        Files.copy(Path.of(System.getProperty("basedir", "."), "..", "hparams.json"), directory.resolve("large.json"));
        var large = directory.resolve("large.json").toString();
        inspect(Samples.torch("gradient-1500-7-v0.2.80.pt").toString(), "--hparams", large);
        assertThat(said())
                .contains("remedy    if it is of another network, name that one's hparams.json by --hparams")
                .contains("model     147 parameters, 1,204,881,408 values, as in " + large);
        out.reset();
        inspect(Samples.torch("bad_vals_shape.pt").toString());
        assertThat(said()).noneMatch(line -> line.startsWith("remedy"));
    }

    @Test
    void showsHowAFileBeginsThatIsNoContainer() throws IOException {
        var page = "<!DOCTYPE html><title>Not\u001b[2J found</title>";
        assertThat(inspect(file(page.getBytes(StandardCharsets.US_ASCII)))).isOne();
        assertThat(said())
                .contains("holds     nothing that can be listed")
                .contains("likely    an HTML page: of an error or a login, saved in place of the object")
                .contains("begins    3c21444f43545950452068746d6c3e3c7469746c653e4e6f741b5b324a20666f"
                        + "  <!DOCTYPE html><title>Not.[2J fo")
                .anyMatch(line -> line.startsWith("verdict   refused: wrong_magic: "));
    }

    @Test
    void helps() {
        assertThat(inspect("--help")).isZero();
        assertThat(said()).anyMatch(line -> line.startsWith("usage: ./assay inspect FILE"));
        assertThat(complained()).isEmpty();
    }

    @Test
    void exitsWithTwoWhenNothingCanBeSaid() throws IOException {
        assertFailed(inspect(), "name the file to look into", "usage: ./assay inspect");
        assertFailed(inspect("gone", "--fast"), "there is no option --fast", "usage: ./assay inspect");
        assertFailed(inspect("gone\u001b[2J"), "assay inspect: there is no file gone?[2J");
        assertFailed(inspect(directory.toString()), "is a directory");
        var file = file(Samples.safetensors());
        assertFailed(inspect(file, "--hparams", "gone.json"), "the parameters gone.json cannot be used");
    }

    private void assertFailed(int exit, String... sentences) {
        assertThat(exit).isEqualTo(2);
        assertThat(said()).isEmpty();
        assertThat(complained()).startsWith("assay inspect: ").contains(sentences);
        assertThat(complained().chars()).noneMatch(c -> c == 0x1b);
        err.reset();
    }
}
