package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfValue;

class ChunkWriterTest {
  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static List<RtmpMessage> all() {
    byte[] body = new byte[300];
    body[299] = 7;
    return List.of(
        new RtmpMessage.Acknowledgement(0xFFFFFFFEL),
        new RtmpMessage.WindowAcknowledgementSize(2_500_000),
        new RtmpMessage.SetPeerBandwidth(5_000_000, RtmpMessage.SetPeerBandwidth.Limit.SOFT),
        new RtmpMessage.Abort(5),
        new RtmpMessage.UserControl(RtmpMessage.UserControl.Kind.STREAM_BEGIN, 1),
        new RtmpMessage.UserControl(RtmpMessage.UserControl.Kind.SET_BUFFER_LENGTH, 1, 3000),
        new RtmpMessage.UserControl(RtmpMessage.UserControl.Kind.PING_REQUEST, 0xFFFFFFFFL),
        new RtmpMessage.SetChunkSize(100),
        RtmpMessage.Command.of(
            0, "_result", 1, AmfValue.NULL, AmfValue.object("code", "x".repeat(200))),
        new RtmpMessage.Command(1, 5, "play", 4, AmfValue.NULL, List.of(AmfValue.of("a")), true),
        new RtmpMessage.Data(1, 6, "onMetaData", List.of(AmfValue.object("width", 320)), false),
        new RtmpMessage.Data(1, 6, "|RtmpSampleAccess", List.of(AmfValue.of(true)), true),
        new RtmpMessage.SharedObject(1, 7, body, false),
        new RtmpMessage.Audio(1, 0xFFFFFE, body),
        new RtmpMessage.Video(1, 0xFFFFFF, body),
        new RtmpMessage.Video(0x01020304, 0xFFFFFFFFL, body),
        new RtmpMessage.Audio(1, 9, new byte[0]),
        new RtmpMessage.Unknown(99, 1, 10, body));
  }

  @Test
  void writesWhatTheReaderReads() throws RtmpException {
    ChunkWriter writer = new ChunkWriter();
    ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    List<RtmpMessage> read = new ArrayList<>();
    for (RtmpMessage message : all()) {
      byte[] chunks = writer.write(message);
      reader.read(chunks, 0, chunks.length, read::add);
    }
    assertThat(ChunkCapture.texts(read)).isEqualTo(ChunkCapture.texts(all()));
    assertThat(read.subList(0, 12)).isEqualTo(all().subList(0, 12));
    assertThat(writer.chunkSize()).isEqualTo(100);
  }

  @Test
  void writesTheBytesOfTheSpecification() {
    assertThat(hex(new ChunkWriter().write(new RtmpMessage.SetChunkSize(4096))))
        .isEqualTo("02" + "000000" + "000004" + "01" + "00000000" + "00001000");
    assertThat(hex(ChunkWriter.shared(new RtmpMessage.Audio(1, 1000, new byte[3]), 2)))
        .isEqualTo("04" + "0003e8" + "000003" + "08" + "01000000" + "0000" + "c4" + "00");
  }

  @Test
  void repeatsTheExtendedTimestampInEveryChunk() {
    assertThat(hex(ChunkWriter.shared(new RtmpMessage.Video(1, 0x01000000, new byte[3]), 2)))
        .isEqualTo(
            "06"
                + "ffffff"
                + "000003"
                + "09"
                + "01000000"
                + "01000000"
                + "0000"
                + "c6"
                + "01000000"
                + "00");
  }

  /** Bytes made once join what each receiver was sent of its own. */
  @Test
  void sharesBytesBetweenReceiversThatWereToldTheChunkSize() throws RtmpException {
    byte[] body = new byte[200_000];
    byte[] shared =
        ChunkWriter.shared(new RtmpMessage.Video(1, 40, body), ChunkWriter.SHARED_CHUNK_SIZE);
    for (int receiver = 0; receiver < 2; receiver++) {
      ChunkWriter own = new ChunkWriter();
      ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
      List<RtmpMessage> read = new ArrayList<>();
      List<byte[]> sent = new ArrayList<>();
      sent.add(own.write(new RtmpMessage.SetChunkSize(ChunkWriter.SHARED_CHUNK_SIZE)));
      for (int i = 0; i <= receiver; i++) {
        sent.add(own.write(RtmpMessage.Command.of(1, "onStatus", 0, AmfValue.NULL)));
        sent.add(shared);
      }
      for (byte[] bytes : sent) {
        reader.read(bytes, 0, bytes.length, read::add);
      }
      assertThat(read).hasSize(3 + 2 * receiver);
      assertThat(RtmpMessageWriter.body(read.getLast())).isEqualTo(body);
    }
  }

  @Test
  void writesWithTheLargestChunkSize() {
    byte[] chunks = ChunkWriter.shared(new RtmpMessage.Audio(1, 0, new byte[9]), Integer.MAX_VALUE);
    assertThat(chunks).hasSize(21);
  }

  @Test
  void refusesBodiesNoHeaderCanTell() {
    assertThatThrownBy(
            () -> ChunkWriter.shared(new RtmpMessage.Video(1, 0, new byte[1 << 24]), 65_536))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
