/** Tests of what the adapters share, and a fake container for their own tests. */
@NullMarked
package org.wcs.connectors.inflow;

import org.jspecify.annotations.NullMarked;
