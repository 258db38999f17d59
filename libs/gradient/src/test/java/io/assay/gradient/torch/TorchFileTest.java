package io.assay.gradient.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.gradient.torch.MalformedTorchException.Fault;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchFileTest {
    private static final byte[] TWELVE = {0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0};

    @Test
    void readsAViewOfAStorageInPlace() throws Exception {
        var file = file(tensor(6, 2, new long[] {2, 1, 2}, new long[] {2, 77, 1}));
        var content = file.content("t", (PickleValue.Tensor) file.root());
        assertThat(content.toArray(ValueLayout.JAVA_SHORT_UNALIGNED))
                .containsExactly((short) 2, (short) 3, (short) 4, (short) 5);
    }

    @Test
    void aTensorWithoutElementsHasNone() throws Exception {
        var file = file(tensor(6, 0, new long[] {0, Long.MAX_VALUE}, new long[] {1, 1}));
        assertThat(file.content("t", (PickleValue.Tensor) file.root()).byteSize())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "6, 0, 3, 2, NOT_CONTIGUOUS, call contiguous",
        "6, 0, 2, 0, NOT_CONTIGUOUS, call contiguous",
        "6, 1, 6, 1, PICKLE, 6 elements from 1 of a storage of 6",
        "6, 9223372036854775807, 6, 1, PICKLE, of a storage of 6",
        "5, 0, 5, 1, PICKLE, a storage of 5 elements in a record of 12 bytes",
        "6, 0, 9223372036854775807, 1, PICKLE, fewer than 2^63 bytes",
    })
    void refusesViewsOfWhatIsNotThere(
            long elements, long offset, long length, long stride, Fault fault, String sentence) throws Exception {
        var file = file(tensor(elements, offset, new long[] {length}, new long[] {stride}));
        refuses(file, fault, sentence);
    }

    @Test
    void refusesATensorLargerThanMemoryBeforeItIsAllocated() throws Exception {
        var file = file(tensor(6, 0, new long[] {1 << 20, 1 << 20}, new long[] {0, 0}));
        refuses(file, Fault.NOT_CONTIGUOUS, "[1048576, 1048576] with strides [0, 0]");
    }

    @Test
    void refusesStoragesThatAreNotThereOrNotNumbered() throws Exception {
        refuses(
                file(PickleWriter.begin().tensor("ShortStorage", "8", 6, 0, new long[] {6}, new long[] {1})),
                Fault.ARCHIVE,
                "no record data/8");
        refuses(
                file(PickleWriter.begin().tensor("ShortStorage", "../x", 6, 0, new long[] {6}, new long[] {1})),
                Fault.PICKLE,
                "allowed: digits");
    }

    @Test
    void refusesAnotherByteOrder() {
        var zip = new ZipWriter()
                .add("r/data.pkl", PickleWriter.begin().ops("N").end())
                .add("r/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
        var malformed = catchThrowableOfType(
                MalformedTorchException.class, () -> TorchFile.of(MemorySegment.ofArray(zip.bytes()), 9, 100));
        assertThat(malformed).hasMessageContaining("byte order");
    }

    @Test
    void refusesAPickleLongerThanTheModelHas() {
        var zip = new ZipWriter().add("r/data.pkl", new byte[101]);
        var malformed = catchThrowableOfType(
                MalformedTorchException.class, () -> TorchFile.of(MemorySegment.ofArray(zip.bytes()), 9, 100));
        assertThat(malformed.fault()).isEqualTo(Fault.TOO_LARGE);
    }

    private static PickleWriter tensor(long elements, long offset, long[] shape, long[] strides) {
        return PickleWriter.begin().tensor("ShortStorage", "0", elements, offset, shape, strides);
    }

    private static TorchFile file(PickleWriter pickle) throws Exception {
        var zip = new ZipWriter().add("r/data.pkl", pickle.end()).add("r/data/0", TWELVE);
        return TorchFile.of(MemorySegment.ofArray(zip.bytes()), 9, 1000);
    }

    private static void refuses(TorchFile file, Fault fault, String sentence) {
        var malformed = catchThrowableOfType(
                MalformedTorchException.class, () -> file.content("t", (PickleValue.Tensor) file.root()));
        assertThat(malformed).as(sentence).isNotNull().hasMessageContaining(sentence);
        assertThat(malformed.fault()).isEqualTo(fault);
    }
}
