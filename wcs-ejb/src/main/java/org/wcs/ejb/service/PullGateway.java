package org.wcs.ejb.service;

import org.wcs.peer.LinkListener;
import org.wcs.stream.Publisher;

/** What the services need of a protocol that fetches streams from other servers. Any thread. */
public interface PullGateway {

  /** What publishes the streams, as others are told. */
  String protocol();

  /** Tells whether a stream of this name is meant to be fetched, be the URL well-formed or not. */
  boolean meant(String name);

  /** Tells whether the URL names a stream that can be asked for. */
  boolean wellFormed(String url);

  /** Dials, fetches a stream and publishes it; what happens is told to the events. */
  RemoteLink pull(PullOrder order, LinkListener events) throws RequestRefusedException;

  /**
   * What is to be fetched.
   *
   * @param uri where from
   * @param localName the name it is published under here
   * @param publisher who publishes it here
   * @param lasting whether to dial again though nobody watches
   */
  record PullOrder(String uri, String localName, Publisher publisher, boolean lasting) {}
}
