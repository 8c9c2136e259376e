/**
 * The console over SSH: commands for people and for scripts.
 *
 * <p>Spec: RFC 4251 to 4254 by Apache MINA SSHD, sessions with a shell or one command; no
 * forwarding, no file transfer. The commands of users, applications and methods are those of the
 * vendor. Threads: what a client does runs on a virtual thread of its own that may block; SSHD's
 * threads only carry bytes. Start at {@link org.wcs.ejb.shell.ShellServer} and {@link
 * org.wcs.ejb.shell.Commands}.
 */
@NullMarked
package org.wcs.ejb.shell;

import org.jspecify.annotations.NullMarked;
