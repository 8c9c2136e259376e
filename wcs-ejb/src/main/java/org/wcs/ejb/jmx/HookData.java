package org.wcs.ejb.jmx;

/**
 * One kind of call.
 *
 * @param application its name
 * @param method wire name of the hook
 * @param calls made
 * @param errors not answered as they should
 * @param timeouts not answered in time
 * @param meanMillis how long answers took
 */
public record HookData(
    String application, String method, long calls, long errors, long timeouts, double meanMillis) {}
