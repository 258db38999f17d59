package io.assay.chain.key;

/**
 * One step of a secret URI.
 *
 * @param hard needs the secret ({@code //}); a soft one ({@code /}) is followed by public keys too
 * @param chainCode 32 bytes
 */
record Junction(boolean hard, byte[] chainCode) {}
