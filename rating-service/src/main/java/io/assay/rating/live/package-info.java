/** What is going on at the moment: windows on their way to a verdict, and weights on their way to the chain. */
@NullMarked
package io.assay.rating.live;

import org.jspecify.annotations.NullMarked;
