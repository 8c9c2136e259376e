package org.wcs.ejb.jmx;

/**
 * A port, or a range.
 *
 * @param name what it is for
 * @param address it is bound to
 * @param ports one number, or the first and the last
 * @param protocol spoken there
 */
public record PortData(String name, String address, String ports, String protocol) {}
