package dev.retrylab.harness.fidelity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cases by engines.
 *
 * @param results one for each case and engine that was run; of two for the same the later counts
 */
public record Scoreboard(List<CaseResult> results) {

  public Scoreboard {
    results = List.copyOf(results);
  }

  /** This one with another's results behind its own. */
  public Scoreboard with(Scoreboard other) {
    return new Scoreboard(Stream.concat(results.stream(), other.results.stream()).toList());
  }

  /** The engines, in the order in which they first appear. */
  public List<String> engines() {
    return results.stream().map(CaseResult::engine).distinct().toList();
  }

  /** The cases, in the order in which they first appear. */
  public List<String> cases() {
    return results.stream().map(CaseResult::contractCase).distinct().toList();
  }

  /** What came of a case on an engine; empty where it was not run. */
  public Optional<CaseResult> result(String contractCase, String engine) {
    return results.stream()
        .filter(one -> one.contractCase().equals(contractCase) && one.engine().equals(engine))
        .reduce((earlier, later) -> later);
  }

  /** Every case and engine once, in the order of the table's rows. */
  public List<CaseResult> cells() {
    return cases().stream()
        .flatMap(row -> engines().stream().flatMap(engine -> result(row, engine).stream()))
        .toList();
  }

  /** The worst outcome of all; INCONCLUSIVE where nothing was run: that is no success. */
  public CaseOutcome worst() {
    return cells().stream()
        .map(CaseResult::outcome)
        .reduce((one, other) -> one.compareTo(other) >= 0 ? one : other)
        .orElse(CaseOutcome.INCONCLUSIVE);
  }
}
