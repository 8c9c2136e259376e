package org.wcs.rtmp;

import org.wcs.config.RtmpConfig;
import org.wcs.peer.WaitingRoom;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/**
 * What all sessions share.
 *
 * @param renditions finds tracks that a player takes
 * @param policy says who may do what
 * @param fanOuts what is being played
 * @param publications what is being published
 * @param waitingRoom players of streams that are not there
 */
record RtmpParts(
    RtmpConfig config,
    StreamHub hub,
    Renditions renditions,
    RtmpPolicy policy,
    FanOuts fanOuts,
    Publications publications,
    WaitingRoom waitingRoom) {}
