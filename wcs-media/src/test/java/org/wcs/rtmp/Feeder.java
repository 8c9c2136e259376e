package org.wcs.rtmp;

/** Publishes pictures every 40 ms and sound every 23 ms in the order of time. */
final class Feeder {

  static final double SOUND_MILLIS = 1_024_000.0 / 44_100;

  final TestClient client;
  private final boolean audio;
  private final boolean video;
  private double soundAt;
  private long pictureAt;
  private int sounds;
  private int pictures;
  private int pictureBytes = 500;

  Feeder(TestClient client) {
    this(client, true, true);
  }

  Feeder(TestClient client, boolean audio, boolean video) {
    this.client = client;
    this.audio = audio;
    this.video = video;
  }

  /** Goes on from a time of its own. */
  Feeder startingAt(long millis) {
    soundAt = millis;
    pictureAt = millis;
    return this;
  }

  Feeder pictureBytes(int bytes) {
    pictureBytes = bytes;
    return this;
  }

  void configs() {
    if (video) {
      client.say(new RtmpMessage.Video(1, stamp(pictureAt), TestMedia.avcConfig()));
    }
    if (audio) {
      client.say(new RtmpMessage.Audio(1, stamp((long) soundAt), TestMedia.aacConfig()));
    }
  }

  /** Sends so much, with a key frame every so often (0 for none at all). */
  void millis(long millis, int keyEvery) {
    long until = Math.max(pictureAt, (long) soundAt);
    until = Math.min(until, video ? pictureAt : until) + millis;
    while ((video && pictureAt < until) || (audio && soundAt < until)) {
      if (video && (!audio || pictureAt <= soundAt)) {
        picture(keyEvery);
      } else {
        sound();
      }
    }
  }

  void picture(int keyEvery) {
    boolean key = keyEvery > 0 && pictureAt % keyEvery < 40;
    client.say(
        new RtmpMessage.Video(
            1, stamp(pictureAt), TestMedia.avc(key, 0, pictureBytes, pictures++)));
    pictureAt += 40;
  }

  void sound() {
    client.say(new RtmpMessage.Audio(1, stamp(Math.round(soundAt)), TestMedia.aac(sounds++)));
    soundAt += SOUND_MILLIS;
  }

  private static long stamp(long millis) {
    return millis & 0xFFFF_FFFFL;
  }
}
