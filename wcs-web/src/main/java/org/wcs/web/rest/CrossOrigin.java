package org.wcs.web.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wcs.config.RestConfig;

/** The headers of every answer (Fetch standard, CORS protocol). Stateless. */
final class CrossOrigin {

  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*:\\s*([\\x20-\\x7e]*)");

  private CrossOrigin() {}

  /**
   * The headers by name.
   *
   * @param origin pages of which origin may call
   */
  static Map<String, String> headers(String origin, RestConfig.Headers settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    if (!settings.instead().isBlank()) {
      complete(settings.instead(), headers);
      return headers;
    }
    headers.put("Access-Control-Allow-Origin", origin);
    headers.put("Access-Control-Allow-Credentials", "true");
    headers.put("Access-Control-Allow-Headers", settings.allowHeaders());
    headers.put("Access-Control-Allow-Methods", settings.allowMethods());
    return headers;
  }

  /** Complete headers, separated by semicolons; what is none is passed over. */
  private static void complete(String list, Map<String, String> headers) {
    for (String each : list.split(";")) {
      Matcher header = HEADER.matcher(each.strip());
      if (header.matches()) {
        headers.put(header.group(1), header.group(2).strip());
      }
    }
  }
}
