/**
 * Management beans and the port for JConsole and its like.
 *
 * <p>Spec: JMX 1.4 (JSR 3, JSR 160) over RMI; beans are MXBeans, so that clients need no class of
 * ours. Registry and connector share one port; what may be deserialised is named, and what clients
 * may do with beans that are not ours is limited. Threads: those of RMI. Start at {@link
 * org.wcs.ejb.jmx.JmxServer} and {@link org.wcs.ejb.jmx.Beans}.
 */
@NullMarked
package org.wcs.ejb.jmx;

import org.jspecify.annotations.NullMarked;
