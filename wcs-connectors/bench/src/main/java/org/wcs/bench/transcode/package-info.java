/**
 * Measures what transcoding costs, beside the {@code ffmpeg} program of the same build doing the
 * same job on the same material.
 *
 * <p>Spec: none. Threads: the main thread publishes; one thread for each lane, as in the server.
 * Start at {@link org.wcs.bench.transcode.TranscodeBench}.
 */
@NullMarked
package org.wcs.bench.transcode;

import org.jspecify.annotations.NullMarked;
