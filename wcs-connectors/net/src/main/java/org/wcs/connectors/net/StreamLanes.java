package org.wcs.connectors.net;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.wcs.lane.Lane;
import org.wcs.net.ByteListenerSettings;

/** The loops of byte streams, a lane and a house on each. Any thread. */
final class StreamLanes {

  private static final long GOODBYE_SECONDS = 2;

  /** Until the window is reached, sending takes no more than about a ninth of a lane's time. */
  private static final int PATIENCE = 8;

  private final MultiThreadIoEventLoopGroup loops;
  private final Map<EventLoop, StreamHouse> byLoop = new HashMap<>();
  private final List<StreamHouse> houses = new ArrayList<>();

  StreamLanes(ByteListenerSettings settings, Transport transport) {
    int lanes =
        settings.lanes() == 0 ? Runtime.getRuntime().availableProcessors() : settings.lanes();
    loops =
        new MultiThreadIoEventLoopGroup(
            lanes, new DefaultThreadFactory("wcs-stream"), transport.handlers());
    for (var executor : loops) {
      SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
      NetworkLane lane = new NetworkLane(loop, settings.burstWindowNanos(), PATIENCE);
      StreamHouse house = new StreamHouse(lane, settings.buffers(), transport);
      byLoop.put(loop, house);
      houses.add(house);
    }
  }

  MultiThreadIoEventLoopGroup loops() {
    return loops;
  }

  List<StreamHouse> houses() {
    return houses;
  }

  StreamHouse houseOf(EventLoop loop) {
    StreamHouse house = byLoop.get(loop);
    if (house == null) {
      throw new IllegalArgumentException("a loop of somebody else: " + loop);
    }
    return house;
  }

  /** The house of the lane. */
  StreamHouse houseOf(Lane lane) {
    for (StreamHouse house : houses) {
      if (house.lane() == lane) {
        return house;
      }
    }
    throw new IllegalArgumentException("a lane of another network: " + lane);
  }

  StreamHouse leastBusy() {
    StreamHouse least = houses.getFirst();
    for (StreamHouse house : houses) {
      if (house.load() < least.load()) {
        least = house;
      }
    }
    return least;
  }

  /** Closes every connection, then ends the loops. Not from a lane. */
  void close() {
    for (StreamHouse house : houses) {
      CompletableFuture<Boolean> done = new CompletableFuture<>();
      house
          .lane()
          .execute(
              () -> {
                house.close();
                done.complete(true);
              });
      done.completeOnTimeout(false, GOODBYE_SECONDS, TimeUnit.SECONDS).join();
    }
    loops.shutdownGracefully(0, GOODBYE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
