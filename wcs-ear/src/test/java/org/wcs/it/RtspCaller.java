package org.wcs.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of RTSP that asks one thing at a time and reads heads of answers only. */
final class RtspCaller implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final BufferedReader answers;
  private int sequence;

  RtspCaller(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    answers =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /** Sends a request without a body; returns the status and the headers of the answer. */
  String ask(String method, String uri) throws IOException {
    String request = method + " " + uri + " RTSP/1.0\r\nCSeq: " + ++sequence + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    String line = answers.readLine();
    while (line != null && !line.isEmpty()) {
      head.append(line).append('\n');
      line = answers.readLine();
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
