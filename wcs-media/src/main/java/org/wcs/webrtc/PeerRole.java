package org.wcs.webrtc;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.unit.Codec;

/** What a connection is for. On the connection's lane. */
sealed interface PeerRole permits Publishing, Playing {

  /** The stream that is published or played. Any thread. */
  MediaStream stream();

  /** Every transport has its keys: media can flow. Once. */
  void ready(long nowNanos);

  /** A plain RTP packet came in; the bytes are this role's to keep. */
  void rtp(Transport transport, byte[] packet, int length, long nowNanos);

  /** A plain RTCP compound came in; lent. */
  void rtcp(byte[] compound, int length, long nowNanos);

  /** The short tick, {@link PeerConnection#PULSE_NANOS}. */
  void pulse(long nowNanos);

  /** The long tick, once a second: reports go out. */
  void second(long nowNanos);

  /** Why the media says that the peer is gone; null while all is well. */
  @Nullable EndReason failure(long nowNanos);

  /** The connection is over: let go of everything. Once. */
  void ended(EndReason reason);

  /** The numbers of one kind of media as of now. */
  PeerSnapshot.Media numbers(Codec.Kind kind);

  /** Round trip time in milliseconds, 0 while unknown. */
  int roundTripMillis();

  /** Packets that were dropped rather than sent. */
  long skipped();
}
