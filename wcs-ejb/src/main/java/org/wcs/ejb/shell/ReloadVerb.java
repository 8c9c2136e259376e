package org.wcs.ejb.shell;

import java.io.IOException;
import picocli.CommandLine.Command;

/** What can be read again. */
@Command(name = "reload", description = "Read something again.")
final class ReloadVerb {

  private final Verbs.Certificate certificate;
  private final Console console;

  ReloadVerb(Verbs.Certificate certificate, Console console) {
    this.certificate = certificate;
    this.console = console;
  }

  @Command(name = "certificate", description = "Show new clients a renewed certificate.")
  int certificate() throws IOException {
    console.out().println("Loaded: " + Table.plain(certificate.reload()));
    return ExitCode.DONE;
  }
}
