package org.wcs.ejb.service;

import org.wcs.peer.LinkListener;
import org.wcs.stream.MediaStream;

/** What the services need of RTMP to send streams to other servers. Any thread. */
public interface PushGateway {

  /** Dials and sends a stream there; what happens is told to the events. Does not block. */
  RemoteLink push(PushOrder order, LinkListener events) throws RequestRefusedException;

  /**
   * What is to be sent.
   *
   * @param stream the stream
   * @param address where to
   * @param sound what to send in the place of its sound, at any moment
   */
  record PushOrder(MediaStream stream, RtmpAddress address, SoundControl sound) {}
}
