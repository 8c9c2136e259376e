package org.wcs.ejb.boot;

import java.util.concurrent.Executor;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.hook.Hooks;
import org.wcs.ejb.live.LiveConnections;
import org.wcs.ejb.live.LiveStreams;
import org.wcs.ejb.service.DataService;
import org.wcs.ejb.service.HlsService;
import org.wcs.ejb.service.InjectService;
import org.wcs.ejb.service.RemoteStreams;
import org.wcs.ejb.service.SessionService;
import org.wcs.ejb.service.SnapshotService;
import org.wcs.ejb.service.StatusService;
import org.wcs.ejb.service.StreamService;
import org.wcs.ejb.service.TranscoderService;
import org.wcs.ejb.store.Database;
import org.wcs.ejb.store.LoginService;

/**
 * The verbs of the server, as every way in uses them. Any thread.
 *
 * @param config the settings
 * @param sessions clients coming and going
 * @param streams publishing and playing
 * @param data data between clients and their application
 * @param status what the server looks like now
 * @param hls playlists and segments
 * @param remote streams sent to and fetched from other servers
 * @param backends users, applications and calls to their backends
 * @param content pictures of streams, and streams made of others
 * @param views what goes on, of every protocol in one form
 * @param threads runs what concerns one client; its tasks may block
 */
public record Services(
    WcsConfig config,
    SessionService sessions,
    StreamService streams,
    DataService data,
    StatusService status,
    HlsService hls,
    RemoteStreams remote,
    BackendPlane backends,
    ContentPlane content,
    LivePlane views,
    Executor threads) {

  /** Users and applications. */
  public Database database() {
    return backends.database();
  }

  /** Checks passwords. */
  public LoginService logins() {
    return backends.logins();
  }

  /** Calls to backends. */
  public Hooks hooks() {
    return backends.hooks();
  }

  /** Everything that comes in and goes out. */
  public LiveStreams live() {
    return views.streams();
  }

  /** Everybody who is there. */
  public LiveConnections connections() {
    return views.connections();
  }

  /** Still pictures of streams. */
  public SnapshotService snapshots() {
    return content.snapshots();
  }

  /** Streams that show another one. */
  public InjectService injects() {
    return content.injects();
  }

  /** Streams made of others. */
  public TranscoderService transcoders() {
    return content.transcoders();
  }
}
