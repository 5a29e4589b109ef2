package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.Terminal;
import dev.retrylab.harness.experiment.Progress;
import dev.retrylab.harness.judge.NextExpected;
import dev.retrylab.harness.scenario.Scenario;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far one run or several are: on a terminal a bar, which is gone at the end, and of several
 * runs a line for each that has ended.
 */
public final class RunProgress implements AutoCloseable {
  private static final int WIDTH = 80;
  private static final int UPDATE_MILLIS = 100;

  private record Bar(SharedTerminal terminal, ProgressBar bar) {}

  private final PrintWriter info;
  private final int runs;
  private final Optional<Bar> bar;
  private final Map<String, Progress.State> states = new HashMap<>();
  private final Map<String, Integer> messages = new HashMap<>();
  private int ended;

  public RunProgress(OutputOptions output, List<Scenario> scenarios) {
    info = output.info();
    runs = scenarios.size();
    scenarios.forEach(scenario -> messages.put(scenario.name(), scenario.messages().size()));
    bar = output.interactive() ? Optional.of(bar(info)) : Optional.empty();
  }

  private static Bar bar(PrintWriter info) {
    SharedTerminal terminal = new SharedTerminal(System.err, info, WIDTH);
    return new Bar(
        terminal,
        new ProgressBarBuilder()
            .setTaskName("Settled")
            .setStyle(Terminal.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setMaxRenderedLength(WIDTH)
            .continuousUpdate()
            .hideEta()
            .clearDisplayOnFinish()
            .setConsumer(terminal)
            .build());
  }

  /** Where a run tells how far it is. */
  public Progress of(Scenario scenario) {
    return state -> update(scenario.name(), state);
  }

  private synchronized void update(String scenario, Progress.State state) {
    states.put(scenario, state);
    messages.put(scenario, state.messages());
    bar.ifPresent(one -> show(one.bar()));
  }

  private void show(ProgressBar shown) {
    shown.maxHint(messages.values().stream().mapToInt(Integer::intValue).sum());
    shown.stepTo(states.values().stream().mapToInt(Progress.State::settled).sum());
    shown.setExtraMessage(
        runs == 1
            ? text(states.values().iterator().next())
            : "%d of %d have ended".formatted(ended, runs));
  }

  private static String text(Progress.State state) {
    String next =
        state
            .watchUntil()
            .map(until -> "quiet until " + offset(state.start(), until))
            .or(() -> state.next().map(expected -> next(state.start(), expected)))
            .orElse("waiting for the log");
    return "%d runs, at %s; %s".formatted(state.runs(), offset(state.start(), state.now()), next);
  }

  private static String next(Instant start, NextExpected expected) {
    return "next %s %s at %s"
        .formatted(expected.key(), expected.what(), offset(start, expected.at()));
  }

  private static String offset(Instant start, Instant at) {
    return String.format(Locale.ROOT, "+%.1f s", Duration.between(start, at).toMillis() / 1000.0);
  }

  /** Tells that one of several runs has ended. */
  synchronized void ended(RunResult result) {
    ended++;
    String line =
        "%s: %s (%d of %d)".formatted(result.scenario().name(), result.word(), ended, runs);
    bar.ifPresentOrElse(
        one -> {
          one.terminal().say(line);
          show(one.bar());
        },
        () -> {
          info.println(line);
          info.flush();
        });
  }

  @Override
  public void close() {
    bar.ifPresent(one -> one.bar().close());
  }
}
