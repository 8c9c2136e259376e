package org.wcs.net;

/**
 * Who wants the media ports: the endpoint that the media adapter calls, once when the ports are
 * open and once before they close. Never called per packet.
 */
public interface MediaListener {

  /** What to open; asked for once, before opening. */
  NetworkSettings settings();

  /** The ports are open. Datagrams are dropped until a receiver is named on each lane. */
  void opened(MediaNetwork network);

  /** The ports are about to close: say goodbye to the peers now. Returns when that is done. */
  void closing();
}
