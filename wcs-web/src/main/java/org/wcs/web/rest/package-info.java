/**
 * The REST API under {@code /rest-api}: what operators and their programs ask of the server.
 *
 * <p>Spec: docs/rest.md, RFC 7617 (Basic), Fetch standard (CORS), OpenAPI 3.1. Not done: the groups
 * that {@link org.wcs.web.rest.LaterResource} names. Threads: container threads; nothing waits for
 * media or for the body of a request. Start at {@link org.wcs.web.rest.RestFilter}, then {@link
 * org.wcs.web.rest.StreamResource}.
 */
@NullMarked
package org.wcs.web.rest;

import org.jspecify.annotations.NullMarked;
