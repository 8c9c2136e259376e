package org.wcs.bench.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.amf.Amf0;
import org.wcs.amf.AmfException;
import org.wcs.amf.AmfLimits;
import org.wcs.amf.AmfValue;

class WireTest {

  @Test
  void writesAFullHeader() {
    ByteBuffer message = Wire.message(Wire.VIDEO, 6, 0x010203, 1, new byte[] {7, 8});
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    assertThat(bytes).containsExactly(6, 1, 2, 3, 0, 0, 2, 9, 1, 0, 0, 0, 7, 8);
  }

  @Test
  void cutsWhatIsLongerThanAChunk() {
    byte[] body = new byte[65_536 + 65_536 + 1];
    ByteBuffer message = Wire.message(Wire.VIDEO, 6, 0, 1, body);
    assertThat(message.remaining()).isEqualTo(12 + body.length + 2);
    assertThat(message.get(12 + 65_536)).isEqualTo((byte) 0xC6);
    assertThat(message.get(12 + 65_536 + 1 + 65_536)).isEqualTo((byte) 0xC6);
  }

  @Test
  void asksForItsStreamBehindTheHandshake() throws AmfException {
    ByteBuffer answer = ByteBuffer.allocate(Wire.ANSWER);
    answer.put(1, (byte) 42);
    ByteBuffer goOn = Wire.goOn(answer, "cam1", false);
    assertThat(goOn.get(0)).isEqualTo((byte) 42);
    byte[] rest = new byte[goOn.remaining() - 1_536 - 16];
    goOn.get(1_536 + 16, rest);
    int length = (rest[4] & 0xFF) << 16 | (rest[5] & 0xFF) << 8 | rest[6] & 0xFF;
    List<AmfValue> connect = Amf0.read(rest, 12, length, AmfLimits.DEFAULT);
    assertThat(connect.getFirst()).isEqualTo(new AmfValue.Text("connect"));
    assertThat(new String(rest, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("createStream")
        .contains("play")
        .contains("cam1");
  }
}
