package org.wcs.web.rest;

import java.util.List;
import java.util.Locale;
import org.wcs.ejb.service.PullService;
import org.wcs.ejb.service.RequestRefusedException;

/** Fetching streams by RTMP, whichever of two paths is used. */
final class PullVerbs {

  private static final String NONE = "Agent not found";

  private final PullService pulls;

  PullVerbs(PullService pulls) {
    this.pulls = pulls;
  }

  void pull(PullCalls.StartPull call) throws RequestRefusedException {
    String scheme = call.uri().toLowerCase(Locale.ROOT);
    if (scheme.startsWith("ws://") || scheme.startsWith("wss://")) {
      throw new Misfit(Failure.LATER, "Streams are not fetched by WebRTC yet, only by rtmp://");
    }
    pulls.pull(call.uri(), call.localStreamName(), call.record());
  }

  List<Agent> find(PullCalls.FindPull call) throws RequestRefusedException {
    String status = call.status();
    return Answers.found(
        pulls.find(call.uri(), call.localStreamName()).stream()
            .map(Agent::pull)
            .filter(agent -> status == null || status.equals(agent.status()))
            .toList(),
        NONE);
  }

  List<Agent> findAll() throws RequestRefusedException {
    return find(new PullCalls.FindPull(null, null, null));
  }

  void terminate(PullCalls.FindPull call) throws RequestRefusedException {
    pulls.terminate(call.uri(), call.localStreamName());
  }
}
