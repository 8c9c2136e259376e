/**
 * Streams and connections as the REST API, the hooks and the shell write them: flat objects with
 * the names of the wire.
 *
 * <p>Spec: none; the names are those that clients of this line of servers know.
 *
 * <p>Threads: values only.
 *
 * <p>Start reading at {@link org.wcs.ejb.view.StreamObject}.
 */
@NullMarked
package org.wcs.ejb.view;

import org.jspecify.annotations.NullMarked;
