package dev.retrylab.harness.cli;

import dev.retrylab.harness.experiment.Progress;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far several runs are: a line for each that has ended and, on a terminal, one line for all
 * that go on.
 */
final class JointProgress implements AutoCloseable {
  private static final int WIDTH = 80;
  private static final int UPDATE_MILLIS = 100;

  private final PrintWriter talk;
  private final int scenarios;
  private final Optional<SharedTerminal> terminal;
  private final Optional<ProgressBar> bar;
  private final Map<String, Progress.State> states = new ConcurrentHashMap<>();
  private int ended;

  private JointProgress(
      PrintWriter talk, int scenarios, int messages, Optional<SharedTerminal> terminal) {
    this.talk = talk;
    this.scenarios = scenarios;
    this.terminal = terminal;
    this.bar =
        terminal.map(
            consumer ->
                new ProgressBarBuilder()
                    .setTaskName("Settled")
                    .setInitialMax(messages)
                    .setStyle(
                        Terminal.unicode()
                            ? ProgressBarStyle.UNICODE_BLOCK
                            : ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .setMaxRenderedLength(WIDTH)
                    .continuousUpdate()
                    .hideEta()
                    .clearDisplayOnFinish()
                    .setConsumer(consumer)
                    .build());
  }

  /** For output that goes to a file or another program: a line for each run that has ended. */
  static JointProgress lines(PrintWriter talk, int scenarios) {
    return new JointProgress(talk, scenarios, 0, Optional.empty());
  }

  /**
   * For a terminal.
   *
   * @param messages of all scenarios together
   */
  static JointProgress onTerminal(PrintWriter talk, int scenarios, int messages) {
    return new JointProgress(
        talk, scenarios, messages, Optional.of(new SharedTerminal(System.err, talk, WIDTH)));
  }

  /** Where a run tells how far it is. */
  Progress of(String scenario) {
    return state -> update(scenario, state);
  }

  private synchronized void update(String scenario, Progress.State state) {
    states.put(scenario, state);
    bar.ifPresent(this::show);
  }

  private void show(ProgressBar shown) {
    shown.stepTo(states.values().stream().mapToInt(Progress.State::settled).sum());
    shown.setExtraMessage("%d of %d have ended".formatted(ended, scenarios));
  }

  /** Tells that a run has ended. */
  synchronized void ended(RunOutcome outcome) {
    ended++;
    String line =
        "%s: %s (%d of %d)".formatted(outcome.scenario().name(), outcome.word(), ended, scenarios);
    terminal.ifPresentOrElse(
        shared -> shared.say(line),
        () -> {
          talk.println(line);
          talk.flush();
        });
    bar.ifPresent(this::show);
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
