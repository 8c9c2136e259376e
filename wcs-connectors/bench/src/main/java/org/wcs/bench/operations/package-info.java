/**
 * Measures what operating the server costs: answers of the REST API and of the statistics while
 * many streams are there, and sessions over WebSocket, how fast they come and what they hold.
 *
 * <p>RFC 6455 and the signalling protocol as far as a session that only stays; no media.
 *
 * <p>Requests are made one after the other by the main thread.
 *
 * <p>Start at {@link org.wcs.bench.operations.OperationsBench}.
 */
@NullMarked
package org.wcs.bench.operations;

import org.jspecify.annotations.NullMarked;
