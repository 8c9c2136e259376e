package org.wcs.hls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.packetize.SilentAac;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Brings the pictures and the sound of a stream into one order of decoding and onto one clock that
 * begins with a key frame. Sound that is missing becomes silence. On the lane of the origin.
 */
final class Intake {

  /** Time of the first frame of a playlist, so that no decoding time is negative. */
  static final long START_NANOS = 1_000_000_000L;

  private static final long HOLD_NANOS = 300_000_000L; // longest wait for the other track
  private static final long STALLED_NANOS = 1_000_000_000L;
  private static final long PAUSE_NANOS = 4_000_000_000L;
  private static final long OUTLIER_NANOS = 10_000_000_000L;
  private static final int VIDEO_RATE = 90_000;
  private static final int LONGEST_SILENCE = 2_000; // frames
  private static final int MOST_OUTLIERS = 100; // frames
  private static final int MOST_WAITING = 2_000; // frames before the first key frame

  private final Lane lane;
  private final Cutter cutter;
  private final List<TrackIntake> tracks = new ArrayList<>();
  private @Nullable TrackIntake video;
  private @Nullable TrackIntake audio;
  private @Nullable AudioClock sound;
  private byte @Nullable [] silence;
  private Runnable ended = () -> {};
  private boolean running;
  private boolean over;
  private boolean pumping;
  private Lane.@Nullable Timer timer;
  private long zero; // stream time at which the clock of the playlist is 0
  private long captureOffset; // from stream time to lane time
  private long soundShift; // of a source whose tracks have clocks of their own
  private int outliers;
  private long lastVideoDts;
  private long reorderDelay; // of key frames, ticks
  private long mediaEnd = START_NANOS;

  /** Makes an intake that takes nothing yet. */
  Intake(Lane lane, Cutter cutter) {
    this.lane = lane;
    this.cutter = cutter;
  }

  /**
   * Starts to read; at least one track.
   *
   * @param whenEnded called once, when all tracks have ended and every frame has been handed on
   */
  void start(@Nullable Track pictures, @Nullable Track soundTrack, Runnable whenEnded) {
    over = false;
    ended = whenEnded;
    if (pictures != null) {
      video = new TrackIntake(this, pictures, lane);
      tracks.add(video);
    }
    if (soundTrack != null && soundTrack.codec() instanceof Codec.Aac codec) {
      audio = new TrackIntake(this, soundTrack, lane);
      silence = SilentAac.frame(codec);
      tracks.add(audio);
    }
    List.copyOf(tracks).forEach(TrackIntake::subscribe);
  }

  void stop() {
    over = true;
    tracks.forEach(TrackIntake::cancel);
    tracks.clear();
    video = null;
    audio = null;
    running = false;
    cancelTimer();
  }

  void askForKeyFrame() {
    if (video != null) {
      video.askForKeyFrame();
    }
  }

  /** Something came or ended. */
  void arrived() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      pump();
    } finally {
      pumping = false;
    }
  }

  private void pump() {
    cancelTimer();
    boolean more = true;
    while (more && !over) {
      more = running ? handOn() : begin();
    }
    if (!over && tracks.stream().allMatch(each -> each.hasEnded() && each.size() == 0)) {
      over = true;
      ended.run();
      if (!over) {
        lane.execute(this::arrived); // another stream goes on, and has perhaps begun already
      }
    }
  }

  /** Whether the clock has begun. */
  private boolean begin() {
    TrackIntake.Arrival first = firstArrival();
    if (first == null) {
      return false;
    }
    zero = first.nanos() - mediaEnd;
    TrackIntake lead = video == null || video.head() == null ? audio : video;
    captureOffset = lead == null || lead.track().clock() != null ? 0 : offsetToNow(lead);
    running = true;
    soundShift = 0;
    outliers = 0;
    lastVideoDts = Long.MIN_VALUE;
    if (audio != null && audio.track().codec() instanceof Codec.Aac codec) {
      sound = new AudioClock(codec.sampleRate(), mediaEnd);
      dropBefore(audio, first.nanos());
    }
    if (lead != null) {
      emit(lead);
    }
    return true;
  }

  /** Without readings of the source's clock the newest frame counts as captured now. */
  private long offsetToNow(TrackIntake lead) {
    TrackIntake.Arrival newest = lead.newest();
    return newest == null ? 0 : lane.nanoTime() - newest.nanos();
  }

  /** What the clock begins with, or null to wait. */
  private TrackIntake.@Nullable Arrival firstArrival() {
    if (video == null || (video.hasEnded() && video.size() == 0)) {
      return audio == null ? null : audio.head();
    }
    while (video.size() > 0 && !cutter.canBegin(key(video))) {
      video.take();
    }
    TrackIntake.Arrival picture = video.head();
    if (picture == null) {
      if (audio != null && audio.size() > MOST_WAITING) {
        audio.take();
      }
      return null;
    }
    if (audio == null || audio.hasEnded() || expired(picture)) {
      return picture;
    }
    TrackIntake.Arrival newest = audio.newest();
    if (newest != null && newest.nanos() >= picture.nanos()) {
      return picture;
    }
    wake(picture);
    return null;
  }

  private static @Nullable Frame key(TrackIntake video) {
    TrackIntake.Arrival head = video.head();
    return head != null && head.frame().key() ? head.frame() : null;
  }

  private void dropBefore(TrackIntake track, long nanos) {
    for (TrackIntake.Arrival head = track.head();
        head != null && head.nanos() < nanos - 10_000_000L;
        head = track.head()) {
      track.take();
    }
  }

  /** Hands on the next frame; whether there was one whose turn it is. */
  private boolean handOn() {
    TrackIntake next = next();
    if (next == null) {
      return false;
    }
    TrackIntake.Arrival head = next.head();
    if (head == null) {
      return false;
    }
    boolean paused = head.nanos() - zero - mediaEnd > PAUSE_NANOS;
    if ((head.jump() || paused) && (next.isVideo() || video == null || video.hasEnded())) {
      return restart();
    }
    emit(next);
    return true;
  }

  private @Nullable TrackIntake next() {
    TrackIntake.Arrival picture = video == null ? null : video.head();
    TrackIntake.Arrival tone = audio == null ? null : audio.head();
    if (picture != null && tone != null) {
      long ahead = tone.nanos() + soundShift - picture.nanos();
      return ahead < 0 || ahead > OUTLIER_NANOS ? audio : video; // what is far ahead is left out
    }
    if (picture != null) {
      return mayPass(picture, audio) ? video : null;
    }
    return tone != null && mayPass(tone, video) ? audio : null;
  }

  private boolean mayPass(TrackIntake.Arrival head, @Nullable TrackIntake other) {
    if (other == null || other.hasEnded() || other.silentFor(STALLED_NANOS) || expired(head)) {
      return true;
    }
    wake(head);
    return false;
  }

  private boolean expired(TrackIntake.Arrival head) {
    return lane.nanoTime() - head.arrivedNanos() >= HOLD_NANOS;
  }

  private void wake(TrackIntake.Arrival head) {
    cancelTimer();
    long delay = head.arrivedNanos() + HOLD_NANOS - lane.nanoTime();
    timer = lane.schedule(Math.max(delay, 0), this::arrived);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /**
   * The clock of the stream has jumped, or all has paused: ours goes on with the next key frame.
   */
  private boolean restart() {
    cutter.discontinuity();
    running = false;
    TrackIntake pictures = video;
    if (pictures != null && key(pictures) == null) {
      pictures.askForKeyFrame();
    }
    if (audio != null && pictures != null) {
      while (audio.size() > 0 && farFrom(pictures, audio)) {
        audio.take();
      }
    }
    return true;
  }

  private static boolean farFrom(TrackIntake pictures, TrackIntake tones) {
    TrackIntake.Arrival picture = pictures.head();
    TrackIntake.Arrival tone = tones.head();
    return picture != null
        && tone != null
        && Math.abs(picture.nanos() - tone.nanos()) > OUTLIER_NANOS;
  }

  private void emit(TrackIntake from) {
    TrackIntake.Arrival arrival = from.take();
    long nanos = arrival.nanos() - zero;
    if (from.isVideo()) {
      fillBefore(arrival, nanos);
      emitVideo(arrival, nanos);
    } else if (belongs(nanos)) {
      emitAudio(arrival, nanos + soundShift);
    }
  }

  /** Sound of quite another time is left out; if it stays there, its clock is not to be trusted. */
  private boolean belongs(long nanos) {
    if (videoIsGone() || near(nanos + soundShift)) {
      outliers = 0;
      return true;
    }
    if (near(nanos)) {
      soundShift = 0;
      return true;
    }
    outliers++;
    if (outliers == MOST_OUTLIERS) {
      soundShift = mediaEnd - nanos;
    }
    return false;
  }

  private boolean near(long nanos) {
    return Math.abs(nanos - mediaEnd) < OUTLIER_NANOS;
  }

  private boolean videoIsGone() {
    return video == null || video.hasEnded() || video.silentFor(STALLED_NANOS);
  }

  private void emitVideo(TrackIntake.Arrival arrival, long nanos) {
    Frame frame = arrival.frame();
    long dts = Math.max(Ticks.of(nanos, VIDEO_RATE), lastVideoDts + 1);
    lastVideoDts = dts;
    long pts = dts + Math.max(frame.pts() - frame.dts(), 0);
    if (frame.key()) {
      reorderDelay = pts - dts;
    }
    long captured = arrival.nanos() + captureOffset + Ticks.nanos(reorderDelay, VIDEO_RATE);
    mediaEnd = Math.max(mediaEnd, nanos);
    cutter.accept(new Sample(true, nanos, dts, pts, frame.key(), captured, frame.payload()));
  }

  private void emitAudio(TrackIntake.Arrival arrival, long nanos) {
    AudioClock clock = sound;
    if (clock == null) {
      return;
    }
    int missing = clock.missing(nanos);
    if (missing == AudioClock.OVERLAP) {
      return;
    }
    if (missing > 0) {
      fillSilence(nanos);
    }
    emitTone(clock, clock.place(nanos), arrival.frame().payload());
  }

  /** Silence up to a picture, if no sound will come that belongs before it. */
  private void fillBefore(TrackIntake.Arrival picture, long nanos) {
    if (audio == null) {
      return;
    }
    TrackIntake.Arrival tone = audio.head();
    if (tone != null && tone.nanos() + soundShift > picture.nanos()) {
      fillSilence(nanos);
    } else if (tone == null && audio.silentFor(STALLED_NANOS)) {
      fillSilence(nanos - STALLED_NANOS);
    }
  }

  /** Silence up to that time, where the sound has stopped. */
  private void fillSilence(long untilNanos) {
    AudioClock clock = sound;
    byte[] frame = silence;
    if (clock == null || frame == null || untilNanos <= clock.endNanos()) {
      return;
    }
    int missing = clock.missing(untilNanos);
    for (int i = 0; i < Math.min(missing, LONGEST_SILENCE); i++) {
      emitTone(clock, clock.fill(), frame);
    }
  }

  private void emitTone(AudioClock clock, long at, byte[] payload) {
    long nanos = clock.nanos(at);
    mediaEnd = Math.max(mediaEnd, clock.endNanos());
    cutter.accept(new Sample(false, nanos, at, at, true, nanos + zero + captureOffset, payload));
  }
}
