package org.wcs.ejb.stats;

import java.util.ArrayList;
import java.util.List;

/** The samples of one series of a histogram, in the order that the text wants. Stateless. */
final class Buckets {

  private Buckets() {}

  /** A bucket with all smaller ones in it. */
  static void add(
      MetricFamily.Builder family, double upTo, long count, List<MetricFamily.Label> labels) {
    add(family, String.valueOf(upTo), count, labels);
  }

  /** The bucket of all, then the numbers over all. */
  static void finish(
      MetricFamily.Builder family, long count, double sum, List<MetricFamily.Label> labels) {
    add(family, "+Inf", count, labels);
    family.add("_count", count, labels);
    family.add("_sum", sum, labels);
  }

  private static void add(
      MetricFamily.Builder family, String upTo, long count, List<MetricFamily.Label> labels) {
    List<MetricFamily.Label> more = new ArrayList<>(labels);
    more.add(new MetricFamily.Label("le", upTo));
    family.add("_bucket", count, more);
  }
}
