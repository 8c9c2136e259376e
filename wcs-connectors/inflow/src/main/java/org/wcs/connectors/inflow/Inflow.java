package org.wcs.connectors.inflow;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One activated endpoint: finds it, opens the ports it asks for, says goodbye, closes. All calls to
 * the endpoint are made on one virtual thread, so that neither a slow start nor a slow goodbye
 * holds up the container. {@link #start} and {@link #close} from any thread.
 *
 * @param <L> the endpoint's listener interface
 * @param <P> what is opened for it
 */
final class Inflow<L, P extends AutoCloseable> {

  private static final Logger LOG = System.getLogger(Inflow.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long QUIET_MILLIS = 5_000;
  private static final long GOODBYE_SECONDS = 5;

  private final MessageEndpointFactory factory;
  private final Ports<L, P> sort;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable P ports;

  Inflow(MessageEndpointFactory factory, Ports<L, P> sort) {
    this.factory = factory;
    this.sort = sort;
    this.thread = Thread.ofVirtual().name("wcs-inflow").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Returns when the ports are closed; a goodbye that takes too long is cut short. */
  void close() {
    stopping.countDown();
    try {
      if (!thread.join(Duration.ofSeconds(GOODBYE_SECONDS))) {
        LOG.log(Level.WARNING, "the endpoint did not say goodbye in time, closing the {0}", name());
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closePorts();
  }

  private void run() {
    try {
      L listener = serve();
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
  private @Nullable L serve() throws InterruptedException {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    long waitedMillis = 0;
    while (stopping.getCount() > 0) {
      L listener = null;
      try {
        listener = sort.listener().cast(factory.createEndpoint(null));
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

  private void open(L listener) throws IOException {
    P opened = sort.open(listener);
    synchronized (this) {
      ports = opened;
    }
    try {
      sort.opened(listener, opened);
    } catch (RuntimeException e) {
      closePorts();
      throw e;
    }
  }

  /** An endpoint that is not there yet is worth no alarm at first; a port that is taken always. */
  private void report(Exception fault, long waitedMillis) {
    boolean early = !(fault instanceof IOException) && waitedMillis < QUIET_MILLIS;
    if (early) {
      LOG.log(Level.DEBUG, "the endpoint of the " + name() + " is not ready", fault);
    } else if (fault instanceof BindException) {
      LOG.log(Level.ERROR, "the {0} are not open, trying again: {1}", name(), fault.getMessage());
    } else {
      LOG.log(Level.ERROR, "the " + name() + " are not open, trying again: " + fault, fault);
    }
  }

  private void sayGoodbye(L listener) {
    try {
      sort.closing(listener);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "the endpoint was gone before the ports were closed", e);
    } finally {
      release(listener);
    }
  }

  private void release(@Nullable L listener) {
    if (listener instanceof MessageEndpoint endpoint) {
      try {
        endpoint.release();
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "the endpoint could not be released", e);
      }
    }
  }

  private String name() {
    return sort.name();
  }

  private void closePorts() {
    P open;
    synchronized (this) {
      open = ports;
      ports = null;
    }
    if (open == null) {
      return;
    }
    try {
      open.close();
      LOG.log(Level.INFO, "the {0} are closed", name());
    } catch (Exception e) {
      LOG.log(Level.ERROR, "closing the " + name(), e);
    }
  }
}
