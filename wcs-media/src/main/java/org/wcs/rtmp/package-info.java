/**
 * RTMP: handshake, chunk streams, messages, and the sessions of publishers and players.
 *
 * <p>Adobe RTMP 1.0 sections 5 to 7 with the digest handshake that Flash Player and Adobe's server
 * use; enhanced RTMP 2 for the codecs. Not RTMPE, RTMPT, shared objects or recorded streams.
 *
 * <p>Everything of one connection runs on that connection's lane; messages are frozen and shared.
 *
 * <p>Start reading at {@code RtmpMessage}, then {@code ChunkReader} and {@code ChunkWriter}.
 */
@NullMarked
package org.wcs.rtmp;

import org.jspecify.annotations.NullMarked;
