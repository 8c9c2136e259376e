package org.wcs.webrtc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.sdp.Extmap;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.PayloadFormat;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/**
 * What becomes of one m-line of an offer.
 *
 * @param offered the m-line as offered
 * @param codec the one codec agreed on; null means the m-line is refused
 * @param format the payload format of the codec, as the offer numbers it
 * @param rtxPayloadType payload type of retransmissions (RFC 4588), or -1
 * @param extensions the header extensions agreed on, as the offer numbers them
 * @param track what is played here; null when publishing
 */
record MediaPlan(
    MediaDescription offered,
    @Nullable Codec codec,
    @Nullable PayloadFormat format,
    int rtxPayloadType,
    List<Extmap> extensions,
    @Nullable Track track) {

  MediaPlan {
    extensions = List.copyOf(extensions);
  }

  static MediaPlan refused(MediaDescription offered) {
    return new MediaPlan(offered, null, null, -1, List.of(), null);
  }

  boolean accepted() {
    return codec != null;
  }

  /** The id agreed on for a header extension, or 0. */
  int extensionId(String uri) {
    for (Extmap extension : extensions) {
      if (extension.uri().equals(uri)) {
        return extension.id();
      }
    }
    return 0;
  }

  boolean feedback(String type, @Nullable String parameter) {
    return format != null && format.hasFeedback(type, parameter);
  }
}
