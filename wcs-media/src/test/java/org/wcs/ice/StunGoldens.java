package org.wcs.ice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The sample messages of RFC 5769 section 2. */
final class StunGoldens {
  static final List<String> ALL =
      List.of("rfc5769-2.1", "rfc5769-2.2", "rfc5769-2.3", "rfc5769-2.4");
  static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  private StunGoldens() {}

  static byte[] bytes(String name) {
    try (InputStream in = StunGoldens.class.getResourceAsStream(name + ".hex")) {
      byte[] text = Objects.requireNonNull(in, name).readAllBytes();
      return HexFormat.of().parseHex(new String(text, StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StunMessage message(String name) {
    byte[] bytes = bytes(name);
    return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length), name);
  }

  /** Calls every view, so that one that throws is noticed. */
  static int touch(StunMessage message) {
    int sum = message.type() + message.length() + message.errorCode() + message.unknownRequired();
    sum += Objects.hash(message.username(), message.software(), message.xorMappedAddress());
    sum += Objects.hash(message.priority(), message.tieBreaker(), message.hasValidFingerprint());
    return sum + message.localUfragLength();
  }
}
