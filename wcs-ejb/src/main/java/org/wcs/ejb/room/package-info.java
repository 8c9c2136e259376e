/**
 * The backend of {@code roomApp}: clients meet in rooms, hear who comes and goes and who publishes
 * what, and send each other messages.
 *
 * <p>Spec: the room API of the WCS 5.2 browser SDK. Not done: recording of rooms. Threads: hooks
 * come on threads that may block, from many sessions at once; one lock guards all rooms, and what
 * is told is only handed over under it. Start at {@link org.wcs.ejb.room.RoomApp}.
 */
@NullMarked
package org.wcs.ejb.room;

import org.jspecify.annotations.NullMarked;
