package org.wcs.ejb.boot;

import org.jspecify.annotations.Nullable;

/** What the container injects before it calls. Stateless, any thread. */
public final class Injected {
  private Injected() {}

  /**
   * The content of an injected field.
   *
   * @throws IllegalStateException if the container has not filled it
   */
  public static <T> T of(@Nullable T field) {
    if (field == null) {
      throw new IllegalStateException("the container has not injected what is asked for");
    }
    return field;
  }
}
