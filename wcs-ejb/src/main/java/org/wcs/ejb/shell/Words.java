package org.wcs.ejb.shell;

import java.io.IOException;
import java.util.List;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;
import org.jline.reader.impl.DefaultParser;

/** How a line falls into words: by spaces, but for what stands in quotes. */
final class Words {

  private Words() {}

  /** For a line that is edited: an open quote goes on with the next line. */
  static Parser parser() {
    return new DefaultParser().eofOnUnclosedQuote(true);
  }

  /** For what is taken as it is. */
  static Parser verbatim() {
    return new DefaultParser()
        .quoteChars(new char[0])
        .escapeChars(new char[0])
        .eofOnUnclosedQuote(false);
  }

  /** The words of a whole line. */
  static List<String> of(String line) throws IOException {
    String whole = line.strip();
    if (whole.isEmpty()) {
      return List.of();
    }
    try {
      return parser().parse(whole, whole.length(), Parser.ParseContext.ACCEPT_LINE).words();
    } catch (SyntaxError e) {
      throw new IOException("a quote is not closed", e);
    }
  }
}
