package io.assay.fuzz.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The zip that {@code torch.save} puts around a pickle and its storages. */
final class TorchArchive {
    private TorchArchive() {}

    /** An archive of this pickle, with these storages under the keys 0, 1, ... */
    static byte[] around(byte[] pickle, List<byte[]> storages) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "g/data.pkl", pickle);
            for (var i = 0; i < storages.size(); i++) {
                store(zip, "g/data/" + i, storages.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory takes any byte", e);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
