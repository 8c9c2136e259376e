package org.wcs.ejb.service;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.stream.EndReason;

/** Pictures of streams for clients. Any thread; the outcome is told to the client. */
public final class ClientSnapshots {

  private final SnapshotService pictures;

  /** Makes the service. */
  public ClientSnapshots(SnapshotService pictures) {
    this.pictures = pictures;
  }

  /**
   * Takes a picture, if the application agrees.
   *
   * @param mediaSessionId the client's name for whatever waits for it
   */
  public void take(ClientSession client, String mediaSessionId, String streamName) {
    client.execute(() -> ask(client, mediaSessionId, streamName));
  }

  private void ask(ClientSession client, String id, String streamName) {
    if (!client.established()) {
      tell(client, id, "snapshotFailed", "info", EndReason.SESSION_NOT_READY.text());
      return;
    }
    JsonObject asked =
        Json.createObjectBuilder().add("name", streamName).add("mediaSessionId", id).build();
    switch (client.ask(HookMethod.SNAPSHOT, asked)) {
      case HookAnswer.Refused(int status, String info) ->
          tell(client, id, "snapshotFailed", "info", info);
      case HookAnswer.Go(JsonObject object) ->
          pictures
              .take(new Fields(object).text("name"))
              .whenComplete((png, fault) -> taken(client, id, png, fault));
    }
  }

  private static void taken(
      ClientSession client, String id, byte @Nullable [] png, @Nullable Throwable fault) {
    if (png == null) {
      String why = fault == null ? EndReason.FAILED.text() : String.valueOf(fault.getMessage());
      tell(client, id, "snapshotFailed", "info", why);
    } else {
      String picture = Base64.getEncoder().encodeToString(png);
      tell(client, id, "snapshotCompleted", "snapshot", picture);
    }
  }

  private static void tell(ClientSession client, String id, String type, String key, String value) {
    JsonObject payload = Json.createObjectBuilder().add(key, value).build();
    client.tell(new SessionEvent.Notice(id, type, payload.toString()));
    client.report(
        HookMethod.STREAM_EVENT,
        Json.createObjectBuilder()
            .add("mediaSessionId", id)
            .add("type", type)
            .add("payload", payload)
            .build());
  }
}
