package org.wcs.ejb.boot;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.wcs.config.MediaConfig;
import org.wcs.ejb.hook.HookSnapshot;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.LiveStreams;
import org.wcs.ejb.service.RemoteStreams;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.net.LanePorts;
import org.wcs.net.PortPairs;

/**
 * What the picture of the server is made of. Any thread.
 *
 * @param open whether all ports are open
 * @param ports the range of media ports
 * @param planes where media comes and goes
 * @param remote streams fetched from other servers
 * @param all everything that comes in and goes out
 * @param calls to backends
 */
record StatusSources(
    BooleanSupplier open,
    MediaConfig ports,
    Planes planes,
    RemoteStreams remote,
    LiveStreams all,
    Supplier<HookSnapshot> calls)
    implements ServerStatus.Sources {

  /** Where media comes and goes. */
  record Planes(StreamPlane between, MediaPlane media, RtmpPlane rtmp, RtspPlane rtsp) {}

  @Override
  public boolean ready() {
    return open.getAsBoolean();
  }

  @Override
  public int peers() {
    return planes.media().peers();
  }

  @Override
  public ServerStatus.Network network() {
    LanePorts.Counters media = planes.media().counters();
    return new ServerStatus.Network(
        media, planes.rtmp().counters(), planes.rtsp().counters(), mediaPorts(), 0);
  }

  private ServerStatus.MediaPorts mediaPorts() {
    PortPairs.Usage pairs = planes.rtsp().portUsage();
    int all = ports.portTo() - ports.portFrom();
    int busy = planes.media().portCount() + pairs.busy();
    return new ServerStatus.MediaPorts(
        Math.max(0, all - busy - pairs.resting()), busy, pairs.resting());
  }

  @Override
  public ServerStatus.Protocols protocols() {
    return planes
        .between()
        .protocols(
            planes.media().totals(),
            planes.rtmp().totals(),
            planes.rtsp().status(remote.cameras().find(null, null)));
  }

  @Override
  public HookSnapshot hooks() {
    return calls.get();
  }

  @Override
  public List<LiveStream> live() {
    return all.all();
  }
}
