/**
 * Who may do what, asked before it happens.
 *
 * <p>Spec: none of its own; the answers have the form of the REST hooks. Threads: asked on threads
 * that may block, in order per session. Start at {@link org.wcs.ejb.policy.AppPolicy}.
 */
@NullMarked
package org.wcs.ejb.policy;

import org.jspecify.annotations.NullMarked;
