package org.wcs.ejb.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * One channel of one client: a conversation, or one command. SSHD's threads call; the work is done
 * on a thread of its own.
 */
final class ShellChannel implements Command {

  private static final Logger LOG = System.getLogger(ShellChannel.class.getName());

  private final ShellServer server;
  private final boolean readOnly;
  private final @Nullable String line;
  private final AtomicBoolean done = new AtomicBoolean();
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private volatile Runnable leave = () -> {};
  private volatile boolean destroyed;

  /**
   * Makes a channel.
   *
   * @param line the one command; null for a conversation
   */
  ShellChannel(ShellServer server, boolean readOnly, @Nullable String line) {
    this.server = server;
    this.readOnly = readOnly;
    this.line = line;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    ServerSession session = channel.getServerSession();
    Caller caller = new Caller(session.getUsername(), SshLogin.address(session), readOnly);
    server.threads().execute(() -> run(caller, environment));
  }

  private void run(Caller caller, Environment environment) {
    int code = ExitCode.BUG;
    try {
      code = server.enter() ? serve(caller, environment) : full();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A session of the console ended", e);
      code = ExitCode.FAILED;
    } catch (RuntimeException bug) {
      if (!destroyed) {
        LOG.log(Level.ERROR, "bug: a session of the console failed", bug);
      }
    } finally {
      end(code);
    }
  }

  private int serve(Caller caller, Environment environment) throws IOException {
    try {
      if (!RemoteTerminal.wanted(environment)) {
        return withoutTerminal(caller);
      }
      try (Terminal terminal = RemoteTerminal.open(environment, input(), output())) {
        return atTerminal(caller, terminal);
      }
    } finally {
      server.leave();
    }
  }

  private int withoutTerminal(Caller caller) throws IOException {
    StreamConsole console = new StreamConsole(input(), output(), errors());
    leaveBy(console::gone);
    Commands commands = new Commands(server.verbs(), caller, console);
    return line != null ? once(commands, console) : new Script(commands, console, input()).run();
  }

  private int atTerminal(Caller caller, Terminal terminal) throws IOException {
    TerminalConsole console = new TerminalConsole(terminal);
    leaveBy(console::gone);
    if (line != null) {
      return once(new Commands(server.verbs(), caller, console), console);
    }
    return new Conversation(terminal, console, caller, server.verbs(), server.histories())
        .run(server.verbs().reports().summary().version());
  }

  private int once(Commands commands, Console console) {
    return Script.run(commands, console, line == null ? "" : line);
  }

  private int full() throws IOException {
    errors().write("The console has too many sessions.\n".getBytes(StandardCharsets.UTF_8));
    errors().flush();
    return ExitCode.FAILED;
  }

  private void leaveBy(Runnable how) {
    leave = how;
    if (destroyed) {
      how.run();
    }
  }

  private void end(int code) {
    ExitCallback callback = exit;
    if (callback != null && done.compareAndSet(false, true)) {
      callback.onExit(code);
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    destroyed = true;
    leave.run();
  }

  private InputStream input() throws IOException {
    return there(in);
  }

  private OutputStream output() throws IOException {
    return there(out);
  }

  private OutputStream errors() throws IOException {
    return there(err);
  }

  private static <T> T there(@Nullable T stream) throws IOException {
    if (stream == null) {
      throw new IOException("the channel has no streams");
    }
    return stream;
  }
}
