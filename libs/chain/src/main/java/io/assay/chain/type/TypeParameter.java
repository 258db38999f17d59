package io.assay.chain.type;

import java.util.OptionalInt;

/**
 * A parameter of a generic type.
 *
 * @param type id in the registry; empty where the value does not depend on it
 */
public record TypeParameter(String name, OptionalInt type) {}
