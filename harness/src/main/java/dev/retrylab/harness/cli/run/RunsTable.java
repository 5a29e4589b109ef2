package dev.retrylab.harness.cli.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.retrylab.harness.cli.exit.ErrorMessage;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The results of several runs.
 *
 * @param results in the order in which the scenarios were asked for
 * @param notDeployed scenarios of the catalogue that could not be run for that
 */
record RunsTable(List<RunResult> results, List<String> notDeployed) {
  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());
  private static final String ROW = "%-20s %-13s %s";

  /** As with a sweep: errors before a divergence, a divergence before missing evidence. */
  private static final List<Integer> WORST_FIRST =
      List.of(ExitCode.INTERNAL, ExitCode.USAGE, ExitCode.DIVERGED, ExitCode.INCONCLUSIVE);

  RunsTable {
    results = List.copyOf(results);
    notDeployed = List.copyOf(notDeployed);
  }

  /** The worst of all; of none at all INCONCLUSIVE. */
  Verdict verdict() {
    return Verdict.worst(results.stream().map(RunResult::verdict).toList());
  }

  int exitCode() {
    List<Integer> codes = results.stream().map(RunResult::exitCode).toList();
    return WORST_FIRST.stream()
        .filter(codes::contains)
        .findFirst()
        .orElseGet(() -> ExitCode.of(verdict()));
  }

  /** The reports that there are. */
  List<RunReport> reports() {
    return results.stream().flatMap(one -> one.report().stream()).toList();
  }

  /** Why there is no report of a scenario, by its name. */
  Map<String, String> failed() {
    Map<String, String> failed = new LinkedHashMap<>();
    results.forEach(
        one -> one.error().ifPresent(why -> failed.put(one.scenario().name(), why.text())));
    return failed;
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("scenario", "verdict", "refuted"));
    for (RunResult one : results) {
      lines.add(
          ROW.formatted(one.scenario().name(), one.word(), String.join(", ", remarks(one)))
              .stripTrailing());
      one.error().ifPresent(told -> told.sentences().forEach(line -> lines.add("  " + line)));
    }
    lines.add("");
    lines.add(verdict() + ": " + counts() + ".");
    if (!notDeployed.isEmpty()) {
      lines.add("Not deployed, and so not run: " + String.join(", ", notDeployed) + ".");
    }
    return lines;
  }

  private static List<String> remarks(RunResult one) {
    List<String> remarks = new ArrayList<>(one.refuted());
    if (one.settingsDiffer()) {
      remarks.add("settings differ");
    }
    return remarks;
  }

  /** How many there are, or how many of them were no match. */
  private String counts() {
    List<String> counts = new ArrayList<>();
    for (String word : List.of("DIVERGED", "INCONCLUSIVE", RunResult.FAILED)) {
      long such = results.stream().filter(one -> one.word().equals(word)).count();
      if (such > 0) {
        counts.add(such + " of " + results.size() + " " + word.toLowerCase(Locale.ROOT));
      }
    }
    return counts.isEmpty()
        ? results.size() + (results.size() == 1 ? " scenario" : " scenarios")
        : String.join(", ", counts);
  }

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private record Run(
      String scenario,
      String title,
      Verdict verdict,
      boolean settingsDiffer,
      Optional<String> runDirectory,
      Optional<String> error,
      List<String> refuted) {}

  private record Document(int schema, Verdict verdict, List<Run> runs, List<String> notDeployed) {}

  /** The document that {@code --json} prints. */
  JsonNode json() {
    List<Run> runs =
        results.stream()
            .map(
                one ->
                    new Run(
                        one.scenario().name(),
                        one.scenario().title(),
                        one.verdict(),
                        one.settingsDiffer(),
                        one.runDirectory(),
                        one.error().map(ErrorMessage::text),
                        one.refuted()))
            .toList();
    return JSON.valueToTree(new Document(SCHEMA, verdict(), runs, notDeployed));
  }
}
