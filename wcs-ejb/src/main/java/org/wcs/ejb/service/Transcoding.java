package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.unit.Codec;

/** One stream made of another for an operator. Any thread. */
final class Transcoding {

  private final String id;
  private final String localName;
  private final String remoteName;
  private final String uri;
  private TranscoderOrder.Encoder encoder; // this
  private TranscoderGateway.@Nullable Made made; // this
  private @Nullable EndReason stopped; // this

  Transcoding(
      String id, String localName, String remoteName, String uri, TranscoderOrder.Encoder encoder) {
    this.id = id;
    this.localName = localName;
    this.remoteName = remoteName;
    this.uri = uri;
    this.encoder = encoder;
  }

  String localName() {
    return localName;
  }

  String remoteName() {
    return remoteName;
  }

  String uri() {
    return uri;
  }

  synchronized boolean started() {
    return made != null;
  }

  void started(TranscoderGateway.Made now) {
    EndReason late;
    synchronized (this) {
      made = now;
      late = stopped;
    }
    if (late != null) {
      now.stop(late);
    }
  }

  void stop(EndReason reason) {
    TranscoderGateway.Made now;
    synchronized (this) {
      stopped = reason;
      now = made;
    }
    if (now != null) {
      now.stop(reason);
    }
  }

  synchronized void mark(@Nullable String file, TranscoderGateway.@Nullable Mark mark) {
    TranscoderGateway.Made now = made;
    if (now != null) {
      now.mark(mark);
      encoder = new TranscoderOrder.Encoder(encoder.video(), encoder.audio(), encoder.type(), file);
    }
  }

  synchronized TranscoderStatus status() {
    TranscoderGateway.Made now = made;
    boolean live = now != null && now.stream().live();
    return new TranscoderStatus(
        id,
        localName,
        remoteName,
        uri,
        live ? TranscoderStatus.State.PROCESSED_LOCAL : TranscoderStatus.State.NEW,
        has(Codec.Kind.AUDIO),
        has(Codec.Kind.VIDEO),
        encoder);
  }

  private synchronized boolean has(Codec.Kind kind) {
    TranscoderGateway.Made now = made;
    return now != null && now.stream().track(kind).isPresent();
  }
}
