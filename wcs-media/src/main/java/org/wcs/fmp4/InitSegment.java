package org.wcs.fmp4;

import java.util.List;
import org.wcs.packetize.AudioSpecificConfig;

/** Makes init segments: ftyp and moov (ISO/IEC 14496-12 section 8). Stateless. */
public final class InitSegment {

  private static final int MOVIE_TIMESCALE = 1_000;
  private static final int UNDETERMINED = 0x55C4; // language "und"
  private static final int[] UNITY = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

  private InitSegment() {}

  /** The bytes for these tracks. */
  public static byte[] of(List<Mp4Track> tracks) {
    Boxes out = new Boxes(1_024);
    int ftyp = out.begin("ftyp");
    out.text("iso6").u32(0).text("iso6").text("cmfc").text("mp41");
    out.end(ftyp);
    int moov = out.begin("moov");
    mvhd(out, tracks.size());
    tracks.forEach(track -> trak(out, track));
    int mvex = out.begin("mvex");
    tracks.forEach(track -> trex(out, track));
    out.end(mvex);
    out.end(moov);
    return out.take();
  }

  private static void mvhd(Boxes out, int tracks) {
    int box = out.beginFull("mvhd", 0, 0);
    out.u32(0).u32(0).u32(MOVIE_TIMESCALE).u32(0);
    out.u32(0x10000).u16(0x100).zeros(10);
    matrix(out);
    out.zeros(24).u32(tracks + 1L);
    out.end(box);
  }

  private static void matrix(Boxes out) {
    for (int value : UNITY) {
      out.u32(value);
    }
  }

  private static void trak(Boxes out, Mp4Track track) {
    int trak = out.begin("trak");
    tkhd(out, track);
    int mdia = out.begin("mdia");
    int mdhd = out.beginFull("mdhd", 0, 0);
    out.u32(0).u32(0).u32(track.timescale()).u32(0).u16(UNDETERMINED).u16(0);
    out.end(mdhd);
    int hdlr = out.beginFull("hdlr", 0, 0);
    out.u32(0).text(track.video() ? "vide" : "soun").zeros(12);
    out.text(track.video() ? "video" : "sound").u8(0);
    out.end(hdlr);
    minf(out, track);
    out.end(mdia);
    out.end(trak);
  }

  private static void tkhd(Boxes out, Mp4Track track) {
    int box = out.beginFull("tkhd", 0, 0x3); // enabled, in movie
    out.u32(0).u32(0).u32(track.id()).u32(0).u32(0);
    out.zeros(8).u16(0).u16(0).u16(track.video() ? 0 : 0x100).u16(0);
    matrix(out);
    if (track.entry() instanceof SampleEntry.Visual visual) {
      out.u32((long) visual.width() << 16).u32((long) visual.height() << 16);
    } else {
      out.zeros(8);
    }
    out.end(box);
  }

  private static void minf(Boxes out, Mp4Track track) {
    int minf = out.begin("minf");
    if (track.video()) {
      int vmhd = out.beginFull("vmhd", 0, 1);
      out.zeros(8);
      out.end(vmhd);
    } else {
      int smhd = out.beginFull("smhd", 0, 0);
      out.zeros(4);
      out.end(smhd);
    }
    int dinf = out.begin("dinf");
    int dref = out.beginFull("dref", 0, 0);
    out.u32(1);
    out.end(out.beginFull("url ", 0, 1)); // in this file
    out.end(dref);
    out.end(dinf);
    stbl(out, track);
    out.end(minf);
  }

  /** Only the description: the samples are in fragments. */
  private static void stbl(Boxes out, Mp4Track track) {
    int stbl = out.begin("stbl");
    int stsd = out.beginFull("stsd", 0, 0);
    out.u32(1);
    switch (track.entry()) {
      case SampleEntry.Visual visual -> visual(out, visual);
      case SampleEntry.Aac aac -> mp4a(out, aac);
      case SampleEntry.Opus opus -> opus(out, opus);
    }
    out.end(stsd);
    for (String empty : List.of("stts", "stsc", "stco")) {
      int box = out.beginFull(empty, 0, 0);
      out.u32(0);
      out.end(box);
    }
    int stsz = out.beginFull("stsz", 0, 0);
    out.u32(0).u32(0);
    out.end(stsz);
    out.end(stbl);
  }

  private static void visual(Boxes out, SampleEntry.Visual entry) {
    int box = out.begin(entry.type());
    out.zeros(6).u16(1).zeros(16).u16(entry.width()).u16(entry.height());
    out.u32(0x480000).u32(0x480000).u32(0).u16(1).zeros(32).u16(0x18).u16(0xFFFF);
    int configuration = out.begin(entry.configurationType());
    out.put(entry.configuration());
    out.end(configuration);
    out.end(box);
  }

  private static int sound(Boxes out, String type, int channels, int sampleRate) {
    int box = out.begin(type);
    out.zeros(6).u16(1).zeros(8).u16(channels).u16(16).zeros(4);
    out.u32(sampleRate > 0xFFFF ? 0 : (long) sampleRate << 16);
    return box;
  }

  /** With the descriptors of ISO/IEC 14496-1 section 7.2.6. */
  private static void mp4a(Boxes out, SampleEntry.Aac aac) {
    byte[] config =
        AudioSpecificConfig.of(aac.objectType(), aac.sampleRate(), aac.channels()).bytes();
    int box = sound(out, "mp4a", aac.channels(), aac.sampleRate());
    int esds = out.beginFull("esds", 0, 0);
    int decoderConfig = 13 + 2 + config.length;
    out.u8(0x03).u8(3 + 2 + decoderConfig + 3).u16(0).u8(0);
    out.u8(0x04).u8(decoderConfig).u8(0x40).u8(0x15).zeros(11);
    out.u8(0x05).u8(config.length).put(config);
    out.u8(0x06).u8(1).u8(2);
    out.end(esds);
    out.end(box);
  }

  private static void opus(Boxes out, SampleEntry.Opus opus) {
    int box = sound(out, "Opus", opus.channels(), 48_000);
    int config = out.begin("dOps");
    out.u8(0).u8(opus.channels()).u16(opus.preSkip()).u32(48_000).u16(0).u8(0);
    out.end(config);
    out.end(box);
  }

  private static void trex(Boxes out, Mp4Track track) {
    int box = out.beginFull("trex", 0, 0);
    out.u32(track.id()).u32(1).u32(0).u32(0).u32(track.video() ? 0x1010000 : 0x2000000);
    out.end(box);
  }
}
