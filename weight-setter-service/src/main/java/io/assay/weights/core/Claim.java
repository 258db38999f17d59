package io.assay.weights.core;

/**
 * What a hotkey is to get, before it is known whether its uid still is its own.
 *
 * @param share positive, in any scale
 */
public record Claim(int uid, String hotkey, double share) {}
