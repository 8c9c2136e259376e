package org.wcs.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sizes and forms that only the sources show. The formatter makes a simple scan exact enough. */
final class SourceRulesTest {
  private static final Pattern PARSER = Pattern.compile(".*(Parser|Reader|Depacketizer)\\.java");
  private static final Pattern METHOD =
      Pattern.compile(
          "^( {2}| {4})(?! )(?!return|throw|new|else|assert|yield)(?:@\\w+ )*"
              + "(?:(?:public|protected|private|static|final|synchronized|default|abstract) )*"
              + "(?:<[^(]*> )?[\\w.<>\\[\\]?,@ ]+ (\\w+)\\(([^;]*)$");
  private static final Pattern STEREOTYPE =
      Pattern.compile("\\b(class|record|interface|enum|if|for|while|switch|catch|new)\\b");

  /** These take byte ranges on the packet path: a parameter object would be garbage per packet. */
  private static final List<String> BYTE_RANGES =
      List.of("RtcpWriter.java senderReport", "RtcpWriter.java nack", "SrtpSender.java protectRtp");

  /** These are what Jakarta REST wants of readers and writers of bodies. */
  private static final List<String> BODIES =
      List.of("Requests.java readFrom", "Writings.java writeTo");

  @Test
  void classesHaveAtMost400LinesAndParsers600() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : Sources.main()) {
      long lines = Sources.text(file).lines().count();
      if (lines > (PARSER.matcher(file.toString()).matches() ? 600 : 400)) {
        tooLong.add(file + " has " + lines + " lines");
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void methodsHaveAtMost40Lines() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : Sources.main()) {
      tooLong.addAll(longMethods(file));
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void methodsHaveAtMost5ParametersAndConstructors8() {
    List<String> tooMany = new ArrayList<>();
    for (Path file : Sources.main()) {
      tooMany.addAll(methodsWithManyParameters(file));
    }
    assertThat(tooMany)
        .filteredOn(each -> BYTE_RANGES.stream().noneMatch(each::contains))
        .filteredOn(each -> BODIES.stream().noneMatch(each::contains))
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarkedAndExplained() {
    List<String> missing = new ArrayList<>();
    for (Path file : Sources.main()) {
      Path explanation = file.resolveSibling("package-info.java");
      if (!Files.exists(explanation) || !Sources.text(explanation).contains("NullMarked")) {
        missing.add(file.getParent().toString());
      }
    }
    assertThat(missing.stream().distinct()).isEmpty();
  }

  @Test
  void testsNeverSleepAndAreNeverDisabled() {
    assertThat(Sources.test())
        .filteredOn(
            file ->
                Pattern.compile("\\bThread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(|@Disabled")
                    .matcher(Sources.text(file))
                    .find())
        .isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    Pattern later = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|UnsupportedOperationException\\(\\)");
    assertThat(Sources.main())
        .filteredOn(file -> later.matcher(Sources.text(file)).find())
        .isEmpty();
  }

  private static List<String> longMethods(Path file) {
    List<String> found = new ArrayList<>();
    List<String> lines = Sources.text(file).lines().toList();
    for (int index = 0; index < lines.size(); index++) {
      Matcher method = METHOD.matcher(lines.get(index));
      if (method.matches() && !STEREOTYPE.matcher(lines.get(index)).find()) {
        int end = lines.subList(index, lines.size()).indexOf(method.group(1) + "}");
        int semicolon = endOfAbstract(lines, index);
        if (end >= 40 && semicolon > index + end) {
          found.add(file + ":" + (index + 1) + " " + method.group(2) + " has " + (end + 1));
        }
      }
    }
    return found;
  }

  /** Index of the line that ends a declaration without a body; the size of the file otherwise. */
  private static int endOfAbstract(List<String> lines, int start) {
    for (int index = start; index < lines.size(); index++) {
      if (lines.get(index).endsWith("{") || lines.get(index).endsWith("}")) {
        return lines.size();
      }
      if (lines.get(index).endsWith(";")) {
        return index;
      }
    }
    return lines.size();
  }

  private static List<String> methodsWithManyParameters(Path file) {
    List<String> found = new ArrayList<>();
    String text = Sources.text(file);
    Matcher method = Pattern.compile(METHOD.pattern(), Pattern.MULTILINE).matcher(text);
    while (method.find()) {
      int parameters = parameters(text, text.indexOf('(', method.end(2)));
      boolean counts = !STEREOTYPE.matcher(method.group().split("\\(")[0]).find();
      int allowed = Character.isUpperCase(method.group(2).charAt(0)) ? 8 : 5;
      if (counts && parameters > allowed) {
        found.add(file + " " + method.group(2) + " has " + parameters);
      }
    }
    return found;
  }

  /** Counts the commas outside brackets from the opening parenthesis at {@code open}. */
  private static int parameters(String text, int open) {
    int depth = 0;
    int commas = 0;
    for (int index = open; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c == '(' || c == '<') {
        depth++;
      } else if (c == ')' || c == '>') {
        depth--;
        if (depth == 0) {
          return text.substring(open + 1, index).isBlank() ? 0 : commas + 1;
        }
      } else if (c == ',' && depth == 1) {
        commas++;
      }
    }
    return 0;
  }
}
