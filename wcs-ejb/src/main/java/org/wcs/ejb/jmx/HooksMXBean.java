package org.wcs.ejb.jmx;

import java.util.List;

/** Calls to backends. Any thread. */
public interface HooksMXBean {

  /** Calls that have a connection now. */
  int getLeased();

  /** Calls that could be made besides. */
  int getAvailable();

  /** Calls that wait for a connection. */
  int getPending();

  /** Calls since the start. */
  long getCalls();

  /** Calls that were not answered as they should. */
  long getErrors();

  /** Calls that were not answered in time. */
  long getTimeouts();

  /** Events never told because too many waited. */
  long getDropped();

  /** Requests of clients refused because of an answer. */
  long getRefused();

  /** By application and method. */
  List<HookData> getMethods();
}
