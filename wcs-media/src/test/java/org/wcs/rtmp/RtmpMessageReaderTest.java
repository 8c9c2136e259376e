package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.amf.Amf0;
import org.wcs.amf.AmfLimits;
import org.wcs.amf.AmfValue;

class RtmpMessageReaderTest {
  private final RtmpMessageReader reader = new RtmpMessageReader(AmfLimits.DEFAULT);

  private RtmpMessage read(int typeId, String hex) throws RtmpException {
    return read(typeId, HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private RtmpMessage read(int typeId, byte[] body) throws RtmpException {
    return reader.read(new RtmpMessage.Unknown(typeId, 1, 5, body));
  }

  @Test
  void readsACommandWithLessThanItsThreeFirstValues() throws RtmpException {
    RtmpMessage.Command command = (RtmpMessage.Command) read(20, "02 0001 61");
    assertThat(command.name()).isEqualTo("a");
    assertThat(command.transactionId()).isZero();
    assertThat(command.object()).isEqualTo(AmfValue.NULL);
    assertThat(command.argument(0)).isEqualTo(AmfValue.UNDEFINED);
  }

  @Test
  void readsCommandsOfType17WithAndWithoutTheirFirstByte() throws RtmpException {
    String values = "02 0001 61 00 4000000000000000 05 11 06 03 62";
    for (String hex : new String[] {"00" + values, values}) {
      RtmpMessage.Command command = (RtmpMessage.Command) read(17, hex);
      assertThat(command.amf3()).isTrue();
      assertThat(command.transactionId()).isEqualTo(2);
      assertThat(command.argument(0)).isEqualTo(AmfValue.of("b"));
    }
  }

  @Test
  void refusesCommandsThatAreNone() {
    for (String hex : new String[] {"", "05", "02 0009 61", "00 3ff0000000000000", "ff"}) {
      assertThatThrownBy(() -> read(20, hex)).isInstanceOf(RtmpException.class);
    }
    byte[] deep = HexFormat.of().parseHex("02000161" + "0a00000001".repeat(10_000));
    assertThatThrownBy(() -> read(20, deep))
        .isInstanceOf(RtmpException.class)
        .hasMessageContaining("nested");
    byte[] long100 = HexFormat.of().parseHex("0c05f5e100" + "61".repeat(50));
    assertThatThrownBy(() -> read(20, long100)).isInstanceOf(RtmpException.class);
  }

  @Test
  void leavesBrokenDataUnread() throws RtmpException {
    assertThat(read(18, "02 0009 61")).isInstanceOf(RtmpMessage.Unknown.class);
    byte[] deep = HexFormat.of().parseHex("02000161" + "0a00000001".repeat(10_000));
    assertThat(read(18, deep)).isInstanceOf(RtmpMessage.Unknown.class);
  }

  @Test
  void readsDataWithAndWithoutAName() throws RtmpException {
    byte[] named = Amf0.write(List.of(AmfValue.of("onMetaData"), AmfValue.of(1)));
    RtmpMessage.Data data = (RtmpMessage.Data) read(18, named);
    assertThat(data.name()).isEqualTo("onMetaData");
    assertThat(data.argument(0)).isEqualTo(AmfValue.of(1));
    RtmpMessage.Data nameless = (RtmpMessage.Data) read(15, "00 05 05");
    assertThat(nameless.name()).isEmpty();
    assertThat(nameless.arguments()).hasSize(2);
    assertThat(((RtmpMessage.Data) read(18, "")).arguments()).isEmpty();
  }

  @Test
  void readsEveryUserControl() throws RtmpException {
    for (RtmpMessage.UserControl.Kind kind : RtmpMessage.UserControl.Kind.values()) {
      RtmpMessage read = read(4, RtmpMessageWriter.body(new RtmpMessage.UserControl(kind, 9)));
      assertThat(read).isEqualTo(new RtmpMessage.UserControl(kind, 9));
    }
    assertThat(read(4, "001a"))
        .isEqualTo(
            new RtmpMessage.UserControl(RtmpMessage.UserControl.Kind.SWF_VERIFICATION_REQUEST, 0));
    assertThat(read(4, "0063 00000001"))
        .isEqualTo(new RtmpMessage.UserControl(RtmpMessage.UserControl.Kind.OTHER, 1));
  }

  @Test
  void readsBandwidthsWithoutALimitAsHard() throws RtmpException {
    assertThat(read(6, "00000010"))
        .isEqualTo(new RtmpMessage.SetPeerBandwidth(16, RtmpMessage.SetPeerBandwidth.Limit.HARD));
    assertThat(read(6, "00000010 02"))
        .isEqualTo(
            new RtmpMessage.SetPeerBandwidth(16, RtmpMessage.SetPeerBandwidth.Limit.DYNAMIC));
  }

  @Test
  void keepsMessagesOfUnknownTypes() throws RtmpException {
    assertThat(read(77, "0102")).isInstanceOf(RtmpMessage.Unknown.class);
    assertThat(read(16, "0102")).isInstanceOf(RtmpMessage.SharedObject.class);
  }
}
