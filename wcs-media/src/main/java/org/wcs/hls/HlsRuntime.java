package org.wcs.hls;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.wcs.lane.Lane;

/**
 * What HLS needs from the process around it.
 *
 * @param lanes gives the lane for the next stream; any thread
 * @param disk runs work on files that may block
 * @param folder where segments go when the settings name no folder
 * @param epochNanos wall-clock time at lane time 0, nanoseconds since 1970
 */
public record HlsRuntime(Supplier<Lane> lanes, Executor disk, Path folder, long epochNanos) {}
