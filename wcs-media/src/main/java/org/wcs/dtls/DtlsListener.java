package org.wcs.dtls;

import org.wcs.srtp.SrtpKeys;

/** Hears of the life of a session, on the thread of the handshake. */
public interface DtlsListener {

  /** The handshake is done and the peer is who signalling said. At most once. */
  void connected(SrtpKeys keys);

  /** The handshake failed; nothing follows. The detail is for logs. */
  void failed(DtlsFailure failure, String detail);

  /** The peer said goodbye after the handshake. At most once. */
  void closed();
}
