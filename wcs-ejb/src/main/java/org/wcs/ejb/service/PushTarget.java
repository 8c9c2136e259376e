package org.wcs.ejb.service;

/** A stream on another server, which a stream of this one is sent to. */
public sealed interface PushTarget permits RtmpAddress, RtspAddress {

  /** The whole URL; that of the same stream is the same. */
  String url();

  /** The stream's name there, with its parameters if it has any. */
  String stream();
}
