package org.wcs.codec;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.wcs.unit.Codec;

/**
 * What this machine can decode and encode. Immutable, for any thread; what it makes is for one
 * thread at a time and closed by the caller.
 */
public final class Codecs {
  private static final Codecs NONE = new Codecs(false);

  private final boolean available;

  private Codecs(boolean available) {
    this.available = available;
  }

  /**
   * Loads the libraries, at the first call. If that fails, the log says so and nothing is
   * available.
   *
   * @param folder where to unpack them; what earlier processes left there is removed
   */
  public static Codecs load(Path folder) {
    return Natives.load(folder) ? new Codecs(true) : NONE;
  }

  /** Nothing at all. */
  public static Codecs none() {
    return NONE;
  }

  /** Whether there is anything. */
  public boolean available() {
    return available;
  }

  /** Whether frames of this codec can be decoded. */
  public boolean canDecode(Codec codec) {
    return available
        && avcodec.avcodec_find_decoder_by_name(
                switch (codec) {
                  case Codec.Video video -> FfmpegVideoDecoder.decoderOf(video);
                  case Codec.Audio audio -> FfmpegAudioDecoder.decoderOf(audio);
                })
            != null;
  }

  /** Whether frames of this codec can be made. */
  public boolean canEncode(Codec codec) {
    return available
        && avcodec.avcodec_find_encoder_by_name(
                switch (codec) {
                  case Codec.Video video -> VideoEncoding.encoderOf(video);
                  case Codec.Audio audio -> AudioEncoding.encoderOf(audio);
                })
            != null;
  }

  /**
   * Opens a decoder.
   *
   * @param threads at least 1; more cost delay with some codecs
   */
  public VideoDecoder videoDecoder(Codec.Video codec, int threads) throws CodecException {
    checkAvailable();
    return FfmpegVideoDecoder.open(codec, threads);
  }

  /** Opens a decoder. */
  public AudioDecoder audioDecoder(Codec.Audio codec) throws CodecException {
    checkAvailable();
    return FfmpegAudioDecoder.open(codec);
  }

  /**
   * Makes an encoder, which is opened at the first picture.
   *
   * @param codec what to make; H.264 is always Constrained Baseline, its level follows the size
   */
  public VideoEncoder videoEncoder(Codec.Video codec, VideoSettings settings)
      throws CodecException {
    checkAvailable();
    if (!canEncode(codec)) {
      throw new CodecException("nothing encodes " + codec);
    }
    return new FfmpegVideoEncoder(codec, settings);
  }

  /**
   * Opens an encoder.
   *
   * @param codec what to make, with its rate and channels
   */
  public AudioEncoder audioEncoder(Codec.Audio codec, AudioSettings settings)
      throws CodecException {
    checkAvailable();
    return new FfmpegAudioEncoder(codec, settings);
  }

  /** Makes a scaler. */
  public PictureScaler scaler() throws CodecException {
    checkAvailable();
    return new PictureScaler();
  }

  /** The picture as a PNG file. */
  public byte[] png(RawPicture picture) throws CodecException {
    checkAvailable();
    return Png.encode(picture);
  }

  /**
   * Reads what is to be laid over pictures.
   *
   * @param png a PNG file; of an animated one the first picture
   */
  public Overlay overlay(byte[] png, Overlay.Place place) throws CodecException {
    checkAvailable();
    return Png.overlay(png, place);
  }

  /** The profile-level-id of the H.264 made for this size, known before anything is encoded. */
  public static int h264ProfileLevelId(int width, int height, int framesPerSecond) {
    return H264Level.constrainedBaseline(width, height, framesPerSecond);
  }

  private void checkAvailable() throws CodecException {
    if (!available) {
      throw new CodecException("FFmpeg is not available");
    }
  }
}
