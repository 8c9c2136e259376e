package org.wcs.web.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RequestReaderTest {

  private static final String GOLDEN =
      "{\"name\":\"a\",\"full\":\"true\",\"port\":5060,\"ids\":[\"x\",7],"
          + "\"within\":{\"action\":\"mute\"},\"payload\":{\"a\":[1,null]},\"loop\":1}";

  /** One component of each kind. */
  record Call(
      @NotNull String name,
      @Nullable Boolean full,
      @Nullable Integer port,
      @Nullable List<String> ids,
      @Nullable Within within,
      @Nullable JsonObject payload,
      @Nullable JsonValue any,
      boolean loop) {}

  record Within(@Nullable String action, @Nullable Integer level) {}

  record Flags(
      @Nullable Boolean a, @Nullable Boolean b, @Nullable Boolean c, @Nullable Boolean d) {}

  record Texts(@Nullable String a, @Nullable String b, @Nullable String c) {}

  record Numbers(@Nullable Integer a, @Nullable Integer b, @Nullable Integer c) {}

  record Names(@Nullable List<String> ids) {}

  record Outer(@Nullable Inner inner) {}

  record Inner(@NotNull String name) {}

  @Test
  void readsEveryKindOfComponent() throws BadRequest {
    Call call = read(Call.class, GOLDEN);

    assertThat(call.name()).isEqualTo("a");
    assertThat(call.full()).isTrue();
    assertThat(call.port()).isEqualTo(5060);
    assertThat(call.ids()).containsExactly("x", "7");
    assertThat(call.within()).isEqualTo(new Within("mute", null));
    assertThat(call.payload()).hasToString("{\"a\":[1,null]}");
    assertThat(call.any()).isNull();
    assertThat(call.loop()).isTrue();
  }

  @Test
  void takesNumbersAndBooleansAsTheyComeOrAsText() throws BadRequest {
    assertThat(read(Flags.class, "{\"a\":true,\"b\":\"TRUE\",\"c\":1,\"d\":\" 0 \"}"))
        .isEqualTo(new Flags(true, true, true, false));
    assertThat(read(Texts.class, "{\"a\":5060,\"b\":false,\"c\":\"x\"}"))
        .isEqualTo(new Texts("5060", "false", "x"));
    assertThat(read(Numbers.class, "{\"a\":\"5060\",\"b\":-1,\"c\":30.0}"))
        .isEqualTo(new Numbers(5060, -1, 30));
  }

  @Test
  void nullAndBlankMeanAbsent() throws BadRequest {
    assertThat(read(Texts.class, "{\"a\":null,\"b\":\" \"}"))
        .isEqualTo(new Texts(null, null, null));
    assertThat(read(Flags.class, "{\"a\":null,\"b\":\"\"}"))
        .isEqualTo(new Flags(null, null, null, null));
    assertThat(read(Numbers.class, "{\"a\":null,\"b\":\"\"}"))
        .isEqualTo(new Numbers(null, null, null));
    refused("name is missing", Call.class, "{\"name\":\" \"}");
    refused("name is missing", Call.class, "{\"name\":null}");
    refused("name is missing", Call.class, "{}");
  }

  @Test
  void nothingIsAnEmptyObject() throws BadRequest {
    assertThat(read(Texts.class, "")).isEqualTo(new Texts(null, null, null));
    assertThat(read(Texts.class, " \r\n")).isEqualTo(new Texts(null, null, null));
    assertThat(read(Outer.class, "{\"inner\":null}")).isEqualTo(new Outer(null));
  }

  @Test
  void aSingleTextIsAListOfOne() throws BadRequest {
    assertThat(read(Names.class, "{\"ids\":\"x\"}").ids()).containsExactly("x");
    assertThat(read(Names.class, "{\"ids\":[]}").ids()).isEmpty();
    assertThat(read(Names.class, "{}").ids()).isNull();
  }

  @Test
  void theLastOfEqualKeysCountsAndUnknownOnesArePassedOver() throws BadRequest {
    assertThat(read(Texts.class, "{\"a\":\"1\",\"z\":{\"y\":[]},\"a\":\"2\"}").a()).isEqualTo("2");
    StringBuilder many = new StringBuilder("{");
    for (int key = 0; key < 10_000; key++) {
      many.append("\"k").append(key).append("\":").append(key).append(',');
    }
    assertThat(read(Texts.class, many + "\"a\":\"found\"}").a()).isEqualTo("found");
  }

  @Test
  void saysWhatIsWrong() {
    refused("The body is not a JSON object", Call.class, "{");
    refused("The body is not a JSON object", Call.class, "[]");
    refused("The body is not a JSON object", Call.class, "7");
    refused("The body is not a JSON object", Call.class, "null");
    refused("The body is not a JSON object", Call.class, "{\"name\":\"1\"}x");
    refused("The body is not a JSON object", Call.class, "{\"name\":\"1\"}{}");
    refused("name must be a string", Call.class, "{\"name\":[]}");
    refused("name is too long", Call.class, "{\"name\":\"" + "x".repeat(5_000) + "\"}");
    refused("a must be true or false", Flags.class, "{\"a\":\"maybe\"}");
    refused("a must be true or false", Flags.class, "{\"a\":{}}");
    refused("a must be a whole number", Numbers.class, "{\"a\":\"many\"}");
    refused("a must be a whole number", Numbers.class, "{\"a\":1.5}");
    refused("a must be a whole number", Numbers.class, "{\"a\":[1]}");
    refused("a is out of range", Numbers.class, "{\"a\":2147483648}");
    refused("ids must be a list of strings", Names.class, "{\"ids\":[[]]}");
    refused("ids must be a list of strings", Names.class, "{\"ids\":{}}");
    refused("inner must be an object", Outer.class, "{\"inner\":\"{}\"}");
    refused("inner.name is missing", Outer.class, "{\"inner\":{}}");
  }

  @Test
  void hugeNumbersCostNothing() {
    refused("a must be a whole number", Numbers.class, "{\"a\":1e1000000000}");
    refused("a must be a whole number", Numbers.class, "{\"a\":\"" + "9".repeat(4_000) + "\"}");
    refused("a must be a whole number", Numbers.class, "{\"a\":1" + "0".repeat(1_000) + "}");
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    refused("The body is not a JSON object", Call.class, "{\"a\":".repeat(12_000));
    refused("The body is not a JSON object", Call.class, "[".repeat(60_000));
  }

  @Test
  void everyCorruptionAndTruncationIsTakenOrRefused() {
    byte[] golden = GOLDEN.getBytes(StandardCharsets.UTF_8);
    int refusals = 0;
    for (int at = 0; at < golden.length; at++) {
      for (int mask : new int[] {0x01, 0x80, 0xFF}) {
        byte[] corrupt = golden.clone();
        corrupt[at] ^= (byte) mask;
        refusals += look(corrupt);
      }
      for (int value : new int[] {0, 0xFF}) {
        byte[] corrupt = golden.clone();
        corrupt[at] = (byte) value;
        refusals += look(corrupt);
      }
      refusals += look(java.util.Arrays.copyOf(golden, at));
    }
    assertThat(refusals).isGreaterThan(golden.length);
  }

  private static int look(byte[] octets) {
    try {
      RequestReader.read(Call.class, octets);
      return 0;
    } catch (BadRequest refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return 1;
    }
  }

  private static <T> T read(Class<T> type, String json) throws BadRequest {
    return RequestReader.read(type, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(String message, Class<?> type, String json) {
    ThrowingCallable attempt = () -> read(type, json);
    assertThatThrownBy(attempt).isInstanceOf(BadRequest.class).hasMessage(message);
  }
}
