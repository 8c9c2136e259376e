package org.wcs.ejb.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The streams of a client without a terminal. The thread of its session; {@link #gone} any. */
final class StreamConsole implements Console {

  private static final int LONGEST_LINE = 1024;

  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;
  private final CountDownLatch gone = new CountDownLatch(1);

  StreamConsole(InputStream in, OutputStream out, OutputStream err) {
    this.in = in;
    this.out = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8));
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public PrintWriter err() {
    return err;
  }

  @Override
  public boolean terminal() {
    return false;
  }

  @Override
  public char[] secret(String prompt) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("the password is too long");
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    String password = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (password.isEmpty()) {
      throw new IOException("the password is the next line of the input, and there is none");
    }
    return password.toCharArray();
  }

  @Override
  public boolean pause(Duration time) {
    out.flush();
    try {
      return !out.checkError() && !gone.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The client is no longer there. */
  void gone() {
    gone.countDown();
  }
}
