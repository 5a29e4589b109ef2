package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingDrift;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every engine is asked: the article's experiment, the same with batches of ten, and what an
 * emulator is known to pass over.
 */
public enum ContractCase {
  /** One message a batch. */
  ARTICLE("article", "article"),
  /** The message that fails takes the one that succeeds back to the queue with it. */
  POISONED_BATCH("poisoned-batch", "article", "mapping.batchSize=10"),
  /** Only the message that fails is reported. */
  BATCH_ITEM_FAILURES(
      "batch-item-failures",
      "article",
      "mapping.batchSize=10",
      "mapping.reportBatchItemFailures=true"),
  /** A function that may not run. */
  THROTTLED("throttled", "throttled"),
  /** A FIFO queue that is to have a standard queue as its dead-letter queue. */
  MISMATCHED_DLQ("mismatched-dlq", "mismatched-dlq"),
  /** A move task that brings a message back which still fails. */
  REDRIVE_POISON("redrive-poison", "redrive-poison"),
  /** A message that expires while its first receive hides it: the shortest retention there is. */
  NO_DLQ("no-dlq", "no-dlq", "queue.retention=60s", "queue.visibilityTimeout=5m");

  private final String id;
  private final String scenarioName;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> settings;

  ContractCase(String id, String scenarioName, String... settings) {
    this.id = id;
    this.scenarioName = scenarioName;
    this.settings = List.of(settings);
  }

  /** The word on the command line and in files. */
  public String id() {
    return id;
  }

  /** The case with this word. */
  public static Optional<ContractCase> byId(String id) {
    return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
  }

  /** The cases that are the article's experiment, with settings of their own. */
  static Set<ContractCase> ofTheArticle() {
    return Arrays.stream(values())
        .filter(one -> one.scenarioName.equals(ARTICLE.id))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContractCase.class)));
  }

  /** The bundled scenario that the case is settings of. */
  public String scenarioName() {
    return scenarioName;
  }

  /** The scenario of the case. */
  public Scenario scenario() {
    return scenario(scenarioName, List.of());
  }

  /**
   * The scenarios that a deployment of the case may be of: its own with its settings, or, side by
   * side with others, that of the same name.
   */
  public List<Scenario> deployable() {
    return id.equals(scenarioName) ? List.of(scenario()) : List.of(scenario(), Scenarios.load(id));
  }

  /**
   * The case on another scenario file, with further settings: an engine of one's own needs no
   * minute of visibility timeouts.
   */
  public Scenario scenario(String nameOrPath, List<String> further) {
    List<String> overrides = new ArrayList<>(settings);
    overrides.addAll(further);
    return Scenarios.load(nameOrPath, overrides);
  }

  /**
   * Whether what is deployed is the case, and not its scenario with other settings: the mapping and
   * what the case sets are the same.
   *
   * @param deployed its scenario over the settings that are deployed
   */
  public boolean isDeployed(Scenario deployed) {
    return SettingDrift.between(scenario(), deployed).stream()
        .noneMatch(drift -> drift.setting().startsWith("mapping.") || sets(drift.setting()));
  }

  /** Why what is deployed of its scenario is not the case; empty where it is. */
  public Optional<String> refusal(Scenario deployed) {
    return isDeployed(deployed)
        ? Optional.empty()
        : Optional.of("It is not what is deployed there. To deploy it: " + deployCommand());
  }

  private boolean sets(String setting) {
    return settings.stream().anyMatch(one -> one.startsWith(setting + "="));
  }

  /** How to deploy it with the CDK CLI. */
  public String deployCommand() {
    return "cdk deploy -c scenario="
        + scenarioName
        + settings.stream().map(" -c set."::concat).collect(Collectors.joining());
  }
}
