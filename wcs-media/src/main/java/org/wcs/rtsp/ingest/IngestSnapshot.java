package org.wcs.rtsp.ingest;

import java.util.List;

/**
 * The numbers of a publication at one moment. Immutable.
 *
 * @param name of the stream
 * @param live whether it is in the hub
 * @param packets that were taken, of all media
 * @param bytes of these
 * @param dropped packets that were malformed or belonged to nobody
 * @param media one for each medium
 */
public record IngestSnapshot(
    String name, boolean live, long packets, long bytes, long dropped, List<Media> media) {

  public IngestSnapshot {
    media = List.copyOf(media);
  }

  /**
   * One medium.
   *
   * @param codec its encoding name
   * @param video whether it is pictures
   * @param ssrc the source that is followed, 0 before the first packet
   * @param received what came
   * @param traffic what it makes
   * @param keyFramesWanted how often viewers asked for a key frame
   * @param keyFramesAsked how often the sender was asked for one
   */
  public record Media(
      String codec,
      boolean video,
      int ssrc,
      Received received,
      Traffic traffic,
      long keyFramesWanted,
      long keyFramesAsked) {}

  /**
   * Packets.
   *
   * @param packets that were taken
   * @param lost that never came
   * @param doubles that came more than once
   * @param dropped of strangers or of other payload types
   * @param jitterMillis how unevenly they come
   */
  public record Received(
      long packets, long lost, long doubles, long dropped, double jitterMillis) {}

  /**
   * What they make.
   *
   * @param bytes of payload since the start
   * @param bitsPerSecond in the last second
   * @param framesPerSecond in the last second
   * @param width of the picture, 0 if unknown or sound
   * @param height of the picture
   */
  public record Traffic(
      long bytes, long bitsPerSecond, int framesPerSecond, int width, int height) {}
}
