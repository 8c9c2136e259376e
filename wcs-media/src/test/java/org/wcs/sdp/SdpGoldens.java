package org.wcs.sdp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.wcs.unit.Codec;

/** Descriptions as browsers and phones write them. */
final class SdpGoldens {
  static final List<String> ALL =
      List.of("chromium-publish-offer", "firefox-call-offer", "phone-hold-offer");

  private SdpGoldens() {}

  static String text(String name) {
    try (InputStream in = SdpGoldens.class.getResourceAsStream(name + ".sdp")) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls every view, so that one that throws is noticed. */
  static int touch(SessionDescription session) {
    int sum = Objects.hash(session.origin(), session.name(), session.groups(), session.bundle());
    sum += Objects.hash(session.connection(), session.bandwidths(), session.ownFingerprints());
    for (MediaDescription media : session.media()) {
      sum += Objects.hash(media.direction(session), media.mid(), media.msid(), media.payloads());
      sum += Objects.hash(media.iceUfrag(session), media.icePwd(session), media.candidates());
      sum += Objects.hash(media.fingerprints(session), media.setup(session), media.rids());
      sum += Objects.hash(media.extmaps(session), media.ssrcs(), media.ssrcGroups());
      sum += Objects.hash(media.simulcast(), media.connection(session), media.isRejected());
      for (PayloadFormat payload : media.payloads()) {
        sum += payload.apt() + touch(payload);
      }
      for (Rid rid : media.rids()) {
        sum += rid.payloadTypes().size();
      }
    }
    return sum;
  }

  /** The same for one payload type, and what would be told of its codec to others. */
  static int touch(PayloadFormat payload) {
    Codec codec = SdpCodecs.codec(payload);
    byte[] sets = SdpCodecs.parameterSets(payload);
    int sum = Objects.hash(codec, SdpCodecs.aac(payload), SdpCodecs.certain(payload));
    return codec == null ? sum : sum + SdpCodecs.format(codec, 96, sets).toString().length();
  }
}
