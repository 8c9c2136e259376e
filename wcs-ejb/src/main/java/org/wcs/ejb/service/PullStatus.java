package org.wcs.ejb.service;

/**
 * One stream fetched from another server, as it stands now.
 *
 * @param mediaSessionId its name as a media session of this server
 * @param localName the stream's name here
 * @param uri where it comes from
 * @param state how far it is
 * @param hasAudio whether it has brought sound
 * @param hasVideo whether it has brought pictures
 * @param record whether recording it was asked for
 * @param why what went wrong last; empty if nothing has
 */
public record PullStatus(
    String mediaSessionId,
    String localName,
    String uri,
    State state,
    boolean hasAudio,
    boolean hasVideo,
    boolean record,
    String why) {

  /** The states by their wire names. */
  public enum State {
    /** Asked for. */
    NEW,
    /** Being dialled, for the first time or again. */
    PENDING,
    /** The other server has been reached. */
    CONNECTED,
    /** Media comes in and is published here. */
    PROCESSED_REMOTE,
    /** Ended as it should. */
    STOPPED,
    /** It could not be fetched, or it broke for good. */
    FAILED
  }
}
