package org.wcs.web.rest;

import java.util.List;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.TranscoderService;

/**
 * Transcoding, whichever of two paths is used; each path knows only the URIs of its scheme. The
 * older one is for pictures and leaves the sound as it is.
 */
final class TranscoderVerbs {

  private static final String NONE = "Transcoder not found";

  private final TranscoderService transcoders;
  private final String scheme;

  TranscoderVerbs(TranscoderService transcoders, String scheme) {
    this.transcoders = transcoders;
    this.scheme = scheme;
  }

  void startup(TranscoderCalls.StartTranscoder call) throws RequestRefusedException {
    if (!call.uri().startsWith(scheme)) {
      throw new Misfit(Failure.MALFORMED, "uri must begin with " + scheme);
    }
    transcoders.startup(call.order());
  }

  List<TranscoderObject> find(TranscoderCalls.FindTranscoder call) throws RequestRefusedException {
    return Answers.found(
        transcoders.find(call.uri(), call.remoteStreamName(), call.localStreamName()).stream()
            .filter(each -> each.uri().startsWith(scheme))
            .map(TranscoderObject::of)
            .toList(),
        NONE);
  }

  List<TranscoderObject> findAll() throws RequestRefusedException {
    return find(new TranscoderCalls.FindTranscoder(null, null, null));
  }

  void terminate(TranscoderCalls.OneTranscoder call) throws RequestRefusedException {
    transcoders.terminate(known(call.uri()));
  }

  void setWatermark(TranscoderCalls.SetWatermark call) throws RequestRefusedException {
    transcoders.setWatermark(known(call.uri()), call.order());
  }

  private String known(String uri) throws RequestRefusedException {
    Answers.known(uri.startsWith(scheme), NONE);
    return uri;
  }
}
