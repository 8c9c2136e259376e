package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class WavFileTest {

  @Test
  void reads16BitsAsTheyAre() {
    byte[] file = wav(1, 2, 16, new byte[] {1, 0, (byte) 0xFF, (byte) 0xFF, 0, (byte) 0x80, 2, 1});

    assertThat(WavFile.parse(file))
        .isEqualTo(new WavFile(8_000, 2, new short[] {1, -1, -32_768, 0x102}));
  }

  @Test
  void readsOtherWidthsByTheirMostSignificantBits() {
    assertThat(WavFile.parse(wav(1, 1, 8, new byte[] {(byte) 0x80, 0, (byte) 0xFF})))
        .isEqualTo(new WavFile(8_000, 1, new short[] {0, -32_768, 127 << 8}));
    assertThat(WavFile.parse(wav(1, 1, 24, new byte[] {9, 1, 2})))
        .isEqualTo(new WavFile(8_000, 1, new short[] {0x201}));
    assertThat(WavFile.parse(wav(0xFFFE, 1, 32, new byte[] {9, 9, 1, 2})))
        .isEqualTo(new WavFile(8_000, 1, new short[] {0x201}));
  }

  @Test
  void passesOverChunksItDoesNotKnowAndBearsAnEndThatIsMissing() {
    byte[] plain = wav(1, 1, 16, new byte[] {1, 0, 2, 0});
    ByteBuffer longer = ByteBuffer.allocate(plain.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    longer.put(plain, 0, 12).put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3);
    longer.put(new byte[4]).put(plain, 12, plain.length - 12);

    assertThat(WavFile.parse(longer.array())).isEqualTo(WavFile.parse(plain));
    assertThat(WavFile.parse(Arrays.copyOf(plain, plain.length - 2)))
        .isEqualTo(new WavFile(8_000, 1, new short[] {1}));
  }

  @Test
  void refusesOtherFormats() {
    assertThat(WavFile.parse(new byte[0])).isNull();
    assertThat(WavFile.parse("ID3 something else".getBytes(StandardCharsets.US_ASCII))).isNull();
    assertThat(WavFile.parse(wav(7, 1, 8, new byte[4]))).isNull();
    assertThat(WavFile.parse(wav(1, 0, 16, new byte[4]))).isNull();
    assertThat(WavFile.parse(wav(1, 9, 16, new byte[4]))).isNull();
    assertThat(WavFile.parse(wav(1, 1, 12, new byte[4]))).isNull();
  }

  @Test
  void survivesEveryCorruptionAndTruncation() {
    byte[] golden = wav(1, 2, 16, new byte[64]);
    for (int at = 0; at < golden.length; at++) {
      for (int mask : new int[] {0x01, 0x80, 0xFF}) {
        byte[] corrupt = golden.clone();
        corrupt[at] ^= (byte) mask;
        assertThatCode(() -> WavFile.parse(corrupt)).doesNotThrowAnyException();
      }
      byte[] cut = Arrays.copyOf(golden, at);
      assertThatCode(() -> WavFile.parse(cut)).doesNotThrowAnyException();
    }
  }

  static byte[] wav(int tag, int channels, int bits, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data.length);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) tag).putShort((short) channels).putInt(8_000);
    out.putInt(8_000 * channels * bits / 8).putShort((short) (channels * bits / 8));
    out.putShort((short) bits).put("data".getBytes(StandardCharsets.US_ASCII));
    out.putInt(data.length).put(data);
    return out.array();
  }
}
