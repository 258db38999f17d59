package io.assay.audit.file;

import io.assay.protocol.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, none longer than a record may be. */
final class Lines {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /**
     * Lines.
     *
     * @param in buffered
     */
    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its end; null after the last.
     *
     * @throws IOException if it is longer than {@link Topics#MAX_RECORD_BYTES}, too
     */
    byte @Nullable [] next() throws IOException {
        line.reset();
        var next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == Topics.MAX_RECORD_BYTES) {
                throw new IOException("it has more than " + Topics.MAX_RECORD_BYTES + " bytes");
            }
            line.write(next);
        }
        return line.toByteArray();
    }
}
