package org.wcs.rtsp.egress;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;

/** A player with both tracks: over TCP pictures on channels 0 and 1, sound on 2 and 3. */
final class TestPlayer {

  final Stage stage;
  final RecordedConnection connection;
  final RecordedPath videoPath = new RecordedPath();
  final RecordedPath videoReports = new RecordedPath();
  final RecordedPath audioPath = new RecordedPath();
  final RecordedPath audioReports = new RecordedPath();
  final Presentation presentation;
  final Player player;
  @Nullable List<TrackStart> starts;
  int writtenBeforeStart;
  @Nullable EndReason ended;

  TestPlayer(Stage stage, boolean tcp) {
    this.stage = stage;
    connection = new RecordedConnection(stage.lane);
    presentation = stage.described();
    player = new Player(stage.egress, presentation, stage.lane);
    stage.lane.run(
        () -> {
          if (tcp) {
            player.setup(0, new Way.Interleaved(connection, 0, 1));
            player.setup(1, new Way.Interleaved(connection, 2, 3));
          } else {
            player.setup(0, new Way.Unicast(videoPath, videoReports));
            player.setup(1, new Way.Unicast(audioPath, audioReports));
          }
        });
  }

  TestPlayer play() {
    stage.lane.run(
        () ->
            player.play(
                facts -> {
                  starts = facts;
                  writtenBeforeStart = connection.raw().length + videoPath.datagrams.size();
                },
                reason -> ended = reason));
    stage.settle();
    return this;
  }

  void pause() {
    stage.lane.run(player::pause);
    stage.settle();
  }

  void close() {
    stage.lane.run(player::close);
    stage.lane.run(presentation::close);
    stage.settle();
  }

  PlayTrack track(int id) {
    return presentation.tracks().get(id);
  }
}
