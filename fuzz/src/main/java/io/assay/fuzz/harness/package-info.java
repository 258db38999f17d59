/** What is fuzzed: each class takes one input, and throws if a reader did anything but accept or refuse. */
@NullMarked
package io.assay.fuzz.harness;

import org.jspecify.annotations.NullMarked;
