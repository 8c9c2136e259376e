/** Tests of the load client's own sums. */
@NullMarked
package org.wcs.bench;

import org.jspecify.annotations.NullMarked;
