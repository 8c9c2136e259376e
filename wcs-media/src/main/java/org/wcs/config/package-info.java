/**
 * What the operator can set, read once into one tree of records.
 *
 * <p>Sources, the later ones win: built-in defaults, {@code flashphoner.properties} (the vendor's
 * key names where the vendor has one), environment variables, system properties. No RFC applies.
 *
 * <p>Everything here is immutable and may be used from any thread; reading happens at start only.
 *
 * <p>Start at {@link org.wcs.config.WcsConfig#read}, then {@link org.wcs.config.Settings}.
 */
@NullMarked
package org.wcs.config;

import org.jspecify.annotations.NullMarked;
