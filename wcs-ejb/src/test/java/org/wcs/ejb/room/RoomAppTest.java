package org.wcs.ejb.room;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.hook.LocalBackend;

class RoomAppTest {

  private final List<String> told = new ArrayList<>();
  private final RoomApp app =
      new RoomApp((session, payload) -> told.add(session + " " + payload.replace("\"", "'")));

  private LocalBackend.Reply call(HookMethod method, String session, String json) {
    JsonObject object = Json.createReader(new StringReader(json.replace('\'', '"'))).readObject();
    return app.answer(
        method,
        Json.createObjectBuilder(object)
            .add("sessionId", session)
            .add("appKey", "roomApp")
            .build());
  }

  private void connect(String login) {
    assertThat(call(HookMethod.CONNECT, login, "{'custom':{'login':'" + login + "'}}").status())
        .isEqualTo(200);
  }

  private LocalBackend.Reply command(String session, String command, String options) {
    return call(
        HookMethod.ON_DATA_EVENT,
        session,
        "{'operationId':'o','payload':{'command':'" + command + "','options':" + options + "}}");
  }

  private void join(String login) {
    connect(login);
    assertThat(command(login, "join", "{'name':'r'}").status()).isEqualTo(200);
  }

  private void stream(String login, String name, String status) {
    call(
        HookMethod.STREAM_STATUS_EVENT,
        login,
        "{'name':'" + name + "','published':true,'status':'" + status + "','custom':{'name':'r'}}");
  }

  @Test
  void tellsWhoIsHereAndWhoComesAndGoes() {
    join("ann");
    join("bob");
    assertThat(command("ann", "leave", "{'name':'r'}").status()).isEqualTo(200);
    assertThat(told)
        .containsExactly(
            "ann {'roomName':'r','name':'STATE','info':[]}",
            "bob {'roomName':'r','name':'STATE','info':['ann']}",
            "ann {'roomName':'r','name':'JOINED','info':'bob'}",
            "bob {'roomName':'r','name':'LEFT','info':'ann'}");
    assertThat(app.rooms()).isEqualTo(1);
    command("bob", "leave", "{'name':'r'}");
    assertThat(app.rooms()).isZero();
  }

  @Test
  void tellsOfStreamsAndListsThemForThoseWhoComeLater() {
    join("ann");
    join("bob");
    told.clear();
    stream("ann", "r-ann-1", "PUBLISHING");
    stream("ann", "r-ann-2", "PUBLISHING");
    join("cid");
    stream("ann", "r-ann-1", "UNPUBLISHED");
    stream("ann", "r-ann-2", "FAILED");
    stream("ann", "r-ann-2", "FAILED");
    assertThat(told)
        .containsExactly(
            "bob {'roomName':'r','name':'PUBLISHED','info':{'login':'ann','name':'r-ann-1'}}",
            "bob {'roomName':'r','name':'PUBLISHED','info':{'login':'ann','name':'r-ann-2'}}",
            "cid {'roomName':'r','name':'STATE','info':[{'login':'ann','name':'r-ann-1'},"
                + "{'login':'ann','name':'r-ann-2'},'bob']}",
            "ann {'roomName':'r','name':'JOINED','info':'cid'}",
            "bob {'roomName':'r','name':'JOINED','info':'cid'}",
            "bob {'roomName':'r','name':'UNPUBLISHED','info':{'login':'ann','name':'r-ann-1'}}",
            "cid {'roomName':'r','name':'UNPUBLISHED','info':{'login':'ann','name':'r-ann-1'}}",
            "bob {'roomName':'r','name':'FAILED','info':{'login':'ann','name':'r-ann-2'}}",
            "cid {'roomName':'r','name':'FAILED','info':{'login':'ann','name':'r-ann-2'}}");
  }

  @Test
  void handsMessagesToThoseTheyAreFor() {
    join("ann");
    join("bob");
    join("cid");
    told.clear();
    String message = "{'roomConfig':{'name':'r'},'to':'bob','text':'hi'}";
    assertThat(command("ann", "sendMessage", message).status()).isEqualTo(200);
    assertThat(told)
        .containsExactly("bob {'roomName':'r','name':'MESSAGE','info':{'from':'ann','text':'hi'}}");
    assertThat(command("ann", "sendMessage", message.replace("bob", "dan")).info())
        .isEqualTo("Participant not found");
    connect("eve");
    assertThat(command("eve", "sendMessage", message).info()).isEqualTo("Not in the room");
  }

  @Test
  void forgetsAGuestThatIsGone() {
    join("ann");
    join("bob");
    told.clear();
    call(HookMethod.CONNECTION_STATUS_EVENT, "ann", "{'status':'DISCONNECTED'}");
    stream("ann", "r-ann-1", "PUBLISHING");
    assertThat(told).containsExactly("bob {'roomName':'r','name':'LEFT','info':'ann'}");
    assertThat(command("ann", "join", "{'name':'r'}").status()).isEqualTo(403);
  }

  @Test
  void letsOnlyMembersPublishAndPlay() {
    join("ann");
    connect("eve");
    String inRoom = "{'name':'r-x-1','custom':{'name':'r'}}";
    for (HookMethod method : List.of(HookMethod.PUBLISH_STREAM, HookMethod.PLAY_STREAM)) {
      assertThat(call(method, "ann", inRoom).status()).isEqualTo(200);
      assertThat(call(method, "eve", inRoom).info()).isEqualTo("Not in the room");
      assertThat(call(method, "eve", "{'name':'other'}").status()).isEqualTo(200);
    }
  }

  @Test
  void refusesASecondOfTheSameNameButNotTheSameAgain() {
    join("ann");
    told.clear();
    call(HookMethod.CONNECT, "other", "{'custom':{'login':'ann'}}");
    assertThat(command("other", "join", "{'name':'r'}").info())
        .isEqualTo("Login is already in the room");
    assertThat(command("ann", "join", "{'name':'r'}").status()).isEqualTo(200);
    assertThat(told).containsExactly("ann {'roomName':'r','name':'STATE','info':[]}");
  }

  @Test
  void keepsRoomsOfDifferentApplicationsApart() {
    join("ann");
    app.answer(
        HookMethod.CONNECT,
        Json.createObjectBuilder()
            .add("sessionId", "bob")
            .add("appKey", "other")
            .add("custom", Json.createObjectBuilder().add("login", "bob"))
            .build());
    told.clear();
    app.answer(
        HookMethod.ON_DATA_EVENT,
        Json.createObjectBuilder()
            .add("sessionId", "bob")
            .add("appKey", "other")
            .add(
                "payload",
                Json.createObjectBuilder()
                    .add("command", "join")
                    .add("options", Json.createObjectBuilder().add("name", "r")))
            .build());
    assertThat(told).containsExactly("bob {'roomName':'r','name':'STATE','info':[]}");
  }

  @Test
  void refusesClientsWithoutALogin() {
    assertThat(call(HookMethod.CONNECT, "x", "{}").info()).isEqualTo("Login is missing");
    assertThat(call(HookMethod.CONNECT, "x", "{'custom':{'login':7}}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'payload':null}",
        "{'payload':[]}",
        "{'payload':{'command':7}}",
        "{'payload':{'command':'dance'}}",
        "{'payload':{'command':'join'}}",
        "{'payload':{'command':'join','options':{'name':' '}}}",
        "{'payload':{'command':'join','options':{'name':'r','record':true}}}",
        "{'payload':{'command':'leave','options':{'name':'elsewhere'}}}",
        "{'payload':{'command':'sendMessage','options':{'roomConfig':'r','to':{}}}}"
      })
  void refusesWhatMakesNoSense(String json) {
    connect("ann");
    assertThat(call(HookMethod.ON_DATA_EVENT, "ann", json).status()).isEqualTo(403);
    assertThat(told).isEmpty();
    assertThat(app.rooms()).isZero();
  }
}
