package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Scenarios;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What every engine is asked: the article's experiment, and the same with batches of ten. */
public enum ContractCase {
  /** One message a batch. */
  ARTICLE("article"),
  /** The message that fails takes the one that succeeds back to the queue with it. */
  POISONED_BATCH("poisoned-batch", "mapping.batchSize=10"),
  /** Only the message that fails is reported. */
  BATCH_ITEM_FAILURES(
      "batch-item-failures", "mapping.batchSize=10", "mapping.reportBatchItemFailures=true");

  /** The bundled scenario that all cases are settings of. */
  public static final String SCENARIO = "article";

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> settings;

  ContractCase(String id, String... settings) {
    this.id = id;
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

  /** The scenario of the case. */
  public Scenario scenario() {
    return scenario(SCENARIO, List.of());
  }

  /**
   * The scenarios that a deployment of the case may be of: the article with its settings, or, side
   * by side with others, that of the same name.
   */
  public List<Scenario> deployable() {
    return this == ARTICLE ? List.of(scenario()) : List.of(scenario(), Scenarios.load(id));
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

  /** Whether these settings, as deployed, are those of the case and of no other. */
  public boolean isDeployed(MappingSettings mapping) {
    return scenario().mapping().equals(mapping);
  }

  /** How to deploy it with the CDK CLI. */
  public String deployCommand() {
    return "cdk deploy -c scenario="
        + SCENARIO
        + settings.stream().map(" -c set."::concat).collect(Collectors.joining());
  }
}
