package org.wcs.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may see whom, over the compiled classes of all modules. */
final class ModuleRulesTest {
  private static final List<String> LEAVES =
      List.of("webrtc", "rtmp", "rtmfp", "rtsp", "sip", "hls", "cdn", "record");
  private static final List<String> WIRE_FORMATS =
      List.of("sdp", "ice", "dtls", "srtp", "rtp", "amf", "flv", "mpegts", "fmp4", "rtsp.wire");
  private static final DescribedPredicate<JavaClass> CORE =
      resideInAPackage("org.wcs..")
          .and(
              not(
                  resideInAnyPackage(
                      "org.wcs.connectors..", "org.wcs.ejb..", "org.wcs.web..", "org.wcs.bench..")))
          .as("the media core");

  /** Anything of a thread but passing its interruption on. */
  private static final DescribedPredicate<JavaAccess<?>> MAKES_OR_PARKS_A_THREAD =
      DescribedPredicate.describe(
          "makes or parks a thread",
          access ->
              access.getTargetOwner().isAssignableTo(Thread.class)
                  && !List.of("currentThread", "interrupt").contains(access.getName()));

  private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(Sources.classes());

  @Test
  void modulesSeeEachOtherInOneDirectionOnly() {
    check(
        noClasses()
            .that(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.wcs.connectors..", "org.wcs.ejb..", "org.wcs.web..", "org.wcs.bench.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("org.wcs.connectors..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.wcs.ejb..", "org.wcs.web..", "org.wcs.bench.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("org.wcs.ejb..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.wcs.web..", "org.wcs.connectors..", "org.wcs.bench.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("org.wcs.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.wcs.connectors..", "org.wcs.bench.."));
  }

  @Test
  void theCoreKnowsNoContainerAndNoNetworkLibrary() {
    check(
        noClasses()
            .that(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "jakarta..", "org.jboss..", "org.wildfly..", "io.netty..", "io.undertow.."));
  }

  @Test
  void theCoreOpensNoSocketAndStartsNoThread() {
    check(
        noClasses()
            .that(CORE)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.nio\\.channels\\..*|java\\.net\\.http\\..*"
                    + "|java\\.net\\.(.*Socket|SocketImpl|URLConnection|HttpURLConnection)"
                    + "|java\\.util\\.concurrent\\.(Executors|ForkJoinPool|ThreadPoolExecutor)"
                    + "|java\\.util\\.Timer"));
    check(noClasses().that(CORE).should().accessTargetWhere(MAKES_OR_PARKS_A_THREAD));
  }

  @Test
  void theCoreReadsNoClock() {
    check(noClasses().that(CORE).should().callMethod(System.class, "nanoTime"));
    check(noClasses().that(CORE).should().callMethod(System.class, "currentTimeMillis"));
    check(noClasses().that(CORE).should().callMethod(java.time.Instant.class, "now"));
  }

  @Test
  void onlyTheConfigurationReadsProperties() {
    check(
        noClasses()
            .that(CORE.and(not(resideInAPackage("org.wcs.config"))))
            .should()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class)
            .orShould()
            .callMethod(System.class, "getenv", String.class));
  }

  @Test
  void leavesNeverSeeEachOther() {
    for (String leaf : LEAVES) {
      List<String> others = LEAVES.stream().filter(other -> !other.equals(leaf)).toList();
      check(
          noClasses()
              .that()
              .resideInAPackage("org.wcs." + leaf + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(packages(others)));
    }
  }

  @Test
  void thePartsOfALeafSeeNeitherEachOtherNorTheWhole() {
    List<String> parts = List.of("wire", "ingest", "egress");
    for (String part : parts) {
      String[] others =
          parts.stream()
              .filter(other -> !other.equals(part))
              .map(other -> "org.wcs.rtsp." + other + "..")
              .toArray(String[]::new);
      check(
          noClasses()
              .that()
              .resideInAPackage("org.wcs.rtsp." + part + "..")
              .should()
              .dependOnClassesThat(
                  resideInAnyPackage(others).or(resideInAPackage("org.wcs.rtsp"))));
    }
  }

  @Test
  void nothingElseInTheCoreSeesALeaf() {
    check(
        noClasses()
            .that(CORE.and(not(resideInAnyPackage(packages(LEAVES)))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(LEAVES)));
  }

  @Test
  void wireFormatsKnowNeitherStreamsNorLanes() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(WIRE_FORMATS))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                packages(List.of("stream", "lane", "net", "config", "codec", "transcode"))));
  }

  @Test
  void rawMediaStaysBetweenCodecAndTranscode() {
    check(
        noClasses()
            .that(CORE.and(not(resideInAnyPackage(packages(List.of("codec", "transcode"))))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(List.of("codec"))));
  }

  @Test
  void connectorsCarryBytesAndKnowNoProtocol() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.wcs.connectors..")
            .should()
            .dependOnClassesThat(
                CORE.and(not(resideInAnyPackage("org.wcs.net..", "org.wcs.lane..")))));
  }

  @Test
  void resourceAdaptersShareWhatIsBelowThemAndDoNotSeeEachOther() {
    List<String> adapters =
        List.of(
            "org.wcs.connectors.media..",
            "org.wcs.connectors.rtmp..",
            "org.wcs.connectors.rtsp..",
            "org.wcs.connectors.health..");
    for (String adapter : adapters) {
      check(
          noClasses()
              .that(not(resideInAPackage(adapter)))
              .should()
              .dependOnClassesThat()
              .resideInAPackage(adapter));
    }
    check(
        noClasses()
            .that()
            .resideInAPackage("org.wcs.connectors.inflow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.wcs.connectors.net.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("org.wcs.connectors.net..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.wcs.connectors.inflow..", "jakarta.."));
  }

  @Test
  void packagesOfTheCoreAreFreeOfCycles() {
    slices()
        .matching("org.wcs.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES.that(CORE));
  }

  @Test
  void thirdPartyTypesStayAtHome() {
    home("org.bouncycastle..", "org.wcs.dtls..");
    home("org.bytedeco..", "org.wcs.codec..");
    home("io.netty..", "org.wcs.connectors.net..");
    home("org.apache.sshd..", "org.wcs.ejb.shell..");
    home("org.jline..", "org.wcs.ejb.shell..");
    home("picocli..", "org.wcs.ejb.shell..");
    home("org.ice4j..", "org.wcs.ice..");
    home("javax.sip..", "org.wcs.sip..", "org.wcs.connectors.sip..");
    home("org.yaml..", "org.wcs.ejb.store..");
    home("org.apache.hc..", "org.wcs.ejb.hook..");
    home("io.micrometer..", "org.wcs.web.metrics..");
    home("io.prometheus..", "org.wcs.web.metrics..");
    home("org.eclipse.microprofile.metrics..", "org.wcs.web.metrics..");
    home("org.eclipse.microprofile.health..", "org.wcs.connectors.health..");
    home("jakarta.resource..", "org.wcs.connectors..");
    home("jakarta.servlet..", "org.wcs.web..");
    home("jakarta.ws.rs..", "org.wcs.web..");
    home("jakarta.websocket..", "org.wcs.web..");
  }

  @Test
  void namesSayWhatAClassIs() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveNameMatching(".*Utils?")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .orShould()
            .haveNameMatching(".*[.$]I[A-Z][a-z]\\w*"));
  }

  /** Packages of the core with what is below them, for ArchUnit. */
  private static String[] packages(List<String> names) {
    return names.stream().map(name -> "org.wcs." + name + "..").toArray(String[]::new);
  }

  private static void home(String library, String... homes) {
    check(
        noClasses()
            .that(not(resideInAnyPackage(homes)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
