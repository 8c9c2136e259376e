/**
 * Users and applications, kept on disk.
 *
 * <p>Spec: none of its own; the file is YAML 1.1, passwords are hashed by PBKDF2 (RFC 8018 section
 * 5.2). Threads: any; a change returns when it is on disk, so it blocks. Start at {@link
 * org.wcs.ejb.store.Database}.
 */
@NullMarked
package org.wcs.ejb.store;

import org.jspecify.annotations.NullMarked;
