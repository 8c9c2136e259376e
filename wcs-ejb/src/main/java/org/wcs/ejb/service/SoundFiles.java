package org.wcs.ejb.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.codec.CodecException;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Sounds in one folder, encoded on demand. Any thread; reading and encoding block. */
public final class SoundFiles {

  private static final int MOST_BYTES = 64 << 20;
  private static final double MOST_SECONDS = 600;

  private final Path folder;
  private final Encoding encoding;

  /** Encodes a whole sound. */
  public interface Encoding {
    /**
     * Frames of one length.
     *
     * @param samples interleaved
     */
    List<Frame> encode(int rate, int channels, short[] samples, Codec.Audio codec)
        throws CodecException;
  }

  /** Makes the sounds of a folder, which need not exist. */
  public SoundFiles(Path folder, Encoding encoding) {
    this.folder = folder;
    this.encoding = encoding;
  }

  /**
   * Encodes a file.
   *
   * @throws RequestRefusedException if there is none, or none that can be played
   */
  SoundClip clip(String name, Codec.Audio codec) throws RequestRefusedException {
    Path file = existing(name);
    try {
      WavFile sound =
          Files.size(file) > MOST_BYTES ? null : WavFile.parse(Files.readAllBytes(file));
      if (sound == null || sound.seconds() > MOST_SECONDS) {
        throw new RequestRefusedException(Kind.FAILED, "File has wrong format");
      }
      SoundClip clip =
          SoundClip.of(
              codec, encoding.encode(sound.rate(), sound.channels(), sound.samples(), codec));
      if (clip == null) {
        throw new RequestRefusedException(Kind.FAILED, "File has wrong format");
      }
      return clip;
    } catch (IOException e) {
      throw new RequestRefusedException(Kind.FAILED, "Failed to read file");
    } catch (CodecException e) {
      throw new RequestRefusedException(Kind.FAILED, "The sound cannot be encoded");
    }
  }

  /**
   * The path of a file within the folder.
   *
   * @throws RequestRefusedException if there is none
   */
  Path existing(String name) throws RequestRefusedException {
    Path file = within(name);
    if (file == null) {
      throw new RequestRefusedException(Kind.NOT_FOUND, "File not found");
    }
    return file;
  }

  /** Links that lead out of the folder are not followed. */
  private @Nullable Path within(String name) {
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(name).toRealPath();
      return file.startsWith(root) && Files.isRegularFile(file) ? file : null;
    } catch (IOException | InvalidPathException none) {
      return null;
    }
  }
}
