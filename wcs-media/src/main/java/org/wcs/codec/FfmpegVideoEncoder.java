package org.wcs.codec;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** An encoder of FFmpeg, opened at the first picture and anew at each change of size. */
final class FfmpegVideoEncoder implements VideoEncoder {
  private static final int SPS = 7;
  private static final long SECOND = 90_000;

  private final VideoSettings settings;
  private final FrameRateLimit limit;
  private final PictureScaler scaler = new PictureScaler();
  private final AVFrame input = avutil.av_frame_alloc();
  private final FrameRate rate = new FrameRate();
  private final boolean reconfigurable;

  /** The encoders of H.264 give each frame its share of a second, whatever its time is. */
  private final boolean byFrameRate;

  private Codec.Video codec;
  private @Nullable CodecContext context;
  private @Nullable PictureSize size;
  private @Nullable RawPicture canvas;
  private @Nullable PictureSize canvasSize;
  private @Nullable Area drawn;
  private @Nullable Overlay overlay;
  private boolean keyPending;
  private int bitsPerSecond;
  private int bitsPerSecondNow;
  private int framesPerSecondNow = VideoEncoding.USUAL_RATE;
  private int framesSinceKey;
  private long openedAt;
  private long lastPts;
  private boolean closed;

  FfmpegVideoEncoder(Codec.Video codec, VideoSettings settings) {
    this.codec = codec;
    this.settings = settings;
    bitsPerSecond = settings.bitsPerSecond();
    limit = new FrameRateLimit(settings.framesPerSecond());
    String encoder = VideoEncoding.encoderOf(codec);
    reconfigurable = encoder.equals(VideoEncoding.X264);
    byFrameRate = codec instanceof Codec.H264;
  }

  @Override
  public void encode(RawPicture picture, boolean key, Consumer<? super Frame> out)
      throws CodecException {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    keyPending |= key;
    if (!limit.passes(picture.pts())) {
      return;
    }
    rate.shown(picture.pts());
    keyPending |= framesSinceKey >= VideoEncoding.interval(settings);
    PictureSize wanted =
        PictureSize.of(picture.width(), picture.height(), settings.width(), settings.height());
    CodecContext encoder = encoderFor(wanted, picture);
    try (RawPicture fitting = fit(picture, wanted)) {
      avutil.av_frame_ref(input, fitting.frame());
      cover();
      input.pts(picture.pts()).duration(SECOND / framesPerSecondNow);
      input.pict_type(keyPending ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
      lastPts = picture.pts();
      keyPending = false;
      framesSinceKey++;
      encoder.encode(input, packet -> handOut(packet, out));
    } finally {
      avutil.av_frame_unref(input);
    }
  }

  /** Pixels that others see too are copied first. */
  private void cover() {
    Overlay now = overlay;
    if (now != null && avutil.av_frame_make_writable(input) >= 0) {
      now.drawOn(input);
    }
  }

  private CodecContext encoderFor(PictureSize wanted, RawPicture picture) throws CodecException {
    long pts = picture.pts();
    CodecContext now = context;
    if (now != null && wanted.equals(size) && pts > lastPts && !mustBeginAnew(pts)) {
      return now;
    }
    if (now != null) {
      now.close();
      context = null;
    }
    framesPerSecondNow = rate.orElse(firstRate());
    bitsPerSecondNow = wantedBitrate(wanted);
    now =
        new VideoEncoding(codec, settings, wanted, bitsPerSecondNow, framesPerSecondNow)
            .open(picture);
    context = now;
    size = wanted;
    openedAt = pts;
    if (codec instanceof Codec.H264 h264) {
      int id = H264Level.constrainedBaseline(wanted.width(), wanted.height(), framesPerSecondNow);
      codec = new Codec.H264(id, h264.packetizationMode());
    }
    return now;
  }

  private int firstRate() {
    return settings.framesPerSecond() > 0 ? settings.framesPerSecond() : VideoEncoding.USUAL_RATE;
  }

  private int wantedBitrate(PictureSize wanted) {
    return bitsPerSecond > 0
        ? bitsPerSecond
        : VideoEncoding.usualBitrate(wanted, framesPerSecondNow);
  }

  /**
   * Whether the rates have changed so much that it is worth a key frame. One that must come anyway
   * costs nothing; else there is one for too high a bit rate or a very different frame rate, at
   * most once a second.
   */
  private boolean mustBeginAnew(long pts) {
    int most = bitsPerSecond > 0 ? bitsPerSecond : bitsPerSecondNow;
    boolean otherBitrate = Math.abs(most - bitsPerSecondNow) > bitsPerSecondNow / 10;
    int change = byFrameRate ? Math.abs(rate.orElse(framesPerSecondNow) - framesPerSecondNow) : 0;
    if (keyPending) {
      return otherBitrate || change > framesPerSecondNow / 5;
    }
    boolean urgent = otherBitrate && most < bitsPerSecondNow || change > framesPerSecondNow / 3;
    return urgent && pts - openedAt >= SECOND;
  }

  private RawPicture fit(RawPicture picture, PictureSize wanted) {
    if (picture.width() == wanted.width() && picture.height() == wanted.height()) {
      return picture.ref();
    }
    PictureSize inner = PictureScaler.inner(picture, wanted, settings.fit());
    Area area = PictureScaler.centred(wanted, inner);
    RawPicture onto = canvas;
    // What is around the area must be black, so another area wants another canvas.
    if (onto == null || !area.equals(drawn) || !wanted.equals(canvasSize) || !onto.isAlone()) {
      if (onto != null) {
        onto.close();
      }
      onto = RawPicture.black(wanted.width(), wanted.height(), 0);
      canvas = onto;
      canvasSize = wanted;
      drawn = area;
    }
    scaler.draw(picture, onto, area);
    return onto.ref();
  }

  private void handOut(AVPacket packet, Consumer<? super Frame> out) {
    boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
    byte[] payload = CodecContext.bytes(packet);
    if (key) {
      framesSinceKey = 1;
    }
    if (codec instanceof Codec.H264 h264) {
      payload = LengthPrefixed.ofH264(payload);
      if (key) {
        tellProfile(h264, payload);
      }
    }
    out.accept(new Frame(packet.pts(), packet.pts(), key, payload));
  }

  private void tellProfile(Codec.H264 h264, byte[] payload) {
    byte[] sps = LengthPrefixed.firstH264(payload, SPS);
    if (sps.length > 3) {
      int id = (sps[1] & 0xFF) << 16 | (sps[2] & 0xFF) << 8 | sps[3] & 0xFF;
      if (id != h264.profileLevelId()) {
        codec = new Codec.H264(id, h264.packetizationMode());
      }
    }
  }

  @Override
  public void bitrate(int bitsPerSecond) {
    if (bitsPerSecond <= 0) {
      throw new IllegalArgumentException("bitsPerSecond is " + bitsPerSecond);
    }
    this.bitsPerSecond = bitsPerSecond;
    CodecContext now = context;
    if (reconfigurable && now != null) {
      VideoEncoding.rateOfX264(now.configure(), bitsPerSecond);
      bitsPerSecondNow = bitsPerSecond;
    }
  }

  @Override
  public void overlay(@Nullable Overlay overlay) {
    this.overlay = overlay;
  }

  @Override
  public Codec.Video codec() {
    return codec;
  }

  @Override
  public int width() {
    return size == null ? 0 : size.width();
  }

  @Override
  public int height() {
    return size == null ? 0 : size.height();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (context != null) {
      context.close();
    }
    if (canvas != null) {
      canvas.close();
    }
    scaler.close();
    avutil.av_frame_free(input);
  }
}
