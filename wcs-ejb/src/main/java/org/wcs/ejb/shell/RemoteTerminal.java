package org.wcs.ejb.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.Signal;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;

/** The terminal at the other end, as JLine knows terminals. */
final class RemoteTerminal {

  private static final Size USUAL = new Size(80, 24);
  private static final int LARGEST = 1000;

  private RemoteTerminal() {}

  /** Whether the client has asked for one. */
  static boolean wanted(Environment environment) {
    return environment.getEnv().containsKey(Environment.ENV_TERM);
  }

  /** Starts it; closing it ends it. */
  static Terminal open(Environment environment, InputStream in, OutputStream out)
      throws IOException {
    Map<String, String> asked = environment.getEnv();
    Terminal terminal =
        new ExternalTerminal(
            null,
            "ssh",
            type(asked.get(Environment.ENV_TERM)),
            in,
            out,
            StandardCharsets.UTF_8,
            Terminal.SignalHandler.SIG_IGN,
            false,
            cooked(),
            size(asked));
    environment.addSignalListener(
        (channel, signal) -> {
          terminal.setSize(size(asked));
          terminal.raise(Terminal.Signal.WINCH);
        },
        Signal.WINCH);
    return terminal;
  }

  /**
   * A type whose abilities JLine has built in: it would start a program to learn of another, whose
   * name comes from outside.
   */
  private static String type(@Nullable String asked) {
    return asked == null || asked.isEmpty() || asked.equals("dumb") ? "dumb" : "xterm-256color";
  }

  private static Attributes cooked() {
    Attributes attributes = new Attributes();
    attributes.setInputFlag(Attributes.InputFlag.ICRNL, true);
    attributes.setOutputFlag(Attributes.OutputFlag.OPOST, true);
    attributes.setOutputFlag(Attributes.OutputFlag.ONLCR, true);
    attributes.setLocalFlag(Attributes.LocalFlag.ISIG, true);
    attributes.setLocalFlag(Attributes.LocalFlag.ICANON, true);
    attributes.setControlChar(Attributes.ControlChar.VINTR, 3);
    attributes.setControlChar(Attributes.ControlChar.VEOF, 4);
    attributes.setControlChar(Attributes.ControlChar.VERASE, 127);
    return attributes;
  }

  private static Size size(Map<String, String> asked) {
    return new Size(
        number(asked.get(Environment.ENV_COLUMNS), USUAL.getColumns()),
        number(asked.get(Environment.ENV_LINES), USUAL.getRows()));
  }

  private static int number(@Nullable String text, int otherwise) {
    try {
      int number = text == null ? 0 : Integer.parseInt(text);
      return number < 1 ? otherwise : Math.min(number, LARGEST);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
