package org.wcs.ejb.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.RequestRefusedException.Kind;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

final class InjectServiceTest {

  private final StreamHub hub = new StreamHub();
  private final FakeRemoteGateway publishers = new FakeRemoteGateway(hub, "rtmp", "rtmps");
  private final Injector injector = new Injector();
  private final Map<String, String> made = new HashMap<>();
  private final InjectService service =
      new InjectService(hub, injector, name -> Optional.ofNullable(made.get(name)));

  @BeforeEach
  void publish() {
    List.of("a", "b", "c", "d").forEach(publishers::publish);
  }

  @Test
  void tellsWhatGoesOnUntilItEnds() throws Exception {
    service.startup("b", "a");
    service.startup("a", "c");
    assertThat(service.findAll())
        .containsExactly(new InjectStatus("a", "c"), new InjectStatus("b", "a"));
    service.terminate("b");
    assertThat(injector.stopped).containsExactly("b");
    assertThat(service.findAll()).containsExactly(new InjectStatus("a", "c"));
    refused(Kind.NOT_FOUND, () -> service.terminate("b"));
  }

  @Test
  void oneThatEndsByItselfIsForgotten() throws Exception {
    service.startup("b", "a");
    injector.over.get("b").run();
    assertThat(service.findAll()).isEmpty();
    service.startup("b", "c");
    assertThat(service.findAll()).containsExactly(new InjectStatus("b", "c"));
  }

  @Test
  void theLateEndOfAFormerOneIsNotThatOfTheNext() throws Exception {
    service.startup("b", "a");
    Runnable former = injector.over.get("b");
    service.terminate("b");
    service.startup("b", "c");
    former.run();
    assertThat(service.findAll()).containsExactly(new InjectStatus("b", "c"));
  }

  @Test
  void aStreamShowsOneOtherAndMayBeShownByMany() throws Exception {
    service.startup("b", "a");
    service.startup("c", "a");
    refused(Kind.CONFLICT, () -> service.startup("b", "d"));
    refused(Kind.CONFLICT, () -> service.startup("b", "a"));
    assertThat(service.findAll()).hasSize(2);
  }

  @Test
  void nothingComesBackToItself() throws Exception {
    refused(Kind.MALFORMED, () -> service.startup("a", "a"));
    service.startup("b", "a");
    service.startup("c", "b");
    refused(Kind.MALFORMED, () -> service.startup("a", "c"));
    refused(Kind.MALFORMED, () -> service.startup("a", "b"));
    made.put("d", "c");
    refused(Kind.MALFORMED, () -> service.startup("a", "d"));
    made.put("d", "d");
    service.startup("a", "d");
    assertThat(service.findAll()).hasSize(3);
  }

  @Test
  void refusesWhatIsNotThere() {
    refused(Kind.MALFORMED, () -> service.startup(null, "a"));
    refused(Kind.MALFORMED, () -> service.startup("a", " "));
    refused(Kind.MALFORMED, () -> service.terminate(null));
    refused(Kind.NOT_FOUND, () -> service.startup("absent", "a"));
    refused(Kind.NOT_FOUND, () -> service.startup("a", "absent"));
    assertThat(service.findAll()).isEmpty();
  }

  @Test
  void whatDoesNotFitLeavesNothingBehind() throws Exception {
    injector.refusing = true;
    refused(Kind.MALFORMED, () -> service.startup("b", "a"));
    assertThat(service.findAll()).isEmpty();
    injector.refusing = false;
    service.startup("b", "a");
    assertThat(service.findAll()).hasSize(1);
  }

  private static void refused(Kind kind, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            RequestRefusedException.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  private static final class Injector implements InjectGateway {
    final Map<String, Runnable> over = new HashMap<>();
    final List<String> stopped = new ArrayList<>();
    boolean refusing;

    @Override
    public Runnable start(MediaStream target, MediaStream source, Runnable ended)
        throws RequestRefusedException {
      if (refusing) {
        throw new RequestRefusedException(Kind.MALFORMED, "other codecs");
      }
      over.put(target.name(), ended);
      return () -> {
        stopped.add(target.name());
        ended.run();
      };
    }
  }
}
