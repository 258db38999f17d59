package io.assay.chain.runtime;

import io.assay.chain.type.ScaleValue;

/** A constant of a pallet. */
public record ConstantDescription(String name, TypeDescription type, ScaleValue value) {}
