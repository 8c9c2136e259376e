package org.wcs.hls;

import java.util.function.Consumer;
import org.wcs.config.HlsConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/**
 * What an origin is made of and where it belongs.
 *
 * @param config settings
 * @param hub where streams are found
 * @param renditions makes H.264 and AAC of what is neither
 * @param runtime disk and wall clock
 * @param lane where everything about the origin happens
 * @param counters figures
 * @param names names of files
 * @param gone called once, when the origin has closed
 */
record OriginParts(
    HlsConfig config,
    StreamHub hub,
    Renditions renditions,
    HlsRuntime runtime,
    Lane lane,
    Counters counters,
    FileNames names,
    Consumer<Origin> gone) {}
