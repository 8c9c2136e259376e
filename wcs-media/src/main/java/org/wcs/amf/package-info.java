/**
 * Action Message Format values, read within limits and written.
 *
 * <p>Adobe AMF 0 (2007) whole, with the switch to AMF 3; Adobe AMF 3 (2013) whole but for classes
 * that serialise themselves, of which only the two of Flex that wrap one value are known. Circular
 * references are refused.
 *
 * <p>Values are immutable and may be read by any thread; reading and writing keep no state.
 *
 * <p>Start reading at {@link org.wcs.amf.AmfValue}.
 */
@NullMarked
package org.wcs.amf;

import org.jspecify.annotations.NullMarked;
