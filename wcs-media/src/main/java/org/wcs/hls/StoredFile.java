package org.wcs.hls;

import org.jspecify.annotations.Nullable;

/** A segment, a part or an init segment under its name. Its content moves to disk at most once. */
final class StoredFile {

  private final String name;
  private final String contentType;
  private volatile HlsBody body;

  StoredFile(String name, String contentType, HlsBody body) {
    this.name = name;
    this.contentType = contentType;
    this.body = body;
  }

  String name() {
    return name;
  }

  HlsBody body() {
    return body;
  }

  /** The same content at another place. Any thread. */
  void moved(HlsBody elsewhere) {
    body = elsewhere;
  }

  HlsResponse response() {
    return HlsResponse.media(contentType, body);
  }

  HlsBody.@Nullable OnDisk onDisk() {
    return body instanceof HlsBody.OnDisk disk ? disk : null;
  }
}
