/**
 * Tells the container how the application is: its management port then answers with it.
 *
 * <p>Spec: MicroProfile Health 4.0, liveness and readiness; no startup checks of our own.
 *
 * <p>Threads: those of the container that ask.
 *
 * <p>Start reading at {@code ReadyCheck}. It is a library of the EAR as the container looks for
 * checks there, and not in what the EAR is made of.
 */
@NullMarked
package org.wcs.connectors.health;

import org.jspecify.annotations.NullMarked;
