package org.wcs.web.rest;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException;

/** Answers what should not happen; the log knows more than the client. */
public class Bugs implements ExceptionMapper<RuntimeException> {

  private static final Logger LOG = System.getLogger(Bugs.class.getName());

  @Context private @Nullable UriInfo uri;

  @Override
  public Response toResponse(RuntimeException bug) {
    if (bug instanceof CompletionException
        && bug.getCause() instanceof RequestRefusedException refused) {
      return Refusals.answer(Failure.of(refused.kind()), String.valueOf(refused.getMessage()), uri);
    }
    LOG.log(Level.ERROR, "bug: a call of the REST API failed", bug);
    return Refusals.answer(Failure.BUG, "The server failed", uri);
  }
}
