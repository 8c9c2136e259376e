package org.wcs.rtmp;

import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.config.RtmpConfig;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteDialer;
import org.wcs.net.ByteReceiver;
import org.wcs.net.DialOrder;
import org.wcs.net.DialOutcome;
import org.wcs.net.PortRange;

/**
 * One connection to another server, from the dialling to its end (Adobe RTMP 1.0 section 7.2, the
 * client's side). On the link's lane.
 */
final class ClientSession implements RtmpConnection.Role, ByteReceiver, DialOutcome {

  private static final double CONNECT = 1;
  private static final double RELEASE = 2;
  private static final double FC = 3;
  private static final double CREATE = 4;
  private static final double START = 5;

  /** Any live stream; the rest of the numbers means recordings. In milliseconds, as all do it. */
  private static final double PLAY_LIVE = -2_000;

  private static final int BUFFER_MILLIS = 1_000;

  private final ClientLink link;
  private final RtmpTarget target;
  private @Nullable RtmpConnection connection;
  private Lane.@Nullable Timer deadline;
  private @Nullable OutgoingWatch outgoing;
  private int streamId;
  private boolean running;
  private boolean over;

  ClientSession(ClientLink link, RtmpTarget target) {
    this.link = link;
    this.target = target;
  }

  /** The message stream that media goes over. */
  int streamId() {
    return streamId;
  }

  RtmpConnection connection() {
    return Objects.requireNonNull(connection, "not connected");
  }

  void dial(ByteDialer dialer) {
    RtmpConfig.Client config = config();
    dialer.dial(
        new DialOrder(
            target.host(),
            target.port(),
            target.tls(),
            config.connectTimeout(),
            new PortRange(config.ports().from(), config.ports().to()),
            null,
            link.lane()),
        this,
        this);
  }

  /** About once a second. */
  void tick() {
    RtmpConnection now = connection;
    if (now == null || over || !running || outgoing == null) {
      return;
    }
    long nanos = link.lane().nanoTime();
    long idle = link.parts().config().timeouts().idle().toNanos();
    if (outgoing.stuckNanos(now, nanos) > idle) {
      fail("The other server takes nothing");
    } else if (!link.pushes() && nanos - now.heardNanos() > idle) {
      fail("The other server sends nothing");
    }
  }

  /** Takes leave of the other server. */
  void goodbye() {
    if (connection != null && !over && streamId != 0) {
      if (link.pushes()) {
        call(0, "FCUnpublish", 0, AmfValue.of(target.stream()));
      }
      call(0, "deleteStream", 0, AmfValue.of(streamId));
    }
    leave();
  }

  void send(RtmpMessage message) {
    connection().send(message);
  }

  @Override
  public void connected(ByteConnection bytes) {
    if (over) {
      bytes.close();
      return;
    }
    long millis = bytes.lane().nanoTime() / 1_000_000L;
    HandshakeClient handshake = new HandshakeClient(new SecureRandom(), millis, true);
    connection = new RtmpConnection(bytes, handshake, this, link.parts().config());
    outgoing = new OutgoingWatch(bytes.lane().nanoTime());
    expectAnswer("The other server does not shake hands");
  }

  @Override
  public void failed(String why) {
    fail(why);
  }

  @Override
  public void received(ByteConnection bytes, byte[] buffer, int offset, int length) {
    if (!over) {
      connection().received(bytes, buffer, offset, length);
    }
  }

  @Override
  public void writabilityChanged(ByteConnection bytes, boolean writable) {
    // the player looks at the unsent bytes itself
  }

  @Override
  public void closed(ByteConnection bytes, @Nullable String why) {
    if (!over && connection != null) {
      connection.closed(bytes, why);
    }
  }

  @Override
  public void handshaken() {
    send(new RtmpMessage.SetChunkSize(ChunkWriter.SHARED_CHUNK_SIZE));
    AmfValue object =
        AmfValue.object(
            "app",
            target.app(),
            "type",
            "nonprivate",
            "flashVer",
            config().push().flashVersion(),
            "tcUrl",
            target.tcUrl(),
            "fpad",
            false,
            "capabilities",
            15,
            "audioCodecs",
            0x0FFF,
            "videoCodecs",
            0x00FF,
            "videoFunction",
            1,
            "objectEncoding",
            0,
            "fourCcList",
            Replies.fourCcs());
    send(RtmpMessage.Command.of(0, "connect", CONNECT, object));
    expectAnswer("The other server does not answer connect");
  }

  @Override
  public void message(RtmpMessage message) {
    switch (message) {
      case RtmpMessage.Command command -> command(command);
      case RtmpMessage.Audio _, RtmpMessage.Video _, RtmpMessage.Data _ -> media(message);
      case RtmpMessage.SharedObject _, RtmpMessage.Unknown _, RtmpMessage.UserControl _ -> {}
      case RtmpMessage.SetChunkSize _, RtmpMessage.Abort _, RtmpMessage.Acknowledgement _ -> {}
      case RtmpMessage.WindowAcknowledgementSize _, RtmpMessage.SetPeerBandwidth _ -> {}
    }
  }

  @Override
  public void closed(String why) {
    fail(why);
  }

  private void media(RtmpMessage message) {
    if (streamId != 0 && message.streamId() == streamId) {
      start(); // not every server says that it plays
      link.task().media(this, message);
    }
  }

  private void command(RtmpMessage.Command command) {
    switch (command.name()) {
      case "_result" -> result(command);
      case "_error" -> error(command);
      case "onStatus" -> status(command.argument(0));
      case "onBWDone" -> call(0, "_checkbw", 0);
      case "close" -> fail("The other server closes");
      default -> {}
    }
  }

  private void result(RtmpMessage.Command command) {
    if (command.transactionId() == CONNECT && streamId == 0) {
      link.connected(this);
      send(new RtmpMessage.WindowAcknowledgementSize(RtmpConnection.WINDOW_BYTES));
      if (link.pushes()) {
        call(0, "releaseStream", RELEASE, AmfValue.of(target.stream()));
        call(0, "FCPublish", FC, AmfValue.of(target.stream()));
      }
      call(0, "createStream", CREATE);
      expectAnswer("The other server does not create a stream");
    } else if (command.transactionId() == CREATE && streamId == 0) {
      created((int) command.argument(0).number(1));
    }
  }

  private void created(int id) {
    streamId = id > 0 ? id : 1;
    AmfValue name = AmfValue.of(target.stream());
    if (link.pushes()) {
      call(streamId, "publish", START, name, AmfValue.of("live"));
    } else {
      call(streamId, "play", START, name, AmfValue.of(PLAY_LIVE));
      send(
          new RtmpMessage.UserControl(
              RtmpMessage.UserControl.Kind.SET_BUFFER_LENGTH, streamId, BUFFER_MILLIS));
    }
    expectAnswer("The other server does not answer " + (link.pushes() ? "publish" : "play"));
  }

  private void error(RtmpMessage.Command command) {
    AmfValue information = command.argument(0);
    String why = information.get("description").text(information.get("code").text("refused"));
    if (command.transactionId() == CONNECT) {
      RtmpTarget elsewhere = elsewhere(information);
      RtmpTarget next =
          elsewhere == null ? AdobeAuthorisation.answer(link.target(), target, why) : elsewhere;
      if (next == null) {
        fail("Refused: " + why);
      } else {
        leave();
        link.again(this, next);
      }
    } else if (command.transactionId() == CREATE || command.transactionId() == START) {
      fail("Refused: " + why);
    }
  }

  /** Servers behind a balancer name another one: code 302 and its URL. */
  private @Nullable RtmpTarget elsewhere(AmfValue information) {
    AmfValue more = information.get("ex");
    boolean moved = more.get("code").number(0) == 302;
    return moved ? RtmpTarget.of(more.get("redirect").text(""), target.stream()) : null;
  }

  private void status(AmfValue information) {
    String code = information.get("code").text("");
    switch (code) {
      case "NetStream.Publish.Start", "NetStream.Play.Start" -> start();
      case "NetStream.Play.PublishNotify", "NetStream.Play.Reset" -> {}
      case "NetStream.Play.UnpublishNotify", "NetStream.Play.Stop", "NetStream.Play.Complete" ->
          fail("The stream has ended at the other server");
      default -> {
        boolean bad = information.get("level").text("").equals("error");
        if (bad || code.endsWith(".StreamNotFound") || code.endsWith(".BadName")) {
          fail(code + ": " + information.get("description").text("refused"));
        }
      }
    }
  }

  private void start() {
    if (running || over || streamId == 0) {
      return;
    }
    running = true;
    stopDeadline();
    String refusal = link.task().started(this);
    if (!refusal.isEmpty()) {
      fail(refusal);
    }
  }

  private void call(int stream, String name, double transaction, AmfValue... arguments) {
    send(RtmpMessage.Command.of(stream, name, transaction, AmfValue.NULL, arguments));
  }

  private void expectAnswer(String otherwise) {
    stopDeadline();
    deadline = link.lane().schedule(config().answerTimeout().toNanos(), () -> fail(otherwise));
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  /** Gives the connection up. */
  void fail(String why) {
    if (!over) {
      leave();
      link.failed(this, why);
    }
  }

  private void leave() {
    over = true;
    stopDeadline();
    if (connection != null) {
      connection.close();
    }
  }

  private RtmpConfig.Client config() {
    return link.parts().config().client();
  }

  /** For the log. */
  @Override
  public String toString() {
    return String.join(" ", List.of("connection to", target.toString()));
  }
}
