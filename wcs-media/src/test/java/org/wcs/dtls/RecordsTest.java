package org.wcs.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecordsTest {

  @Test
  void takesWholeRecordsOnly() {
    byte[] two = new byte[2 * 38];
    System.arraycopy(fragment(100, 13), 0, two, 0, 38);
    System.arraycopy(fragment(100, 13), 0, two, 38, 38);
    assertThat(Records.acceptable(two, 0, two.length)).isTrue();
    for (int length = 0; length < two.length; length++) {
      assertThat(Records.acceptable(Arrays.copyOf(two, length), 0, length))
          .as("%d bytes", length)
          .isEqualTo(length == 38);
    }
  }

  @Test
  void refusesAMessageInClearThatSaysItIsHuge() {
    assertThat(accepts(fragment(Records.MAX_MESSAGE, 13))).isTrue();
    assertThat(accepts(fragment(Records.MAX_MESSAGE + 1, 13))).isFalse();
    assertThat(accepts(fragment(0xFFFFFF, 0))).isFalse();
  }

  @Test
  void looksAtEveryMessageOfARecord() {
    byte[] record = fragment(100, 13);
    record[13 + 11] = 0; // the first fragment is empty, the second begins 12 bytes further
    assertThat(accepts(record)).isTrue();
    byte[] second = Arrays.copyOf(record, 38 + 12);
    second[12] = 25 + 12;
    second[13 + 12 + 1] = 0x7F;
    assertThat(accepts(second)).isFalse();
  }

  @Test
  void doesNotReadEncryptedRecords() {
    byte[] encrypted = fragment(0xFFFFFF, 13);
    encrypted[4] = 1;
    assertThat(accepts(encrypted)).isTrue();
  }

  @Test
  void refusesAnEncryptedRecordWithoutRoomForItsTag() {
    byte[] encrypted = fragment(100, 12);
    encrypted[4] = 1;
    assertThat(accepts(encrypted)).isTrue();
    byte[] shorter = Arrays.copyOf(encrypted, encrypted.length - 1);
    shorter[12]--;
    assertThat(accepts(shorter)).isFalse();
  }

  @Test
  void neverFailsOnAnyBytes() {
    Random random = new Random(3);
    byte[] golden = fragment(100, 13);
    int accepted = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] datagram = Arrays.copyOf(golden, random.nextInt(60));
      for (int change = 0; change < 3 && datagram.length > 0; change++) {
        datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
      }
      accepted += accepts(datagram) ? 1 : 0;
    }
    assertThat(accepted).isBetween(1, 99_999);
  }

  private static boolean accepts(byte[] datagram) {
    return Records.acceptable(datagram, 0, datagram.length);
  }

  /** A record in clear with one fragment of a ClientHello that is to have this length. */
  static byte[] fragment(int messageLength, int fragmentLength) {
    byte[] record = new byte[13 + 12 + fragmentLength];
    record[0] = 22;
    record[1] = (byte) 0xFE;
    record[2] = (byte) 0xFD;
    record[12] = (byte) (12 + fragmentLength);
    record[13] = 1;
    record[14] = (byte) (messageLength >> 16);
    record[15] = (byte) (messageLength >> 8);
    record[16] = (byte) messageLength;
    record[24] = (byte) fragmentLength;
    return record;
  }
}
