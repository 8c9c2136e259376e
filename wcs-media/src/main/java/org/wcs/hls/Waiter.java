package org.wcs.hls;

import java.util.concurrent.CompletableFuture;

/**
 * A request that waits.
 *
 * @param request what is asked for
 * @param answer where the answer goes
 * @param untilNanos lane time at which it is refused
 */
record Waiter(HlsRequest request, CompletableFuture<HlsResponse> answer, long untilNanos) {}
