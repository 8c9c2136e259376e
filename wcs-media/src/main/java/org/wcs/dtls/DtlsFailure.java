package org.wcs.dtls;

/** Why a handshake failed. */
public enum DtlsFailure {
  /** The peer's certificate has none of the fingerprints that signalling named. */
  FINGERPRINT,
  /** The peer, or its messages, were not acceptable. */
  HANDSHAKE,
  /** It did not end in time. */
  TIMEOUT
}
