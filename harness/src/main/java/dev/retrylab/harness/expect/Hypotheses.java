package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.rules.Belief;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.NearestKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The hypotheses that are known. */
public final class Hypotheses {
  /** The id of what AWS documents; the verdict of a run hangs on it. */
  public static final String DOCUMENTED = "documented";

  private static final List<Hypothesis> ALL =
      Stream.concat(
              Stream.of(Hypothesis.documented(0)),
              Arrays.stream(Belief.values()).map(Hypothesis::of))
          .toList();

  private Hypotheses() {}

  /** All of them, what is documented first. */
  public static List<Hypothesis> all() {
    return ALL;
  }

  /** The hypothesis of this id, if it is known. */
  public static Optional<Hypothesis> byId(String id) {
    return ALL.stream().filter(hypothesis -> hypothesis.id().equals(id)).findFirst();
  }

  /** What is documented, with receives that no function got as a named allowance. */
  public static Hypothesis documentedAllowingPhantomReceives(int most) {
    return Hypothesis.documented(most);
  }

  /**
   * The hypotheses that a scenario asks for. If it asks for none, all, but without steps none that
   * only steps can put to the test. What is documented is always among them, and first.
   *
   * @throws InvalidScenario if one is unknown
   */
  public static List<Hypothesis> of(Scenario scenario) {
    List<String> asked = scenario.hypotheses();
    if (asked.isEmpty()) {
      boolean steps = !scenario.steps().isEmpty();
      return ALL.stream()
          .filter(one -> steps || one.rules().belief().filter(Belief::needsSteps).isEmpty())
          .toList();
    }
    refuseUnknown(asked);
    return Stream.concat(Stream.of(DOCUMENTED), asked.stream())
        .distinct()
        .map(id -> byId(id).orElseThrow())
        .toList();
  }

  /**
   * The predictions of {@link #of}, in its order. All of them are of the same messages: where a
   * move task makes a message under one hypothesis only, the others expect nothing of it.
   */
  public static List<Prediction> predictAll(Scenario scenario) {
    List<Prediction> all = of(scenario).stream().map(one -> one.predict(scenario)).toList();
    Set<String> keys = new LinkedHashSet<>();
    all.forEach(prediction -> keys.addAll(prediction.messages().keySet()));
    return all.stream().map(prediction -> complete(prediction, keys)).toList();
  }

  private static Prediction complete(Prediction prediction, Set<String> keys) {
    if (prediction.messages().size() == keys.size()) {
      return prediction;
    }
    Map<String, MessagePrediction> messages = new LinkedHashMap<>();
    for (String key : keys) {
      messages.put(key, prediction.messages().getOrDefault(key, MessagePrediction.NOT_EXPECTED));
    }
    return new Prediction(
        prediction.hypothesis(), prediction.claim(), messages, prediction.steps());
  }

  /**
   * The messages of the predictions, in their order: those of the scenario, and behind them what
   * move tasks make under any of its hypotheses.
   */
  public static List<MessageSpec> workload(Scenario scenario) {
    if (scenario.steps().stream().noneMatch(Step.MoveTask.class::isInstance)) {
      return scenario.messages();
    }
    Map<String, MessageSpec> all = new LinkedHashMap<>();
    scenario.messages().forEach(message -> all.put(message.key(), message));
    of(scenario).stream()
        .flatMap(hypothesis -> hypothesis.moved(scenario).stream())
        .forEach(message -> all.putIfAbsent(message.key(), message));
    return List.copyOf(all.values());
  }

  private static void refuseUnknown(List<String> ids) {
    List<String> known = ALL.stream().map(Hypothesis::id).toList();
    List<String> problems =
        ids.stream()
            .filter(id -> !known.contains(id))
            .map(
                id ->
                    "hypotheses has %s, which is unknown; did you mean %s?"
                        .formatted(id, NearestKey.of(id, known).orElseThrow()))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidScenario(problems);
    }
  }
}
