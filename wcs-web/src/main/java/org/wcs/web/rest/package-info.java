/**
 * The REST API under {@code /rest-api}: what operators and their programs ask of the server.
 *
 * <p>Spec: docs/rest.md. Numbers and booleans may come as strings, unknown fields are passed over,
 * GET means POST with an empty object. Not done: authentication. Threads: container threads;
 * nothing waits for media. Start at {@link org.wcs.web.rest.PushResource}, then {@link
 * org.wcs.web.rest.Body}.
 */
@NullMarked
package org.wcs.web.rest;

import org.jspecify.annotations.NullMarked;
