package io.assay.model;

/**
 * What steps lead to that were not taken: SHA-256, in hexadecimal, of all parameters' little-endian floats in canonical
 * order.
 *
 * @param before after all steps but the last
 * @param after after all
 */
public record Foreseen(String before, String after) {}
