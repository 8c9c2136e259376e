package org.wcs.ejb.service;

import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;

/** What the services need of RTMP towards other servers. Any thread; nothing here blocks. */
public interface RtmpGateway {

  /** Dials and sends a stream there; what happens is told to the events. */
  Link push(PushOrder order, Events events) throws RequestRefusedException;

  /** Dials, fetches a stream and publishes it; what happens is told to the events. */
  Link pull(PullOrder order, Events events) throws RequestRefusedException;

  /**
   * What is to be sent.
   *
   * @param stream the stream
   * @param address where to
   * @param sound what to send in the place of its sound, at any moment
   */
  record PushOrder(MediaStream stream, RtmpAddress address, SoundControl sound) {}

  /**
   * What is to be fetched.
   *
   * @param address where from
   * @param localName the name it is published under here
   * @param publisher who publishes it here
   * @param lasting whether to dial again when the link breaks
   */
  record PullOrder(RtmpAddress address, String localName, Publisher publisher, boolean lasting) {}

  /** One link to another server, connected or not. */
  interface Link {
    /** Ends it; {@link Events#ended} follows. Idempotent. */
    void close(EndReason reason);
  }

  /** Hears of one link, on any thread and in order. It must not block. */
  interface Events {
    /** The other server has been reached. */
    void connected();

    /** Media flows; of a pull this is the stream it publishes here. */
    void flowing(MediaStream stream);

    /** The link broke and is dialled again later. */
    void interrupted(String why);

    /** It is over. Exactly once. */
    void ended(EndReason reason, String why);
  }
}
