package org.wcs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wcs.unit.Frame;
import org.wcs.unit.RtpPacket;

final class TrackMeterTest {

  private final TrackMeter meter = new TrackMeter(true);
  private long sequence = 100;

  @Test
  void tellsPicturesApartByKeyAndOrder() {
    frames("K0 P9000 B3000 B6000 P18000 B12000 B15000 K21000");
    TrackMeter.Reading reading = meter.reading();
    assertThat(reading.pictures()).isEqualTo(8);
    assertThat(reading.keys()).isEqualTo(2);
    assertThat(reading.predicted()).isEqualTo(2);
    assertThat(reading.bidirectional()).isEqualTo(4);
    assertThat(reading.pts()).isEqualTo(21_000);
    assertThat(meter.units()).isEqualTo(8);
  }

  @Test
  void knowsAGroupOfPicturesOnceTheNextBegins() {
    frames("P0 P3000 K6000 P9000 P12000");
    assertThat(meter.reading().gop()).isZero();
    frames("K15000");
    assertThat(meter.reading().gop()).isEqualTo(3);
    frames("K18000");
    assertThat(meter.reading().gop()).isEqualTo(1);
  }

  @Test
  void countsAPictureOnceHoweverManyPacketsItTakes() {
    packet(0, true);
    packet(0, false);
    packet(0, false);
    packet(3_000, false);
    packet(3_000, false);
    assertThat(meter.units()).isEqualTo(5);
    assertThat(meter.reading()).isEqualTo(new TrackMeter.Reading(2, 1, 0, 0, 3_000));
  }

  @Test
  void countsPacketsThatComeLateButNotTheirPictures() {
    packet(0, true);
    sequence += 5;
    packet(6_000, false);
    sequence -= 4;
    packet(3_000, false);
    packet(3_000, false);
    assertThat(meter.units()).isEqualTo(4);
    assertThat(meter.reading()).isEqualTo(new TrackMeter.Reading(2, 1, 0, 0, 6_000));
  }

  @Test
  void takesAPictureForAKeyFrameWhenAnyOfItsPacketsTellsSo() {
    packet(0, true);
    packet(9_000, false);
    packet(3_000, false);
    packet(3_000, true);
    packet(3_000, true);
    assertThat(meter.reading()).isEqualTo(new TrackMeter.Reading(3, 2, 0, 2, 3_000));
    assertThat(meter.reading().predicted()).isEqualTo(1);
  }

  @Test
  void countsSoundWithoutLookingForKeyFrames() {
    TrackMeter sound = new TrackMeter(false);
    sound.frame(new Frame(0, 0, true, new byte[4]));
    sound.frame(new Frame(960, 960, true, new byte[4]));
    assertThat(sound.reading()).isEqualTo(new TrackMeter.Reading(2, 0, 0, 0, 960));
  }

  private void frames(String pictures) {
    for (String each : pictures.split(" ")) {
      long pts = Long.parseLong(each.substring(1));
      meter.frame(new Frame(pts, pts, each.charAt(0) == 'K', new byte[4]));
    }
  }

  private void packet(long pts, boolean resync) {
    meter.packet(new RtpPacket(new byte[20], 12, 8, false, sequence++, pts, resync, 0));
  }
}
