package org.wcs.ejb.service;

/**
 * A stream made of another one for an operator, as it stands now.
 *
 * @param mediaSessionId its name as a media session of this server
 * @param localStreamName the name of what is made
 * @param remoteStreamName the stream it is made of
 * @param uri the operator's name for it
 * @param state how far it is
 * @param hasAudio whether it has sound
 * @param hasVideo whether it has pictures
 * @param encoder what was asked for, with the watermark of now
 */
public record TranscoderStatus(
    String mediaSessionId,
    String localStreamName,
    String remoteStreamName,
    String uri,
    State state,
    boolean hasAudio,
    boolean hasVideo,
    TranscoderOrder.Encoder encoder) {

  /** The states by their wire names. */
  public enum State {
    /** Started; nothing has come out yet. */
    NEW,
    /** Media comes out. */
    PROCESSED_LOCAL
  }
}
