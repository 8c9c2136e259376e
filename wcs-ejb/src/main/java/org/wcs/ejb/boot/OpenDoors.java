package org.wcs.ejb.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.wcs.config.OperationsConfig;
import org.wcs.config.WcsConfig;

/** What the settings let others do that operators may not want, one sentence each. */
final class OpenDoors {

  private OpenDoors() {}

  /** To be logged at start. */
  static List<String> of(WcsConfig config) {
    OperationsConfig operations = config.operations();
    List<String> warnings = new ArrayList<>();
    if (operations.rest().open() && isPublic(config.http().address())) {
      warnings.add(
          "The REST API asks nobody for a password and other machines can reach it"
              + " (disable_rest_auth=true, bind.address="
              + config.http().address()
              + "): set disable_rest_auth=false, or keep the ports "
              + config.http().ports().http()
              + " and "
              + config.http().ports().https()
              + " behind a firewall");
    }
    if (isPublic(config.http().metricsAddress())) {
      warnings.add(
          "Other machines can read the metrics (metrics.address="
              + config.http().metricsAddress()
              + "), nobody is asked for a password there");
    }
    if (operations.jmx().port() > 0
        && !operations.jmx().tls()
        && isPublic(operations.jmx().address())) {
      warnings.add(
          "JMX takes passwords without TLS from other machines (jmx.address="
              + operations.jmx().address()
              + "): set jmx.tls=true");
    }
    return warnings;
  }

  /** Whether others than this machine can get there; a name that nobody knows counts as such. */
  private static boolean isPublic(String address) {
    try {
      return !InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }
}
