package org.wcs.ejb.hook;

/** Hears what a session's client must be told. Called on a thread that may block. */
@FunctionalInterface
public interface HookListener {

  /** The backend failed at an event, and the client wants to know ({@code ErrorEvent}). */
  void failed(HookMethod method, String info);
}
