package org.wcs.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Streams fetched from other servers by RTMP. Container threads. */
@RequestScoped
@Path("/pull/rtmp")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "pull", description = "Fetch streams from other servers by RTMP")
public class RtmpPullResource extends PullGroup {}
