package org.wcs.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpReplayTest {
  @ParameterizedTest
  @EnumSource
  void refusesAPacketASecondTime(SrtpProfile profile) {
    byte[] packet = Packets.protect(Packets.sender(profile), Packets.SSRC, 100);
    SrtpReceiver receiver = Packets.receiver(profile);
    assertThat(Packets.unprotect(receiver, packet)).isEqualTo(52);
    assertThat(Packets.unprotect(receiver, packet)).isEqualTo(SrtpReceiver.REPLAYED);
  }

  @ParameterizedTest
  @EnumSource
  void takesEveryPacketOnceInAnyOrderAcrossTheWrap(SrtpProfile profile) {
    SrtpSender sender = Packets.sender(profile);
    SrtpReceiver receiver = Packets.receiver(profile);
    List<Long> order = new ArrayList<>();
    for (long index = 65_000; index < 66_100; index++) {
      order.add(index);
    }
    Random random = new Random(11);
    for (int i = 0; i + 30 < order.size(); i += 30) {
      Collections.shuffle(order.subList(i, i + 30), random);
    }
    for (long index : order) {
      byte[] packet = Packets.protect(sender, Packets.SSRC, index);
      assertThat(Packets.unprotect(receiver, packet)).as("index %d", index).isEqualTo(52);
      assertThat(Packets.unprotect(receiver, packet)).isEqualTo(SrtpReceiver.REPLAYED);
    }
  }

  @Test
  void followsManyWraps() {
    SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
    SrtpSender sender = Packets.sender(profile);
    SrtpReceiver receiver = Packets.receiver(profile);
    for (long index = 5; index < 10L << 16; index += 20_000) {
      byte[] packet = Packets.protect(sender, Packets.SSRC, index);
      assertThat(Packets.unprotect(receiver, packet)).as("index %d", index).isEqualTo(52);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aForgedPacketDoesNotMoveTheWindow(SrtpProfile profile) {
    SrtpSender sender = Packets.sender(profile);
    SrtpReceiver receiver = Packets.receiver(profile);
    assertThat(Packets.unprotect(receiver, Packets.protect(sender, Packets.SSRC, 10))).isPositive();
    byte[] forged = Packets.protect(sender, Packets.SSRC, 30_000);
    forged[forged.length - 1] ^= 1;
    assertThat(Packets.unprotect(receiver, forged)).isEqualTo(SrtpReceiver.AUTH_FAILED);
    assertThat(Packets.unprotect(receiver, Packets.protect(sender, Packets.SSRC, 11))).isPositive();
  }

  @Test
  void refusesWhatIsOlderThanTheWindow() {
    SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
    SrtpSender sender = Packets.sender(profile);
    SrtpReceiver receiver = Packets.receiver(profile, new SrtpLimits(4, 64));
    assertThat(Packets.unprotect(receiver, Packets.protect(sender, 1, 1000))).isPositive();
    assertThat(Packets.unprotect(receiver, Packets.protect(sender, 1, 937))).isPositive();
    assertThat(Packets.unprotect(receiver, Packets.protect(sender, 1, 936)))
        .isEqualTo(SrtpReceiver.REPLAYED);
  }

  @Test
  void boundsTheSourcesAndForgetsWhatSignallingEnded() {
    SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
    SrtpSender sender = Packets.sender(profile);
    SrtpReceiver receiver = Packets.receiver(profile, new SrtpLimits(8, 64));
    for (int ssrc = 1; ssrc <= 8; ssrc++) {
      assertThat(Packets.unprotect(receiver, Packets.protect(sender, ssrc, 5))).isPositive();
    }
    byte[] ninth = Packets.protect(sender, 9, 5);
    assertThat(Packets.unprotect(receiver, ninth)).isEqualTo(SrtpReceiver.TOO_MANY_SOURCES);
    receiver.forget(3);
    assertThat(Packets.unprotect(receiver, ninth)).isPositive();
    for (int ssrc : new int[] {1, 2, 4, 8, 9}) {
      assertThat(Packets.unprotect(receiver, Packets.protect(sender, ssrc, 5)))
          .isEqualTo(SrtpReceiver.REPLAYED);
    }
  }

  @Test
  void theWindowAgreesWithASetOfEverythingSeen() {
    Random random = new Random(4);
    for (int size : new int[] {64, 128, 1024}) {
      ReplayWindow window = new ReplayWindow(size);
      Set<Long> seen = new HashSet<>();
      long highest = -1;
      for (int i = 0; i < 20_000; i++) {
        long index = Math.max(0, highest + random.nextInt(-size - 20, size / 4));
        boolean replay = seen.contains(index) || index <= highest - size;
        assertThat(window.isReplay(index)).as("index %d of %d", index, highest).isEqualTo(replay);
        if (!replay) {
          window.accept(index);
          seen.add(index);
          highest = Math.max(highest, index);
        }
      }
    }
  }
}
