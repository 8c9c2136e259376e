package org.wcs.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wcs.sdp.SdpException;
import org.wcs.sdp.SessionDescription;

/** WHIP and WHEP (RFC 9725 section 4.2), and the status of the server. Blocks. */
final class WhipClient {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int UNAVAILABLE = 503;
  private static final long RETRY_NANOS = 200_000_000L;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI server;

  WhipClient(int port) {
    server = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * A session that the server has agreed to.
   *
   * @param resource what to delete at the end
   */
  record Session(SessionDescription answer, URI resource) {}

  /** Posts an offer to {@code /whip/...} or {@code /whep/...}; a busy server is asked again. */
  Session post(String path, String offer) throws IOException {
    URI endpoint = server.resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/sdp")
            .POST(BodyPublishers.ofString(offer));
    HttpResponse<String> response = send(request);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (response.statusCode() == UNAVAILABLE && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(RETRY_NANOS);
      response = send(request);
    }
    if (response.statusCode() != 201) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    String location =
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new IOException(path + ": 201 without Location"));
    try {
      return new Session(SessionDescription.parse(response.body()), endpoint.resolve(location));
    } catch (SdpException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /** Ends a session. */
  void delete(Session session) throws IOException {
    int status = send(HttpRequest.newBuilder(session.resource()).DELETE()).statusCode();
    if (status != 200) {
      throw new IOException("DELETE " + session.resource() + ": " + status);
    }
  }

  /** The server's own figures. */
  Status status() throws IOException {
    String json = send(HttpRequest.newBuilder(server.resolve("/status"))).body();
    return new Status(
        number(json, "datagramsOut"), number(json, "sendCalls"), number(json, "sendDrops"));
  }

  /** Some of {@code GET /status}. */
  record Status(long datagramsOut, long sendCalls, long sendDrops) {}

  static long number(String json, String key) throws IOException {
    Matcher found = Pattern.compile('"' + key + "\"\\s*:\\s*(-?\\d+)").matcher(json);
    if (!found.find()) {
      throw new IOException("the status has no " + key + ": " + json);
    }
    return Long.parseLong(found.group(1));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
