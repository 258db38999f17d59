package io.assay.gradient.torch;

/**
 * One stored record of an archive.
 *
 * @param name below the root folder
 * @param header where its local header begins
 * @param begin where its content begins
 * @param end the byte after its content
 * @param crc its CRC-32 as the directory has it
 */
record ZipRecord(String name, long header, long begin, long end, int crc) {
    long size() {
        return end - begin;
    }
}
