package org.wcs.web.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.ejb.service.StreamOrder;
import org.wcs.stream.Picture;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.PeerRequest.TransportChoice;

class CommandsTest {

  @Test
  void readsAConnection() {
    Command.Connection connection = (Command.Connection) Commands.parse(Goldens.CONNECTION);
    assertThat(connection.who().appKey()).isEqualTo("defaultApp");
    assertThat(connection.who().keepAlive()).isTrue();
    assertThat(connection.who().token()).isEqualTo("abc");
    assertThat(connection.who().sipLogin()).isEqualTo("1001");
    assertThat(connection.who().connection().get("custom").toString())
        .isEqualTo("{\"login\":\"a\",\"n\":[1,2.5,null]}");
    assertThat(connection.sip()).isFalse();
  }

  @Test
  void readsAConnectionThatSaysNothing() {
    Command.Connection connection =
        (Command.Connection) Commands.parse("{\"message\":\"connection\"}");
    assertThat(connection.who().appKey()).isEqualTo("defaultApp");
    assertThat(connection.who().keepAlive()).isFalse();
    assertThat(connection.who().token()).isNull();
  }

  @Test
  void readsWhatIsToBePublished() {
    StreamOrder order = ((Command.Publish) Commands.parse(Goldens.PUBLISH)).order();
    assertThat(order.mediaSessionId()).isEqualTo("f50d");
    assertThat(order.name()).isEqualTo("s1");
    assertThat(order.sdp()).isEqualTo("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n");
    assertThat(order.transport()).isEqualTo(TransportChoice.TCP);
    assertThat(order.videoOrientation()).isTrue();
    assertThat(order.video()).isEqualTo(new PeerRequest.Video(300_000, 1_500_000, Picture.AS_IS));
    assertThat(order.extras().rtmpUrl()).isNull();
    assertThat(order.extras().asked().getBoolean("hasVideo")).isTrue();
  }

  @Test
  void readsWhatIsToBePlayed() {
    StreamOrder order = ((Command.Play) Commands.parse(Goldens.PLAY)).order();
    assertThat(order.mediaSessionId()).isEqualTo("f547");
    assertThat(order.video().picture()).isEqualTo(Picture.AS_IS);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"width\":640, 640, 0, 0, 0",
        "\"height\":\"360\", 0, 360, 0, 0",
        "\"bitrate\":700, 0, 0, 700000, 0",
        "\"quality\":50, 0, 0, 0, 50",
        "\"width\":-5, 0, 0, 0, 0",
        "\"height\":1e9, 0, 0, 0, 0"
      })
  void readsHowThePicturesAreWanted(
      String wish, int width, int height, int bitsPerSecond, int quality) {
    String frame =
        "{\"message\":\"playStream\",\"data\":[{\"mediaSessionId\":\"a\"," + wish + "}]}";
    assertThat(((Command.Play) Commands.parse(frame)).order().video().picture())
        .isEqualTo(new Picture(width, height, bitsPerSecond, quality, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "\"true\",true",
    "1,true",
    "false,false",
    "\"false\",false",
    "null,false"
  })
  void takesBooleansAsTheyCome(String json, boolean meant) {
    String frame = "{\"message\":\"publishStream\",\"data\":[{\"record\":" + json + "}]}";
    assertThat(((Command.Publish) Commands.parse(frame)).order().extras().record())
        .isEqualTo(meant);
  }

  @Test
  void readsEveryKnownMessageAsSomethingItIs() {
    Set<Class<?>> kinds =
        Goldens.ALL.stream().map(Commands::parse).map(Object::getClass).collect(Collectors.toSet());
    assertThat(kinds)
        .doesNotContain(Command.Malformed.class, Command.Unknown.class)
        .hasSize(Command.class.getPermittedSubclasses().length - 2);
  }

  @Test
  void reportsAMessageItDoesNotKnow() {
    assertThat(Commands.parse("{\"message\":\"dance\",\"data\":[{}]}"))
        .isEqualTo(new Command.Unknown("dance"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nonsense",
        "[]",
        "1",
        "null",
        "{}",
        "{\"message\":1}",
        "{\"message\":null,\"data\":[]}",
        "{\"message\":\"ping\",\"data\":{}}",
        "{\"message\":\"ping\",\"data\":\"x\"}",
        "{\"message\":\"ping\",\"data\":[]}{",
        "{\"message\":\"ping\",\"data\":[1e999999999999]}",
        "{\"message\":\"publishStream\",\"data\":[[]]}",
        "{\"message\":\"publishStream\",\"data\":[{\"name\":{}}]}",
        "{\"message\":\"publishStream\",\"data\":[{\"minBitrate\":\"fast\"}]}",
        "{\"message\":\"publishStream\",\"data\":[{\"record\":\"perhaps\"}]}"
      })
  void reportsWhatIsMalformed(String frame) {
    assertThat(Commands.parse(frame)).isInstanceOf(Command.Malformed.class);
  }

  @Test
  void namesTheStreamThatWaitsForAnAnswer() {
    assertThat(
            Commands.parse(
                "{\"message\":\"playStream\",\"data\":[{\"mediaSessionId\":\"a\",\"sdp\":[]}]}"))
        .isEqualTo(new Command.Malformed("playStream: sdp must be a string", "a"));
  }

  @Test
  void survivesDeepNestingAndHugeNumbers() {
    assertThat(Commands.parse("[".repeat(200_000))).isInstanceOf(Command.Malformed.class);
    assertThat(Commands.parse("{\"a\":".repeat(100_000))).isInstanceOf(Command.Malformed.class);
    String number = "9".repeat(500_000);
    Commands.parse("{\"message\":\"playStream\",\"data\":[{\"width\":" + number + "}]}");
    Commands.parse("{\"message\":\"playStream\",\"data\":[{\"width\":1e99999999}]}");
    Command huge =
        Commands.parse("{\"message\":\"publishStream\",\"data\":[{\"maxBitrate\":1e300}]}");
    assertThat(((Command.Publish) huge).order().video().maxBitrate()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void limitsWhatStaysInMemory() {
    String custom = "\"" + "x".repeat(70_000) + "\"";
    assertThat(
            Commands.parse("{\"message\":\"connection\",\"data\":[{\"custom\":" + custom + "}]}"))
        .isInstanceOf(Command.Malformed.class);
    String other = "\"" + "x".repeat(140_000) + "\"";
    assertThat(Commands.parse("{\"message\":\"connection\",\"data\":[{\"x\":" + other + "}]}"))
        .isInstanceOf(Command.Malformed.class);
    assertThat(
            Commands.parse("{\"message\":\"playStream\",\"data\":[{\"custom\":" + custom + "}]}"))
        .isInstanceOf(Command.Malformed.class);
    String name = "{\"message\":\"" + "m".repeat(10_000) + "\"}";
    assertThat(((Command.Unknown) Commands.parse(name)).message()).hasSize(64);
  }

  @Test
  void survivesEveryTruncation() {
    for (String golden : Goldens.ALL) {
      for (int length = 0; length < golden.length(); length++) {
        assertThat(Commands.parse(golden.substring(0, length)))
            .isInstanceOf(Command.Malformed.class);
      }
    }
  }

  @Test
  void survivesEveryCorruptionOfAByte() {
    for (String golden : Goldens.ALL) {
      byte[] bytes = golden.getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < bytes.length; at++) {
        byte good = bytes[at];
        for (int bad : new int[] {good ^ 0x01, good ^ 0x80, good ^ 0xff, 0x00, 0xff}) {
          bytes[at] = (byte) bad;
          assertThat(Commands.parse(new String(bytes, StandardCharsets.UTF_8))).isNotNull();
        }
        bytes[at] = good;
      }
    }
  }
}
