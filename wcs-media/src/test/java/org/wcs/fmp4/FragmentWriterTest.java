package org.wcs.fmp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FragmentWriterTest {

  @Test
  void writesSamplesWithTheirTimes() {
    FragmentWriter writer = new FragmentWriter(1, true);
    writer.add(1L << 40, 7_200, 3_600, true, new byte[] {1, 2, 3});
    writer.add((1L << 40) + 3_600, 0, 3_601, false, new byte[] {4, 5});
    assertThat(writer.independent()).isTrue();
    byte[] fragment = writer.finish();
    ByteBuffer tfdt = BoxReader.box(fragment, "moof/traf/tfdt");
    assertThat(tfdt.getInt()).isEqualTo(1 << 24);
    assertThat(tfdt.getLong()).isEqualTo(1L << 40);
    ByteBuffer trun = BoxReader.box(fragment, "moof/traf/trun");
    assertThat(trun.getInt()).isEqualTo(0x01000F01);
    assertThat(trun.getInt()).isEqualTo(2);
    int offset = trun.getInt();
    assertThat(Arrays.copyOfRange(fragment, offset, fragment.length))
        .containsExactly(1, 2, 3, 4, 5);
    int[] entries = new int[8];
    trun.asIntBuffer().get(entries);
    assertThat(entries).containsExactly(3_600, 3, 0x2000000, 7_200, 3_601, 2, 0x1010000, 0);
  }

  @Test
  void writesSoundWithoutFlagsAndOffsets() {
    FragmentWriter writer = new FragmentWriter(2, false);
    writer.add(48_000, 0, 1_024, true, new byte[] {9});
    byte[] fragment = writer.finish();
    assertThat(BoxReader.box(fragment, "moof/traf/trun").limit()).isEqualTo(12 + 8);
    assertThat(BoxReader.box(fragment, "moof/traf/tfhd").getInt(4)).isEqualTo(2);
    assertThat(BoxReader.box(fragment, "mdat").get()).isEqualTo((byte) 9);
  }

  @Test
  void numbersFragmentsAndForgetsWrittenSamples() {
    FragmentWriter writer = new FragmentWriter(1, true);
    for (int number = 1; number < 4; number++) {
      for (int i = 0; i < 100; i++) {
        writer.add(i, 0, 1, i == 0, new byte[i]);
      }
      byte[] fragment = writer.finish();
      assertThat(BoxReader.box(fragment, "moof/mfhd").getInt(4)).isEqualTo(number);
      assertThat(BoxReader.box(fragment, "mdat").limit()).isEqualTo(99 * 100 / 2);
      assertThat(writer.samples()).isZero();
    }
    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
  }
}
