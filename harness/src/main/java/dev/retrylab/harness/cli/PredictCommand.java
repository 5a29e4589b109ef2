package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.ScenarioOptions;
import dev.retrylab.harness.cost.Estimate;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.PredictionJson;
import dev.retrylab.harness.expect.PredictionText;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code predict}: what each hypothesis says, without touching anything. */
@Command(
    name = "predict",
    description = "Says what each hypothesis expects of a scenario. Touches nothing.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  @Mixin private ScenarioOptions scenarioOptions;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Scenario scenario = scenarioOptions.load();
    List<Prediction> predictions = Hypotheses.predictAll(scenario);
    Estimate estimate = Estimate.of(scenario, predictions);
    PrintWriter out = output.out();
    if (output.json()) {
      PredictionJson.write(scenario, predictions, Map.of("estimate", estimate.json()), out);
      out.println();
    } else {
      PredictionText.lines(scenario, predictions).forEach(out::println);
      out.println();
      out.println(estimate.sentence());
    }
    out.flush();
    return ExitCode.MATCH;
  }
}
