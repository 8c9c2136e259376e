package org.wcs.ejb.hook;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HooksConfig;
import org.wcs.ejb.store.App;

/**
 * Calls backends by HTTP. Redirects are not followed, nothing is tried twice, answers are bounded
 * in size and time. Any thread; a call blocks.
 */
final class HttpBackends {

  private static final Logger LOG = System.getLogger(HttpBackends.class.getName());
  private static final ContentType JSON = ContentType.create("application/json");
  private static final int MAX_LINE = 8_192;
  private static final int MAX_HEADERS = 100;
  private static final long IDLE_SECONDS = 30;

  private final HooksConfig config;
  private final Executor threads;
  private final Shares shares;
  private final CloseableHttpClient client;

  HttpBackends(HooksConfig config, Executor threads) {
    this.config = config;
    this.threads = threads;
    this.shares = new Shares(config.maxConnections());
    this.client = client(config);
  }

  /**
   * Calls and waits for the answer.
   *
   * @param patienceNanos for all of it, 0 without end
   */
  Outcome call(App app, HookMethod method, byte[] body, long patienceNanos) {
    long start = System.nanoTime();
    try {
      if (!shares.acquire(app.name(), patienceNanos)) {
        return Outcome.Fault.OVERLOAD.failed();
      }
      HttpPost post = post(app, method, body);
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      try {
        threads.execute(() -> exchange(post, app.name(), outcome));
      } catch (RejectedExecutionException e) {
        shares.release(app.name());
        return Outcome.Fault.UNREACHABLE.failed();
      }
      return await(outcome, post, patienceNanos, start);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.Fault.UNREACHABLE.failed();
    }
  }

  private static Outcome await(
      CompletableFuture<Outcome> outcome, HttpPost post, long patienceNanos, long start)
      throws InterruptedException {
    try {
      if (patienceNanos == 0) {
        return outcome.get();
      }
      long left = patienceNanos - (System.nanoTime() - start);
      return outcome.get(Math.max(1, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Outcome.Fault.TIMEOUT.failed();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an exchange never fails", e);
    } finally {
      post.cancel();
    }
  }

  /** On a thread of its own: whoever waits for it can stop waiting whatever it hangs at. */
  private void exchange(HttpPost post, String app, CompletableFuture<Outcome> outcome) {
    Outcome made = Outcome.Fault.UNREACHABLE.failed();
    try {
      made = client.execute(post, response -> read(post, response));
    } catch (SocketTimeoutException e) {
      made = Outcome.Fault.TIMEOUT.failed();
    } catch (MessageConstraintException | ClientProtocolException | ConnectionClosedException e) {
      made = Outcome.Fault.GARBAGE.failed();
    } catch (IOException e) {
      made = Outcome.Fault.UNREACHABLE.failed();
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "bug: a call to the backend of " + app + " failed", bug);
    } finally {
      shares.release(app);
      outcome.complete(made);
    }
  }

  private Outcome read(HttpPost post, ClassicHttpResponse response) throws IOException {
    return BackendAnswer.read(
        response.getCode(), response.getReasonPhrase(), body(post, response.getEntity()));
  }

  private byte @Nullable [] body(HttpPost post, @Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    int most = config.answers().maxBytes();
    try (InputStream in = entity.getContent()) {
      byte[] read = in.readNBytes(most + 1);
      if (read.length <= most) {
        return read;
      }
      post.cancel(); // closes the connection: the rest is not waited for
      return null;
    }
  }

  private HttpPost post(App app, HookMethod method, byte[] body) {
    String url = app.url();
    String folder = url.endsWith("/") ? url : url + "/";
    HttpPost post = new HttpPost(URI.create(folder + method.wireName()));
    post.setEntity(new ByteArrayEntity(body, JSON));
    App.Login login = app.rest();
    if (config.signing().enabled()) {
      post.setHeader(HttpHeaders.AUTHORIZATION, "WCS " + hash(body));
    } else if (login != null) {
      byte[] both =
          (login.user() + ":" + login.password().value()).getBytes(StandardCharsets.UTF_8);
      post.setHeader(
          HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(both));
    }
    return post;
  }

  private String hash(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      byte[] key = config.signing().secret().value().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no HMAC-MD5", e);
    }
  }

  HookSnapshot.Connections connections() {
    int leased = shares.leased();
    return new HookSnapshot.Connections(leased, config.maxConnections() - leased, shares.pending());
  }

  void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private static CloseableHttpClient client(HooksConfig config) {
    Timeout timeout = Timeout.ofMilliseconds(config.timeout().toMillis());
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(timeout)
            .setSocketTimeout(timeout)
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .build();
    Http1Config limits =
        Http1Config.custom().setMaxLineLength(MAX_LINE).setMaxHeaderCount(MAX_HEADERS).build();
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(config.maxConnections())
                .setMaxConnPerRoute(config.maxConnections())
                .setDefaultConnectionConfig(connection)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .setProtocolUpgradeEnabled(false)
                .build())
        .evictIdleConnections(TimeValue.ofSeconds(IDLE_SECONDS))
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("WCS")
        .build();
  }
}
