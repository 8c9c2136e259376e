/**
 * JSON objects as records and records as JSON: how the REST API reads requests and writes answers.
 *
 * <p>Spec: docs/rest.md, RFC 8259. Done: numbers and booleans as text, unknown fields passed over,
 * required fields by {@code @NotNull}. Threads: any, stateless. Start at {@link
 * org.wcs.web.rest.json.RequestReader}, then {@link org.wcs.web.rest.json.AnswerWriter}.
 */
@NullMarked
package org.wcs.web.rest.json;

import org.jspecify.annotations.NullMarked;
