package org.wcs.ejb.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** The terminal of a client. The thread of its session; {@link #interrupt}, {@link #gone} any. */
final class TerminalConsole implements Console {

  private final Terminal terminal;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private boolean interrupted; // under lock
  private boolean gone; // under lock

  TerminalConsole(Terminal terminal) {
    this.terminal = terminal;
    terminal.handle(Terminal.Signal.INT, signal -> interrupt());
  }

  @Override
  public PrintWriter out() {
    return terminal.writer();
  }

  @Override
  public PrintWriter err() {
    return terminal.writer();
  }

  @Override
  public boolean terminal() {
    return true;
  }

  @Override
  public char[] secret(String prompt) throws IOException {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(Words.verbatim())
            .variable(LineReader.DISABLE_HISTORY, true)
            .variable(LineReader.DISABLE_COMPLETION, true)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.BRACKETED_PASTE, false)
            .build();
    try {
      String password = reader.readLine(prompt, '\0');
      if (password.isEmpty()) {
        throw new IOException("no password was given");
      }
      return password.toCharArray();
    } catch (UserInterruptException | EndOfFileException e) {
      throw new IOException("interrupted", e);
    }
  }

  /** A command begins: what was interrupted before does not count. */
  void begin() {
    lock.lock();
    try {
      interrupted = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean pause(Duration time) {
    out().flush();
    long left = time.toNanos();
    lock.lock();
    try {
      while (!interrupted && !gone && left > 0) {
        left = change.awaitNanos(left);
      }
      return !interrupted && !gone;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ctrl-C. */
  void interrupt() {
    lock.lock();
    try {
      interrupted = true;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The client is no longer there. */
  void gone() {
    lock.lock();
    try {
      gone = true;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
