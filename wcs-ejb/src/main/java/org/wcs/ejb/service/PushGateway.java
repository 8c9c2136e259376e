package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.peer.LinkListener;
import org.wcs.stream.MediaStream;

/** What the services need of a protocol to send streams to other servers. Any thread. */
public interface PushGateway {

  /** The protocol as logs and refusals name it. */
  String protocol();

  /** The protocol as a way of handling media, by which operators know it. */
  default String provider() {
    return protocol().equals("RTMP") ? "Flash" : protocol();
  }

  /** Whether a URL is of this protocol. */
  boolean meant(String url);

  /**
   * The stream that a URL is about.
   *
   * @param name the stream's name there, where the URL does not say it by itself; null if it does
   * @return null if it cannot be sent there
   */
  @Nullable PushTarget target(String url, @Nullable String name);

  /** Whether something else can be sent in the place of the sound. */
  boolean controlsSound();

  /** Dials and sends a stream there; what happens is told to the events. Does not block. */
  RemoteLink push(PushOrder order, LinkListener events) throws RequestRefusedException;

  /**
   * What is to be sent.
   *
   * @param stream the stream
   * @param target where to
   * @param sound what to send in the place of its sound, at any moment, if that is possible at all
   */
  record PushOrder(MediaStream stream, PushTarget target, SoundControl sound) {}
}
