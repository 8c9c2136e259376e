package org.wcs.net;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/** The server's certificate and key, read again when a file of them changes. Any thread. */
public interface TlsKeys {

  /** The files they are in. */
  List<Path> files();

  /** Reads them. Blocks. */
  KeyStore read() throws IOException, GeneralSecurityException;

  /** The password of the key within; the caller may wipe it. */
  char[] password();
}
