package org.wcs.rtsp;

import java.util.concurrent.atomic.LongAdder;
import org.wcs.config.RtspConfig;
import org.wcs.net.ByteNetwork;
import org.wcs.peer.WaitingRoom;
import org.wcs.rtsp.egress.Egress;
import org.wcs.rtsp.ingest.Publications;

/**
 * What all connections of the server share.
 *
 * @param common shared with the client
 * @param network where the connections come from
 * @param egress streams on their way out
 * @param publications names that are being recorded
 * @param login who may come in
 * @param waitingRoom clients that wait for streams that are not there
 * @param sessions all sessions
 * @param strangers counts packets that belonged to nobody
 */
record ServerParts(
    RtspParts common,
    ByteNetwork network,
    Egress egress,
    Publications publications,
    ServerLogin login,
    WaitingRoom waitingRoom,
    ServerSessions sessions,
    LongAdder strangers) {

  RtspConfig config() {
    return common.config();
  }
}
