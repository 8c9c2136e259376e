package org.wcs.bench.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlaylistTest {

  @Test
  void findsTheRenditionsOfAMasterPlaylist() {
    String master =
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="audio",URI="audio.m3u8?session=1"
        #EXT-X-STREAM-INF:BANDWIDTH=1000000,AUDIO="audio"
        video.m3u8?session=1
        """;
    assertThat(Playlist.isMaster(master)).isTrue();
    assertThat(Playlist.playlists(master))
        .containsExactly("audio.m3u8?session=1", "video.m3u8?session=1");
  }

  @Test
  void numbersSegmentsFromTheMediaSequence() throws IOException {
    Playlist playlist =
        Playlist.parse(
            """
            #EXTM3U
            #EXT-X-TARGETDURATION:3
            #EXT-X-MEDIA-SEQUENCE:17
            #EXTINF:2.0,
            a.ts
            #EXTINF:2.0,
            b.ts
            """);
    assertThat(playlist.targetSeconds()).isEqualTo(3);
    assertThat(playlist.segments())
        .containsExactly(new Playlist.Item(17, 0, "a.ts"), new Playlist.Item(18, 0, "b.ts"));
    assertThat(playlist.map()).isNull();
  }

  @Test
  void countsPartsBehindSkippedSegments() throws IOException {
    Playlist playlist =
        Playlist.parse(
            """
            #EXTM3U
            #EXT-X-TARGETDURATION:2
            #EXT-X-MEDIA-SEQUENCE:10
            #EXT-X-SKIP:SKIPPED-SEGMENTS=4
            #EXT-X-MAP:URI="init.mp4"
            #EXT-X-PART:DURATION=0.5,URI="14.0.m4s",INDEPENDENT=YES
            #EXT-X-PART:DURATION=0.5,URI="14.1.m4s"
            #EXTINF:1.0,
            14.m4s
            #EXT-X-PART:DURATION=0.5,URI="15.0.m4s",INDEPENDENT=YES
            #EXT-X-PRELOAD-HINT:TYPE=PART,URI="15.1.m4s"
            """);
    assertThat(playlist.map()).isEqualTo("init.mp4");
    assertThat(playlist.parts())
        .containsExactly(
            new Playlist.Item(14, 0, "14.0.m4s"),
            new Playlist.Item(14, 1, "14.1.m4s"),
            new Playlist.Item(15, 0, "15.0.m4s"));
    assertThat(playlist.nextSequence()).isEqualTo(15);
    assertThat(playlist.nextPart()).isOne();
  }

  @Test
  void refusesTagsThatSayNothing() {
    assertThatThrownBy(() -> Playlist.parse("#EXT-X-PART:DURATION=1\n"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Playlist.parse("#EXT-X-MEDIA-SEQUENCE:x\n"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void ordersPartsBySegmentFirst() {
    Playlist.Item late = new Playlist.Item(5, 1, "");
    assertThat(late.after(null)).isTrue();
    assertThat(late.after(new Playlist.Item(5, 0, ""))).isTrue();
    assertThat(late.after(late)).isFalse();
    assertThat(late.after(new Playlist.Item(6, 0, ""))).isFalse();
  }
}
