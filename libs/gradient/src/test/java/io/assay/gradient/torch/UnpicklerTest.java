package io.assay.gradient.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.gradient.safetensors.Dtype;
import io.assay.gradient.torch.MalformedTorchException.Fault;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpicklerTest {
    @Test
    void readsScalars() throws Exception {
        assertThat(load(PickleWriter.begin().text("é"))).isEqualTo(new PickleValue.Text("é"));
        assertThat(load(PickleWriter.begin().op('K', 255))).isEqualTo(new PickleValue.Whole(255));
        assertThat(load(PickleWriter.begin().op('M', 1, 2))).isEqualTo(new PickleValue.Whole(513));
        assertThat(load(PickleWriter.begin().whole(-3))).isEqualTo(new PickleValue.Whole(-3));
        assertThat(load(PickleWriter.begin().real(-2.5))).isEqualTo(new PickleValue.Real(-2.5));
        assertThat(load(PickleWriter.begin().op('N'))).isEqualTo(PickleValue.Constant.NONE);
        assertThat(load(PickleWriter.begin().op(0x88))).isEqualTo(PickleValue.Constant.TRUE);
        assertThat(load(PickleWriter.begin().op(0x89))).isEqualTo(PickleValue.Constant.FALSE);
    }

    @Test
    void readsLongerNumbersOfAnyLengthUpToEightBytes() throws Exception {
        assertThat(load(PickleWriter.begin().op(0x8a, 0))).isEqualTo(new PickleValue.Whole(0));
        assertThat(load(PickleWriter.begin().op(0x8a, 1, 0xFF))).isEqualTo(new PickleValue.Whole(-1));
        assertThat(load(PickleWriter.begin().op(0x8a, 2, 0xFF, 0))).isEqualTo(new PickleValue.Whole(255));
        assertThat(load(PickleWriter.begin().op(0x8a, 8, 0, 0, 0, 0, 0, 0, 0, 0x80)))
                .isEqualTo(new PickleValue.Whole(Long.MIN_VALUE));
        refuses(PickleWriter.begin().op(0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1), Fault.PICKLE, "9 bytes");
    }

    @Test
    void readsContainersByEveryOpcode() throws Exception {
        var list = (PickleValue.Items) load(PickleWriter.begin()
                .ops("](")
                .op('K', 1)
                .op('K', 2)
                .ops("e")
                .op('K', 3)
                .ops("a"));
        assertThat(list.items())
                .containsExactly(new PickleValue.Whole(1), new PickleValue.Whole(2), new PickleValue.Whole(3));
        var dictionary = (PickleValue.Dictionary) load(PickleWriter.begin()
                .ops("}(")
                .text("a")
                .op('K', 1)
                .text("b")
                .op('N')
                .ops("u")
                .text("c")
                .ops(")s"));
        assertThat(dictionary.entries()).containsOnlyKeys("a", "b", "c");
        var ordered =
                load(PickleWriter.begin().global("collections", "OrderedDict").ops(")R"));
        assertThat(ordered).isInstanceOf(PickleValue.Dictionary.class);
    }

    @Test
    void readsTuplesOfEveryLength() throws Exception {
        assertThat(((PickleValue.Items) load(PickleWriter.begin().op('N', 0x85))).items())
                .hasSize(1);
        assertThat(((PickleValue.Items) load(PickleWriter.begin().op('N', 'N', 0x86))).items())
                .hasSize(2);
        assertThat(((PickleValue.Items) load(PickleWriter.begin().op('N', 'N', 'N', 0x87))).items())
                .hasSize(3);
        assertThat(((PickleValue.Items) load(PickleWriter.begin().ops("(NNNNt"))).items())
                .hasSize(4);
    }

    @Test
    void remembersByShortAndLongKeys() throws Exception {
        var list = (PickleValue.Items) load(PickleWriter.begin()
                .ops("](")
                .text("x")
                .op('q', 7)
                .op('r', 1, 2, 3, 4)
                .op('h', 7)
                .op('j', 1, 2, 3, 4)
                .ops("e"));
        assertThat(list.items()).hasSize(3).containsOnly(new PickleValue.Text("x"));
        refuses(PickleWriter.begin().op('h', 9), Fault.PICKLE, "nothing was stored as 9");
        refuses(PickleWriter.begin().op('q', 9), Fault.PICKLE, "more values than there are");
    }

    @Test
    void readsATensor() throws Exception {
        var tensor =
                load(PickleWriter.begin().tensor("BFloat16Storage", "17", 12, 2, new long[] {2, 3}, new long[] {3, 1}));
        assertThat(tensor)
                .isEqualTo(new PickleValue.Tensor(
                        new PickleValue.Storage(Dtype.BF16, "17", 12), 2, List.of(2L, 3L), List.of(3L, 1L)));
    }

    @Test
    void refusesTensorsThatCannotBe() {
        var two = new long[] {2, 3};
        refuses(
                PickleWriter.begin().tensor("FloatStorage", "0", 6, 0, two, new long[] {1}),
                Fault.PICKLE,
                "a tensor is not");
        refuses(PickleWriter.begin().tensor("FloatStorage", "0", 6, -1, two, two), Fault.PICKLE, "a tensor is not");
        refuses(PickleWriter.begin().tensor("FloatStorage", "0", -6, 0, two, two), Fault.PICKLE, "persistent id");
        refuses(
                PickleWriter.begin().tensor("FloatStorage", "0", 6, 0, new long[] {-2, 3}, two),
                Fault.PICKLE,
                "an axis is a whole number");
        refuses(
                PickleWriter.begin().tensor("FloatStorage", "0", 6, 0, new long[9], new long[9]),
                Fault.PICKLE,
                "at most 8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posix system",
                "builtins eval",
                "torch Tensor",
                "torch._utils _rebuild_tensor",
                "torch FloatStorage.x",
                "torch.FloatStorage "
            })
    void refusesEveryOtherName(String name) {
        var parts = name.split(" ", 2);
        refuses(PickleWriter.begin().global(parts[0], parts[1]), Fault.GLOBAL, "which no gradient needs");
    }

    @Test
    void refusesEveryOtherOpcodeByItsNumber() {
        var known = "(}])t\u0085\u0086\u0087aesuqrhjcQRXKMJ\u008aGN\u0088\u0089.";
        for (var opcode = 0; opcode < 256; opcode++) {
            if (known.indexOf(opcode) < 0) {
                refuses(PickleWriter.begin().op(opcode), Fault.OPCODE, "opcode 0x%02x at byte 2".formatted(opcode));
            }
        }
    }

    @Test
    void refusesCallsOfAnythingElse() {
        refuses(PickleWriter.begin().global("torch", "FloatStorage").ops(")R"), Fault.PICKLE, "is called with");
        refuses(PickleWriter.begin().global("collections", "OrderedDict").ops("]R"), Fault.PICKLE, "is called with");
        refuses(
                PickleWriter.begin()
                        .global("collections", "OrderedDict")
                        .ops("(Nt")
                        .ops("R"),
                Fault.PICKLE,
                "is called with");
        refuses(PickleWriter.begin().ops("N)R"), Fault.PICKLE, "None is called with a tuple");
    }

    @Test
    void refusesNestingBeyond64() throws Exception {
        assertThat(load(nested(64)).depth()).isEqualTo(64);
        refuses(nested(65), Fault.NESTED_TOO_DEEP, "deeper than 64");
        refuses(PickleWriter.begin().ops("(".repeat(65)), Fault.NESTED_TOO_DEEP, "deeper than 64");
    }

    private static PickleWriter nested(int depth) {
        return PickleWriter.begin().ops("]".repeat(depth)).ops("a".repeat(depth - 1));
    }

    @Test
    void aListInItselfEndsToo() throws Exception {
        assertThat(load(PickleWriter.begin().ops("]").op('q', 0).op('h', 0).ops("a"))
                        .depth())
                .isEqualTo(2);
    }

    @Test
    void refusesTextThatIsTooLongBeforeItIsAllocated() {
        refuses(PickleWriter.begin().text("x".repeat(513)), Fault.PICKLE, "513 bytes, allowed: at most 512");
        refuses(PickleWriter.begin().op('X', 255, 255, 255, 255), Fault.PICKLE, "4294967295 bytes");
        refuses(PickleWriter.begin().op('X', 2, 0, 0, 0, 0xC3, 0x28), Fault.PICKLE, "not UTF-8");
        refuses(PickleWriter.begin().global("m".repeat(129), "x"), Fault.PICKLE, "no end within 128 bytes");
    }

    @Test
    void refusesKeysThatAreNoTextOrThereTwice() {
        refuses(PickleWriter.begin().ops("}NNs"), Fault.PICKLE, "a key is None");
        refuses(PickleWriter.begin().ops("}").text("a").ops("Ns").text("a").ops("Ns"), Fault.PICKLE, "twice");
        refuses(PickleWriter.begin().ops("}(").text("a").ops("u"), Fault.PICKLE, "1 keys and values");
        refuses(PickleWriter.begin().ops("]NNs"), Fault.PICKLE, "put into a list");
        refuses(PickleWriter.begin().ops("}Na"), Fault.PICKLE, "appended to a dictionary");
        refuses(PickleWriter.begin().ops(")Na"), Fault.PICKLE, "appended to a tuple");
    }

    @Test
    void refusesStacksThatDoNotAddUp() {
        refuses(PickleWriter.begin(), Fault.PICKLE, "0 values are left");
        refuses(PickleWriter.begin().ops("NN"), Fault.PICKLE, "2 values are left");
        refuses(PickleWriter.begin().ops("N("), Fault.PICKLE, "left at the end");
        refuses(PickleWriter.begin().ops("t"), Fault.PICKLE, "there is no mark");
        refuses(PickleWriter.begin().ops("N(").op(0x85), Fault.PICKLE, "more values than there are");
    }

    @Test
    void refusesOtherProtocolsAndWhatFollowsTheEnd() {
        refuse(new byte[] {(byte) 0x80, 4, 'N', '.'}, Fault.PICKLE, "not of protocol 2");
        refuse(new byte[] {'N', '.'}, Fault.PICKLE, "not of protocol 2");
        refuse(new byte[0], Fault.PICKLE, "it ends in the middle");
        refuse(PickleWriter.begin().ops("N.").end(), Fault.PICKLE, "something follows its end");
    }

    @Test
    void refusesEveryPrefix() {
        var whole = PickleWriter.begin()
                .ops("}(")
                .text("a")
                .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
                .text("b")
                .real(1)
                .ops("u")
                .end();
        for (var length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThat(catchThrowableOfType(MalformedTorchException.class, () -> Unpickler.load(cut)))
                    .as("first %d bytes", length)
                    .isNotNull();
        }
    }

    private static PickleValue load(PickleWriter pickle) throws Exception {
        return Unpickler.load(pickle.end());
    }

    private static void refuses(PickleWriter pickle, Fault fault, String sentence) {
        refuse(pickle.end(), fault, sentence);
    }

    private static void refuse(byte[] pickle, Fault fault, String sentence) {
        var malformed = catchThrowableOfType(MalformedTorchException.class, () -> Unpickler.load(pickle));
        assertThat(malformed).as(sentence).isNotNull().hasMessageContaining(sentence);
        assertThat(malformed.fault()).isEqualTo(fault);
    }
}
