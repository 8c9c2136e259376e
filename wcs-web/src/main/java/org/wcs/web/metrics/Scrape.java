package org.wcs.web.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;

/**
 * The answer to who collects figures.
 *
 * @param contentType which of the two texts it is
 * @param families what is in it
 */
public record Scrape(String contentType, Collection<MetricFamilySamples> families) {

  /** One of these families, as OpenMetrics or as the older text of Prometheus. */
  public static Scrape of(Collection<MetricFamilySamples> families, boolean openMetrics) {
    return new Scrape(
        openMetrics ? TextFormat.CONTENT_TYPE_OPENMETRICS_100 : TextFormat.CONTENT_TYPE_004,
        families);
  }

  /** Sends it. */
  public void write(HttpServletResponse response) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (Writer writer = new OutputStreamWriter(body, StandardCharsets.UTF_8)) {
      TextFormat.writeFormat(contentType, writer, Collections.enumeration(families));
    }
    response.setContentType(contentType);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.size());
    body.writeTo(response.getOutputStream());
  }
}
