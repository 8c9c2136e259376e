package org.wcs.rtmp;

import org.jspecify.annotations.Nullable;
import org.wcs.net.SharedOctets;

/**
 * One message of a track, chunked once for all players. Frozen.
 *
 * @param chunks the bytes as they go to every player
 * @param millis its timestamp, not wrapped
 * @param key whether decoding can start here
 * @param config body of the sequence header it needs; the same array as long as that is the same
 */
record FanMessage(SharedOctets chunks, long millis, boolean key, byte @Nullable [] config)
    implements FanEntry {}
