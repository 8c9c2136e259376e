package org.wcs.ejb.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * A metric with all its series, in the terms of OpenMetrics.
 *
 * @param name without the suffixes that the text adds
 * @param type what its numbers are
 * @param help one sentence
 * @param samples its series
 */
public record MetricFamily(String name, Type type, String help, List<Sample> samples) {

  /** Copies the list. */
  public MetricFamily {
    samples = List.copyOf(samples);
  }

  /** What the numbers of a family are. */
  public enum Type {
    /** It only grows, from the start on. */
    COUNTER,
    /** It goes up and down. */
    GAUGE,
    /** Counts of durations in buckets. */
    HISTOGRAM,
    /** Always 1; what it tells is in the labels. */
    INFO
  }

  /**
   * One number.
   *
   * @param suffix what is added to the name of the family, empty for nothing
   * @param labels of the series
   * @param value the number
   */
  public record Sample(String suffix, List<Label> labels, double value) {

    /** Copies the list. */
    public Sample {
      labels = List.copyOf(labels);
    }
  }

  /**
   * What tells a series from the others of its family.
   *
   * @param name of the label
   * @param value any text
   */
  public record Label(String name, String value) {}

  /** Puts a family together. One thread. */
  static final class Builder {

    private final String name;
    private final Type type;
    private final String help;
    private final List<Sample> samples = new ArrayList<>();

    Builder(Type type, String name, String help) {
      this.name = name;
      this.type = type;
      this.help = help;
    }

    /** Adds the one series. */
    Builder of(double value) {
      return add(value);
    }

    /**
     * Adds a series.
     *
     * @param labels names and values by turns
     */
    Builder add(double value, String... labels) {
      return add("", value, labels(labels));
    }

    Builder add(String suffix, double value, List<Label> labels) {
      samples.add(new Sample(suffix, labels, value));
      return this;
    }

    MetricFamily build() {
      return new MetricFamily(name, type, help, samples);
    }

    static List<Label> labels(String... namesAndValues) {
      List<Label> labels = new ArrayList<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        labels.add(new Label(namesAndValues[i], namesAndValues[i + 1]));
      }
      return labels;
    }
  }
}
