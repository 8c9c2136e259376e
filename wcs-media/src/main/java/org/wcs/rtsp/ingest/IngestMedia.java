package org.wcs.rtsp.ingest;

import org.jspecify.annotations.Nullable;
import org.wcs.sdp.MediaDescription;
import org.wcs.sdp.PayloadFormat;
import org.wcs.unit.Codec;

/**
 * One medium that is taken in. Immutable.
 *
 * @param mLine which m-line of the description it is, from 0
 * @param description all that is said of it
 * @param format the one payload format that is taken
 * @param codec what it carries, as far as the description tells
 * @param control the control attribute as it stands there, null if there is none
 */
public record IngestMedia(
    int mLine,
    MediaDescription description,
    PayloadFormat format,
    Codec codec,
    @Nullable String control) {}
