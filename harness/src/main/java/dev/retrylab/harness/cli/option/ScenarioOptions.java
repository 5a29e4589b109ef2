package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which scenario, with which settings: the same for every command that takes one. */
public final class ScenarioOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO|FILE",
      completionCandidates = Names.class,
      description = "Name of a bundled scenario, or path of a YAML file. Default: article.")
  private String scenario;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a setting, for example queue.visibilityTimeout=200s. Repeatable.")
  private List<String> overrides = List.of();

  /** What the shell completes. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Scenarios.names().iterator();
    }
  }

  public Scenario load() {
    return Scenarios.load(scenario(), overrides);
  }

  /** The same scenario as arguments of a command, as they were given. */
  public List<String> arguments() {
    return Stream.concat(Stream.of(scenario()), overrides.stream().map("--set "::concat)).toList();
  }

  private String scenario() {
    return scenario == null ? "article" : scenario;
  }
}
