package org.wcs.rtsp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RtspReaderTest {
  private static final RtspLimits SMALL = new RtspLimits(1_024, 100, 10, 0);

  private static RtspMessage only(String text) throws RtspException {
    return only(text, RtspLimits.SERVER);
  }

  private static RtspMessage only(String text, RtspLimits limits) throws RtspException {
    Heard heard = new Heard();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new RtspReader(limits, heard).read(bytes, 0, bytes.length);
    assertThat(heard.messages()).hasSize(1);
    return heard.messages().getFirst();
  }

  private static int refusal(String text, RtspLimits limits) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    RtspReader reader = new RtspReader(limits, new Heard());
    try {
      reader.read(bytes, 0, bytes.length);
    } catch (RtspException e) {
      return e.status();
    }
    return 0;
  }

  @Test
  void readsWhatEveryCameraSays() {
    Answers.all()
        .forEach(
            (who, bytes) ->
                assertThat(Heard.of(bytes, RtspLimits.SERVER, bytes.length))
                    .as(who)
                    .isNotEmpty()
                    .noneMatch(line -> line.startsWith("400") || line.startsWith("505")));
  }

  @Test
  void readsTheSameInAnySlices() {
    Answers.all()
        .forEach(
            (who, bytes) -> {
              List<String> whole = Heard.of(bytes, RtspLimits.SERVER, bytes.length);
              for (int slice = 1; slice < bytes.length; slice++) {
                assertThat(Heard.of(bytes, RtspLimits.SERVER, slice)).as(who).isEqualTo(whole);
              }
            });
  }

  @Test
  void readsTheSameWhereverABufferEnds() throws RtspException {
    for (Map.Entry<String, byte[]> golden : Answers.all().entrySet()) {
      byte[] bytes = golden.getValue();
      List<String> whole = Heard.of(bytes, RtspLimits.SERVER, bytes.length);
      for (int cut = 0; cut <= bytes.length; cut++) {
        Heard heard = new Heard();
        RtspReader reader = new RtspReader(RtspLimits.SERVER, heard);
        reader.read(bytes, 0, cut);
        reader.read(bytes, cut, bytes.length - cut);
        assertThat(heard.lines()).as(golden.getKey() + " cut at " + cut).isEqualTo(whole);
        assertThat(reader.midway()).isFalse();
      }
    }
  }

  @Test
  void givesNothingButAMessageOrARefusalForEveryCorruption() {
    Answers.all()
        .forEach(
            (who, bytes) -> {
              for (int at = 0; at < bytes.length; at++) {
                for (int change = 0; change < 5; change++) {
                  byte[] bad = corrupted(bytes, at, change);
                  for (RtspLimits limits : List.of(RtspLimits.SERVER, RtspLimits.CLIENT)) {
                    assertThat(Heard.of(bad, limits, 7))
                        .as(who + " at " + at)
                        .isEqualTo(Heard.of(bad, limits, bad.length));
                  }
                }
              }
            });
  }

  private static byte[] corrupted(byte[] bytes, int at, int change) {
    byte[] bad = bytes.clone();
    bad[at] =
        switch (change) {
          case 0 -> (byte) (bad[at] ^ 0x01);
          case 1 -> (byte) (bad[at] ^ 0x80);
          case 2 -> (byte) (bad[at] ^ 0xFF);
          case 3 -> 0;
          default -> (byte) 0xFF;
        };
    return bad;
  }

  @Test
  void waitsForTheRestOfEveryTruncation() throws RtspException {
    byte[] bytes = Answers.all().get("announce");
    for (int length = 1; length < bytes.length; length++) {
      Heard heard = new Heard();
      RtspReader reader = new RtspReader(RtspLimits.SERVER, heard);
      reader.read(bytes, 0, length);
      assertThat(heard.lines()).isEmpty();
      assertThat(reader.midway()).isTrue();
    }
  }

  @Test
  void lendsAWholePacketWithoutCopyingIt() throws RtspException {
    byte[] bytes = {'$', 2, 0, 1, 9};
    RtspReader reader =
        new RtspReader(
            RtspLimits.SERVER,
            new RtspReader.Taker() {
              @Override
              public void message(RtspMessage message) {
                throw new AssertionError(message);
              }

              @Override
              public void interleaved(int channel, byte[] buffer, int offset, int length) {
                assertThat(buffer).isSameAs(bytes);
                assertThat(List.of(channel, offset, length)).containsExactly(2, 4, 1);
              }
            });
    reader.read(bytes, 0, bytes.length);
    assertThat(reader.midway()).isFalse();
  }

  @Test
  void takesNamesInAnyCaseWithBlanksAround() throws RtspException {
    RtspMessage message =
        only("RTSP/1.0 200 OK\r\ncseq  :  12 \r\nSESSION:\t7;timeout=60 \r\n\r\n");
    assertThat(message.cseq()).isEqualTo(12);
    assertThat(message.header("Session")).isEqualTo("7;timeout=60");
  }

  @Test
  void keepsABlankInAUriInItsPlace() throws RtspException {
    RtspRequest request = (RtspRequest) only("DESCRIBE rtsp://h/my cam RTSP/1.0\r\n\r\n");
    assertThat(request.uri()).isEqualTo("rtsp://h/my%20cam");
    assertThat(request.cseq()).isEqualTo(-1);
  }

  @Test
  void refusesAnEndlessHead() {
    String line = "X-Header: " + "y".repeat(500) + "\r\n";
    assertThat(refusal("OPTIONS * RTSP/1.0\r\n" + line.repeat(3), SMALL)).isEqualTo(431);
    assertThat(refusal("OPTIONS * RTSP/1.0\r\n" + "z".repeat(5_000), SMALL)).isEqualTo(431);
  }

  @Test
  void refusesTooManyHeaders() {
    String head = "OPTIONS * RTSP/1.0\r\n" + "A: b\r\n".repeat(11) + "\r\n";
    assertThat(refusal(head, SMALL)).isEqualTo(431);
  }

  @Test
  void refusesAUriThatIsTooLong() {
    String head = "OPTIONS rtsp://h/" + "a".repeat(5_000) + " RTSP/1.0\r\n\r\n";
    assertThat(refusal(head, RtspLimits.SERVER)).isEqualTo(414);
  }

  @Test
  void refusesABodyThatIsTooLong() {
    String start = "ANNOUNCE rtsp://h/a RTSP/1.0\r\nContent-Length: ";
    assertThat(refusal(start + "101\r\n\r\n", SMALL)).isEqualTo(413);
    assertThat(refusal(start + "99999999999999999\r\n\r\n", SMALL)).isEqualTo(413);
    assertThat(refusal(start + "100\r\n\r\n", SMALL)).isZero();
  }

  @Test
  void refusesALengthThatIsNone() {
    String start = "ANNOUNCE rtsp://h/a RTSP/1.0\r\nContent-Length: ";
    for (String length : List.of("-1", "+1", "1x", "", "0x10", "1,1", "9".repeat(30), "１")) {
      assertThat(refusal(start + length + "\r\n\r\n", SMALL)).as(length).isEqualTo(400);
    }
  }

  @Test
  void refusesTwoLengthsUnlessTheyAreTheSame() throws RtspException {
    String start = "ANNOUNCE rtsp://h/a RTSP/1.0\r\nContent-Length: 2\r\nContent-Length: ";
    assertThat(refusal(start + "3\r\n\r\nabc", SMALL)).isEqualTo(400);
    assertThat(only(start + "2\r\n\r\nab").text()).isEqualTo("ab");
  }

  @Test
  void refusesBinaryDataAtItsFirstByte() {
    byte[] hello = {0x16, 3, 1, 2, 0};
    assertThat(Heard.of(hello, RtspLimits.SERVER, 1))
        .containsExactly("400 neither a message nor a packet");
  }

  @Test
  void refusesAWordThatIsNoMethodBeforeALineEnds() {
    assertThat(refusal("A".repeat(40), RtspLimits.SERVER)).isEqualTo(400);
    assertThat(refusal("AB\u0001", RtspLimits.SERVER)).isEqualTo(400);
  }

  @Test
  void refusesOtherVersionsAndOtherProtocols() {
    assertThat(refusal("OPTIONS * RTSP/2.0\r\n\r\n", RtspLimits.SERVER)).isEqualTo(505);
    assertThat(refusal("GET / HTTP/1.1\r\nHost: h\r\n\r\n", RtspLimits.SERVER)).isEqualTo(505);
    assertThat(refusal("GET /\r\n\r\n", RtspLimits.SERVER)).isEqualTo(400);
  }

  @Test
  void refusesControlCharactersInAHead() {
    for (String bad : List.of("a\rb", "a\0b", "a\u001bb", "a\u007fb")) {
      String head = "OPTIONS * RTSP/1.0\r\nX: " + bad + "\r\n\r\n";
      assertThat(refusal(head, RtspLimits.SERVER)).as(bad).isEqualTo(400);
      assertThat(refusal(head, RtspLimits.CLIENT)).as(bad).isEqualTo(400);
    }
  }

  @Test
  void refusesALineThatIsNoHeaderFromClientsAndBearsItFromCameras() throws RtspException {
    String head = "RTSP/1.0 200 OK\r\nnonsense\r\nbad name: x\r\nCSeq: 1\r\n\r\n";
    assertThat(refusal(head, RtspLimits.SERVER)).isEqualTo(400);
    assertThat(only(head, RtspLimits.CLIENT).headers()).isEqualTo(RtspHeaders.of("CSeq", "1"));
  }

  @Test
  void readsNothingMoreAfterAnError() throws RtspException {
    Heard heard = new Heard();
    RtspReader reader = new RtspReader(RtspLimits.SERVER, heard);
    byte[] good = Answers.all().get("plain");
    assertThatThrownBy(() -> reader.read(new byte[] {1}, 0, 1)).isInstanceOf(RtspException.class);
    reader.read(good, 0, good.length);
    assertThat(heard.lines()).isEmpty();
  }

  @Test
  void stopsInTheMiddleOfBytesWhenTold() throws RtspException {
    Heard heard = new Heard();
    RtspReader[] reader = new RtspReader[1];
    reader[0] =
        new RtspReader(
            RtspLimits.SERVER,
            new RtspReader.Taker() {
              @Override
              public void message(RtspMessage message) {
                heard.message(message);
                reader[0].stop();
              }

              @Override
              public void interleaved(int channel, byte[] buffer, int offset, int length) {
                heard.interleaved(channel, buffer, offset, length);
              }
            });
    byte[] twice = (TWO + TWO).getBytes(StandardCharsets.UTF_8);
    reader[0].read(twice, 0, twice.length);
    assertThat(heard.messages()).hasSize(1);
  }

  private static final String TWO = "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n";

  @Test
  void skipsWhatACameraSendsBetweenPackets() throws RtspException {
    Heard heard = new Heard();
    RtspReader reader = new RtspReader(RtspLimits.CLIENT, heard);
    byte[] bytes = {
      0, 7, 'A', 1, 'R', 'T', '$', 0, 0, 1, 5, 'x', '=', '1', '\r', '\n', '$', 1, 0, 1, 6
    };
    reader.read(bytes, 0, bytes.length);
    assertThat(heard.lines()).containsExactly("$0 05", "$1 06");
    assertThat(reader.strayBytes()).isEqualTo(9);
  }

  @Test
  void findsTheNextMessageBehindABodyThatIsLongerThanItsLength() throws RtspException {
    Heard heard = new Heard();
    String first =
        "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 5\r\n\r\nv=0\r\ns=Media Server\r\n";
    byte[] bytes = (first + "RTSP/1.0 200 OK\r\nCSeq: 2\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    new RtspReader(RtspLimits.CLIENT, heard).read(bytes, 0, bytes.length);
    assertThat(heard.messages()).extracting(RtspMessage::cseq).containsExactly(1L, 2L);
  }

  @Test
  void bearsOnlySoMuchNonsenseInARow() {
    byte[] nonsense = new byte[RtspLimits.CLIENT.strayBytes() + 1];
    assertThat(Heard.of(nonsense, RtspLimits.CLIENT, 1_000))
        .containsExactly("400 neither a message nor a packet");
    byte[] oneLess = Arrays.copyOf(nonsense, nonsense.length - 1);
    assertThat(Heard.of(oneLess, RtspLimits.CLIENT, 1_000)).isEmpty();
  }

  @Test
  void readsWhatTheWriterWrote() throws RtspException {
    for (byte[] bytes : Answers.all().values()) {
      Heard first = new Heard();
      new RtspReader(RtspLimits.SERVER, first).read(bytes, 0, bytes.length);
      for (RtspMessage message : first.messages()) {
        byte[] written = RtspWriter.bytes(message);
        Heard second = new Heard();
        new RtspReader(RtspLimits.SERVER, second).read(written, 0, written.length);
        RtspMessage again = second.messages().getFirst();
        assertThat(again.body()).isEqualTo(message.body());
        assertThat(again.header("CSeq")).isEqualTo(message.header("CSeq"));
        assertThat(again.shown()).isEqualTo(message.shown());
      }
    }
  }
}
