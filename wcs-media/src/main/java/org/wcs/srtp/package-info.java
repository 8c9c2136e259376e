/**
 * Encryption of RTP and RTCP packets without allocation.
 *
 * <p>Spec: RFC 3711 (AES-CM, HMAC-SHA1-80, key derivation with rate 0, replay lists), RFC 7714
 * (AEAD_AES_128_GCM), profile numbers of RFC 5764; not: MKI, f8, re-keying, unencrypted SRTCP.
 * Threads: a sender or receiver belongs to one lane; scratch memory is per thread. Start at {@link
 * org.wcs.srtp.SrtpSender}.
 */
@NullMarked
package org.wcs.srtp;

import org.jspecify.annotations.NullMarked;
