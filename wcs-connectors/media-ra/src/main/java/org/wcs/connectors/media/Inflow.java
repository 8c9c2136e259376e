package org.wcs.connectors.media;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.net.MediaListener;
import org.wcs.net.MediaNetwork;
import org.wcs.net.NetworkSettings;

/**
 * One activated endpoint: finds it, opens the ports it asks for, says goodbye, closes. All calls to
 * the endpoint are made on one virtual thread, so that neither a slow start nor a slow goodbye
 * holds up the container. {@link #start} and {@link #close} from any thread.
 */
final class Inflow {

  private static final Logger LOG = System.getLogger(Inflow.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long QUIET_MILLIS = 5_000;
  private static final long GOODBYE_SECONDS = 5;

  private final MessageEndpointFactory factory;
  private final Opener opener;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable AutoCloseable ports;

  /** Opens ports; a seam for tests. */
  interface Opener {
    /** Opens all or nothing. What it gives is closed if it is closeable. */
    MediaNetwork open(NetworkSettings settings) throws IOException;
  }

  Inflow(MessageEndpointFactory factory, Opener opener) {
    this.factory = factory;
    this.opener = opener;
    this.thread = Thread.ofVirtual().name("wcs-media-inflow").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Returns when the ports are closed; a goodbye that takes too long is cut short. */
  void close() {
    stopping.countDown();
    try {
      if (!thread.join(Duration.ofSeconds(GOODBYE_SECONDS))) {
        LOG.log(Level.WARNING, "the endpoint did not say goodbye in time, closing the media ports");
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closePorts();
  }

  private void run() {
    try {
      MediaListener listener = serve();
      if (listener != null) {
        stopping.await();
        sayGoodbye(listener);
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "interrupted while the ports were open", e);
    } finally {
      closePorts();
    }
  }

  /**
   * Tries until the ports are open. The container may activate before the endpoint can be called,
   * and an instance that is just going down may still hold the ports, so early failures are normal.
   *
   * @return the endpoint, or null if the end came first
   */
  private @Nullable MediaListener serve() throws InterruptedException {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    long waitedMillis = 0;
    while (stopping.getCount() > 0) {
      MediaListener listener = null;
      try {
        listener = (MediaListener) factory.createEndpoint(null);
        open(listener);
        return listener;
      } catch (ResourceException | IOException | RuntimeException e) {
        release(listener);
        report(e, waitedMillis);
      }
      if (stopping.await(pauseMillis, TimeUnit.MILLISECONDS)) {
        return null;
      }
      waitedMillis += pauseMillis;
      pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    }
    return null;
  }

  private void open(MediaListener listener) throws IOException {
    MediaNetwork network = opener.open(listener.settings());
    synchronized (this) {
      ports = network instanceof AutoCloseable closeable ? closeable : null;
    }
    try {
      listener.opened(network);
    } catch (RuntimeException e) {
      closePorts();
      throw e;
    }
  }

  /** An endpoint that is not there yet is worth no alarm at first; a port that is taken always. */
  private static void report(Exception fault, long waitedMillis) {
    boolean early = !(fault instanceof IOException) && waitedMillis < QUIET_MILLIS;
    if (early) {
      LOG.log(Level.DEBUG, "the media endpoint is not ready", fault);
    } else {
      LOG.log(Level.ERROR, "the media ports are not open, trying again: " + fault, fault);
    }
  }

  private static void sayGoodbye(MediaListener listener) {
    try {
      listener.closing();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "the endpoint was gone before the ports were closed", e);
    } finally {
      release(listener);
    }
  }

  private static void release(@Nullable MediaListener listener) {
    if (listener instanceof MessageEndpoint endpoint) {
      try {
        endpoint.release();
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "the endpoint could not be released", e);
      }
    }
  }

  private void closePorts() {
    AutoCloseable open;
    synchronized (this) {
      open = ports;
      ports = null;
    }
    if (open == null) {
      return;
    }
    try {
      open.close();
      LOG.log(Level.INFO, "media ports are closed");
    } catch (Exception e) {
      LOG.log(Level.ERROR, "closing the media ports", e);
    }
  }
}
