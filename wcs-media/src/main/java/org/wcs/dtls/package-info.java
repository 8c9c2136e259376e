/**
 * DTLS 1.2 with keys for SRTP, on Bouncy Castle.
 *
 * <p>Spec: RFC 6347, RFC 5764 (use_srtp, exporter), RFC 8122 (fingerprints); not done: DTLS 1.3.
 * Threads: a handshake blocks, so it runs on an executor of the caller's; afterwards no thread is
 * held. Start at {@link org.wcs.dtls.DtlsSession}.
 */
@NullMarked
package org.wcs.dtls;

import org.jspecify.annotations.NullMarked;
