/** What is found of a file, for people and for programs. */
@NullMarked
package io.assay.inspect.report;

import org.jspecify.annotations.NullMarked;
