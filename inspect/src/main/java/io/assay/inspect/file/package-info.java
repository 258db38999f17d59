/** What is read from this machine: the file in question, and the parameters of the network. */
@NullMarked
package io.assay.inspect.file;

import org.jspecify.annotations.NullMarked;
