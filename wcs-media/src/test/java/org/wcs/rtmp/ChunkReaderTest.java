package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.amf.AmfLimits;

class ChunkReaderTest {
  private static final ChunkLimits SMALL = new ChunkLimits(1000, 3, 1500, AmfLimits.DEFAULT);

  private final List<RtmpMessage> messages = new ArrayList<>();

  private void read(ChunkReader reader, String... hex) throws RtmpException {
    byte[] bytes = HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    reader.read(bytes, 0, bytes.length, messages::add);
  }

  private List<RtmpMessage> read(String... hex) throws RtmpException {
    read(new ChunkReader(ChunkLimits.DEFAULT), hex);
    return messages;
  }

  private static List<Long> times(List<RtmpMessage> messages) {
    return messages.stream().map(RtmpMessage::timestamp).toList();
  }

  private static byte[] body(RtmpMessage message) {
    return RtmpMessageWriter.body(message);
  }

  /** Adobe RTMP 1.0 section 5.3.2.1: four audio messages, 1000 and then 20 ms apart. */
  @Test
  void readsTheFirstExampleOfTheSpecification() throws RtmpException {
    String body = "ab".repeat(32);
    read(
        "03 0003e8 000020 08 39300000" + body,
        "83 000014" + body, // type 2
        "c3" + body,
        "c3" + body);
    assertThat(messages).hasSize(4).allMatch(RtmpMessage.Audio.class::isInstance);
    assertThat(times(messages)).containsExactly(1000L, 1020L, 1040L, 1060L);
    assertThat(messages).allMatch(message -> message.streamId() == 12345);
  }

  /** Adobe RTMP 1.0 section 5.3.2.2: a video message of 307 bytes in chunks of 128. */
  @Test
  void readsTheSecondExampleOfTheSpecification() throws RtmpException {
    read(
        "04 0003e8 000133 09 3a300000" + "01".repeat(128),
        "c4" + "02".repeat(128),
        "c4" + "03".repeat(51));
    assertThat(messages).hasSize(1);
    byte[] body = body(messages.getFirst());
    assertThat(body).hasSize(307);
    assertThat(body[127]).isEqualTo((byte) 1);
    assertThat(body[128]).isEqualTo((byte) 2);
    assertThat(body[306]).isEqualTo((byte) 3);
  }

  @Test
  void readsChunkStreamIdsOfOneTwoAndThreeBytes() throws RtmpException {
    String rest = "000001 000001 08 01000000 77";
    read("3f" + rest, "0000" + rest, "00ff" + rest, "010000" + rest, "01ffff" + rest);
    assertThat(messages).hasSize(5);
  }

  @Test
  void takesTheTwoWaysToWriteOneChunkStreamIdForTheSame() throws RtmpException {
    read("0005 000001 000001 08 01000000 77", "c10500 78");
    assertThat(messages).hasSize(2);
    assertThat(messages.get(1).streamId()).isEqualTo(1);
  }

  @Test
  void readsHeadersOfType1And2AsSteps() throws RtmpException {
    read(
        "04 00000a 000001 08 01000000 11", "44 000005 000002 09 2222", "84 000007 3333", "c4 4444");
    assertThat(times(messages)).containsExactly(10L, 15L, 22L, 29L);
    assertThat(messages.get(0)).isInstanceOf(RtmpMessage.Audio.class);
    assertThat(messages.get(3)).isInstanceOf(RtmpMessage.Video.class);
  }

  @Test
  void readsExtendedTimestampsRepeatedInType3() throws RtmpException {
    read("04 ffffff 000082 08 01000000 01000000" + "aa".repeat(128), "c4 01000000 bbbb");
    assertThat(times(messages)).containsExactly(0x01000000L);
    assertThat(body(messages.getFirst())).endsWith(0xBB, 0xBB).hasSize(130);
  }

  @Test
  void readsExtendedTimestampsNotRepeatedInType3() throws RtmpException {
    read("04 ffffff 000082 08 01000000 01000000" + "aa".repeat(128), "c4 bbbb", "c4 0101");
    assertThat(times(messages)).containsExactly(0x01000000L);
    assertThat(body(messages.getFirst())).endsWith(0xBB, 0xBB).hasSize(130);
  }

  /** The content begins like the time stamp; so does the chunk behind it. */
  @Test
  void takesContentThatBeginsLikeTheExtendedTimestampForContent() throws RtmpException {
    read(
        "04 ffffff 000082 08 01000000 01c40000" + "aa".repeat(128),
        "c4 01c4",
        "04 000001 000001 08 01000000 99");
    assertThat(messages).hasSize(2);
    assertThat(body(messages.get(0))).endsWith(0x01, 0xC4).hasSize(130);
    assertThat(body(messages.get(1))).containsExactly(0x99);
  }

  /** The same media as of another capture, but later. */
  @Test
  void readsRealStreamsWhoseTimestampsOutgrowThreeBytes() throws RtmpException {
    List<RtmpMessage> early = media("librtmp24-h264-aac");
    for (String name : new String[] {"librtmp24-extended", "ffmpeg51-extended"}) {
      List<RtmpMessage> late = media(name);
      assertThat(late).hasSameSizeAs(early);
      // The first two are the configurations of the decoders, whose time says nothing.
      long offset = late.get(2).timestamp() - early.get(2).timestamp();
      for (int i = 2; i < early.size(); i++) {
        assertThat(body(late.get(i))).isEqualTo(body(early.get(i)));
        assertThat(late.get(i).timestamp()).isEqualTo(early.get(i).timestamp() + offset);
      }
      assertThat(late.get(2).timestamp()).isLessThan(0xFFFFFF);
      assertThat(late.getLast().timestamp()).isGreaterThan(0xFFFFFF);
    }
  }

  /** Sound and pictures, without the body that ends a track. */
  private static List<RtmpMessage> media(String name) throws RtmpException {
    return ChunkCapture.messages(ChunkCapture.chunks(name)).stream()
        .filter(each -> each instanceof RtmpMessage.Audio || each instanceof RtmpMessage.Video)
        .filter(each -> body(each).length > 5)
        .toList();
  }

  @Test
  void readsExtendedStepsAndWraps() throws RtmpException {
    read(
        "04 ffffff 000001 08 01000000 ffffffff 11",
        "84 000010 22",
        "84 ffffff 01000000 33",
        "c4 01000000 44");
    assertThat(times(messages)).containsExactly(0xFFFFFFFFL, 0x0FL, 0x0100000FL, 0x0200000FL);
  }

  /** What the specification says, as ffmpeg does it. */
  @Test
  void stepsByTheFirstTimestampWhenType3FollowsType0() throws RtmpException {
    read("04 000017 000001 08 01000000 11", "c4 22");
    assertThat(times(messages)).containsExactly(23L, 46L);
  }

  /** What librtmp means. */
  @Test
  void takesType3AfterALateType0ForTheSameTime() throws RtmpException {
    read("04 010000 000001 08 01000000 11", "c4 22");
    assertThat(times(messages)).containsExactly(65_536L, 65_536L);
  }

  @Test
  void takesAFirstHeaderOfType1ButNotOfType2Or3() throws RtmpException {
    assertThat(read("42 000000 000006 04 0006 00000001")).hasSize(1);
    for (String hex : new String[] {"84 000000", "c4"}) {
      assertThatThrownBy(() -> read(hex)).isInstanceOf(RtmpException.class);
    }
  }

  @Test
  void interleavesChunkStreams() throws RtmpException {
    read(
        "04 000001 000081 08 01000000" + "aa".repeat(128),
        "06 000002 000081 09 01000000" + "bb".repeat(128),
        "c4 ac",
        "c6 bd");
    assertThat(messages).hasSize(2);
    assertThat(body(messages.get(0))).endsWith(0xAA, 0xAC);
    assertThat(body(messages.get(1))).endsWith(0xBB, 0xBD);
  }

  @Test
  void obeysSetChunkSizeAndAbort() throws RtmpException {
    ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    read(
        reader,
        "02 000000 000004 01 00000000 00000003",
        "04 000001 000005 08 01000000 010203",
        "02 000000 000004 02 00000000 000000",
        "c2 04",
        "04 000002 000002 08 01000000 0909");
    assertThat(messages)
        .hasSize(3)
        .contains(new RtmpMessage.SetChunkSize(3), new RtmpMessage.Abort(4));
    assertThat(body(messages.get(2))).containsExactly(9, 9);
    assertThat(reader.bufferedBytes()).isZero();
  }

  @Test
  void refusesChunkSizesThatAreNone() {
    for (String size : new String[] {"00000000", "80000000", "ffffffff"}) {
      assertThatThrownBy(() -> read("02 000000 000004 01 00000000" + size))
          .isInstanceOf(RtmpException.class)
          .hasMessageContaining("chunk size");
    }
  }

  @Test
  void refusesControlMessagesThatAreTooShort() {
    for (String type : new String[] {"01", "02", "03", "05", "06"}) {
      assertThatThrownBy(() -> read("02 000000 000003" + type + "00000000 000000"))
          .isInstanceOf(RtmpException.class)
          .hasMessageContaining("3 bytes");
    }
    assertThatThrownBy(() -> read("02 000000 000001 04 00000000 00"))
        .isInstanceOf(RtmpException.class);
  }

  @Test
  void handsOnMessagesWithoutABody() throws RtmpException {
    assertThat(read("04 000001 000000 08 01000000", "c4", "c4")).hasSize(3);
  }

  @Test
  void refusesAMessageWithinAnother() {
    String begun = "04 000001 000081 08 01000000" + "aa".repeat(128);
    assertThatThrownBy(() -> read(begun, "04 000001 000081 08 01000000"))
        .isInstanceOf(RtmpException.class)
        .hasMessageContaining("128 of 129");
    assertThatThrownBy(() -> read(begun, "44 000001 000082 08")).isInstanceOf(RtmpException.class);
  }

  @Test
  void takesAHeaderOfType1WithTheSameLengthForAContinuation() throws RtmpException {
    read("04 000001 000081 08 01000000" + "aa".repeat(128), "44 000000 000081 08 bb");
    assertThat(messages).hasSize(1);
    assertThat(times(messages)).containsExactly(1L);
  }

  @Test
  void refusesWhatIsBeyondTheLimits() {
    assertThatThrownBy(() -> read(new ChunkReader(SMALL), "04 000001 0003e9 08 01000000"))
        .isInstanceOf(RtmpException.class)
        .hasMessageContaining("1001 bytes");
    String rest = "000001 000001 08 01000000 77";
    assertThatThrownBy(
            () -> read(new ChunkReader(SMALL), "04" + rest, "05" + rest, "06" + rest, "07" + rest))
        .isInstanceOf(RtmpException.class)
        .hasMessageContaining("3 chunk streams");
    String large = "000001 0003e8 08 01000000" + "00".repeat(128);
    assertThatThrownBy(() -> read(new ChunkReader(SMALL), "04" + large, "05" + large))
        .isInstanceOf(RtmpException.class)
        .hasMessageContaining("1500 bytes");
    assertThatThrownBy(() -> read("04 000001 ffffff 08 01000000"))
        .isInstanceOf(RtmpException.class);
  }

  @Test
  void freesWhatAFinishedMessageHeld() throws RtmpException {
    ChunkReader reader = new ChunkReader(SMALL);
    for (int i = 0; i < 100; i++) {
      read(reader, "04 000001 000080 08 01000000" + "aa".repeat(128));
    }
    assertThat(reader.bufferedBytes()).isZero();
    assertThat(messages).hasSize(100);
  }

  /** 12 bytes must not make us hold megabytes. */
  @Test
  void growsLargeMessagesAsTheyCome() throws RtmpException {
    ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    int length = 5_000_000;
    byte[] content = new byte[length];
    new Random(1).nextBytes(content);
    byte[] chunks = ChunkWriter.shared(new RtmpMessage.Video(1, 7, content), 65_536);
    reader.read(
        HexFormat.of().parseHex("020000000000040100000000" + "00010000"), 0, 16, messages::add);
    reader.read(chunks, 0, 100, messages::add);
    assertThat(reader.bufferedBytes()).isEqualTo(ChunkStream.FIRST_CAPACITY);
    reader.read(chunks, 100, chunks.length - 100, messages::add);
    assertThat(body(messages.get(1))).isEqualTo(content);
    assertThat(reader.bufferedBytes()).isZero();
  }

  @Test
  void asksForAnAcknowledgementWhenHalfTheWindowHasCome() throws RtmpException {
    ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    read(reader, "02 000000 000004 05 00000000 00000064");
    assertThat(reader.acknowledgementDue()).isEqualTo(-1);
    read(reader, "04 000001 000020 08 01000000" + "00".repeat(32));
    assertThat(reader.bytesRead()).isEqualTo(60);
    assertThat(reader.acknowledgementDue()).isEqualTo(60);
    assertThat(reader.acknowledgementDue()).isEqualTo(-1);
    read(reader, "c4" + "00".repeat(32), "c4" + "00".repeat(32));
    assertThat(reader.acknowledgementDue()).isEqualTo(126);
  }

  @Test
  void splitsAggregates() throws RtmpException {
    String first = "08 000002 000064 01 000000 af01 0000000d";
    String second = "09 000001 000069 01 000000 17 0000000c";
    read("04 0003e8 00001d 16 01000000" + first + second);
    assertThat(messages).hasSize(2);
    assertThat(messages.get(0)).isInstanceOf(RtmpMessage.Audio.class);
    assertThat(messages.get(1)).isInstanceOf(RtmpMessage.Video.class);
    assertThat(times(messages)).containsExactly(1000L, 1005L);
    assertThat(body(messages.get(1))).containsExactly(0x17);
  }

  @Test
  void takesAnAggregateWithoutItsLastBackPointer() throws RtmpException {
    assertThat(read("04 000000 00000c 16 01000000 08 000001 000000 00 000000 af")).hasSize(1);
  }

  @Test
  void refusesBrokenAggregates() {
    for (String body :
        new String[] {
          "08 000002 000064 00 0000", // ends in a header
          "08 0000ff 000064 00 000000 af01", // ends in a message
          "16 000000 000064 00 000000 00000000" // holds another
        }) {
      String hex = body.replace(" ", "");
      String length = String.format("%06x", hex.length() / 2);
      assertThatThrownBy(() -> read("04 000000" + length + "16 01000000" + hex))
          .isInstanceOf(RtmpException.class)
          .hasMessageContaining("aggregate");
    }
  }

  @Test
  void refusesAggregatesOfCountlessMessages() {
    byte[] body = new byte[15 * 10_001];
    for (int at = 0; at < body.length; at += 15) {
      body[at] = 8;
    }
    byte[] chunks = ChunkWriter.shared(new RtmpMessage.Unknown(22, 1, 0, body), 128);
    assertThatThrownBy(() -> ChunkCapture.messages(chunks))
        .isInstanceOf(RtmpException.class)
        .hasMessageContaining("10000 messages");
  }

  @Test
  void readsTheSameMessagesHoweverTheBytesAreSliced() throws RtmpException {
    Random random = new Random(3);
    for (String name : ChunkCapture.ALL) {
      byte[] chunks = ChunkCapture.chunks(name);
      List<String> whole = ChunkCapture.texts(ChunkCapture.messages(chunks));
      assertThat(whole).hasSizeGreaterThan(20);
      for (int slice : new int[] {1, 3, 100, 2000}) {
        assertThat(ChunkCapture.texts(ChunkCapture.messages(chunks, random, slice)))
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void survivesEveryCorruptionOfAByte() {
    byte[] chunks = ChunkCapture.chunks("librtmp24-h264-aac");
    int fates = 0;
    for (int at = 0; at < chunks.length; at++) {
      byte before = chunks[at];
      for (int fate = 0; fate < 5; fate++) {
        chunks[at] =
            switch (fate) {
              case 0 -> (byte) (before ^ 0x01);
              case 1 -> (byte) (before ^ 0x80);
              case 2 -> (byte) ~before;
              case 3 -> 0;
              default -> (byte) 0xFF;
            };
        fates += survives(chunks, chunks.length);
      }
      chunks[at] = before;
    }
    assertThat(fates).isEqualTo(chunks.length * 5);
  }

  @Test
  void givesThePartThatIsThereOfEveryTruncation() throws RtmpException {
    byte[] chunks = ChunkCapture.chunks("gstreamer122-h264-aac");
    List<String> whole = ChunkCapture.texts(ChunkCapture.messages(chunks));
    for (int length = 0; length < chunks.length; length += 7) {
      List<String> part = ChunkCapture.texts(ChunkCapture.messages(Arrays.copyOf(chunks, length)));
      assertThat(part).isEqualTo(whole.subList(0, part.size()));
    }
  }

  private static int survives(byte[] chunks, int length) {
    ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    try {
      reader.read(chunks, 0, length, _ -> {});
    } catch (RtmpException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
    assertThat(reader.bufferedBytes()).isLessThanOrEqualTo(20 << 20);
    return 1;
  }

  @Test
  void survivesRandomBytes() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      bytes[0] = (byte) random.nextInt(8);
      survives(bytes, bytes.length);
    }
  }

  @Test
  void allocatesLittleMoreThanTheMessages() throws RtmpException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 200; i++) {
      all.writeBytes(ChunkWriter.shared(new RtmpMessage.Video(1, i, new byte[10_000]), 128));
    }
    byte[] chunks = all.toByteArray();
    ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] count = {0};
    ChunkReader.Receiver counter = _ -> count[0]++;
    reader.read(chunks, 0, chunks.length, counter);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10; i++) {
      reader.read(chunks, 0, chunks.length, counter);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 2000;
    assertThat(count[0]).isEqualTo(2200);
    assertThat(each).isBetween(10_000L, 10_200L);
  }
}
