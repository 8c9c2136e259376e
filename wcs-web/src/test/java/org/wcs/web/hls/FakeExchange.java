package org.wcs.web.hls;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** One request and its response, as far as HLS uses them. */
final class FakeExchange {

  final Map<String, String> requestHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final ByteArrayOutputStream content = new ByteArrayOutputStream();
  String method = "GET";
  String path;
  String query;
  int status = 200;
  long length = -1;
  boolean waiting;
  boolean done;
  boolean gone;
  AsyncListener listener;

  FakeExchange(String path) {
    this.path = path;
  }

  HttpServletRequest request() {
    return proxy(
        HttpServletRequest.class,
        (self, called, arguments) ->
            switch (called.getName()) {
              case "getMethod" -> method;
              case "getRequestURI" -> path;
              case "getQueryString" -> query;
              case "getRemoteAddr" -> "192.0.2.1";
              case "getHeader" -> requestHeaders.get((String) arguments[0]);
              case "startAsync" -> async();
              default -> throw new AssertionError(called);
            });
  }

  HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (self, called, arguments) ->
            switch (called.getName()) {
              case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
              case "setStatus" -> status = (int) arguments[0];
              case "setContentLengthLong" -> length = (long) arguments[0];
              case "getOutputStream" -> output();
              case "isCommitted" -> content.size() > 0;
              case "resetBuffer" -> null;
              default -> throw new AssertionError(called);
            });
  }

  private AsyncContext async() {
    waiting = true;
    return proxy(
        AsyncContext.class,
        (self, called, arguments) ->
            switch (called.getName()) {
              case "setTimeout" -> null;
              case "addListener" -> {
                listener = (AsyncListener) arguments[0];
                yield null;
              }
              case "complete" -> {
                if (done) {
                  throw new IllegalStateException("completed twice");
                }
                done = true;
                yield null;
              }
              default -> throw new AssertionError(called);
            });
  }

  private ServletOutputStream output() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener unused) {
        throw new AssertionError("written without blocking");
      }

      @Override
      public void write(int octet) throws IOException {
        if (gone) {
          throw new IOException("Broken pipe");
        }
        content.write(octet);
      }
    };
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
