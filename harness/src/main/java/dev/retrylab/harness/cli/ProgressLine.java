package dev.retrylab.harness.cli;

import dev.retrylab.harness.judge.NextExpected;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line that shows how far a run is, on a terminal; it is gone when the run has ended. */
final class ProgressLine implements ProgressDisplay {
  private static final int WIDTH = 80;
  private static final int UPDATE_MILLIS = 100;

  private final ProgressBar bar;

  ProgressLine(PrintStream terminal, boolean unicode, int messages) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("Settled")
            .setInitialMax(messages)
            .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setMaxRenderedLength(WIDTH)
            .continuousUpdate()
            .hideEta()
            .clearDisplayOnFinish()
            .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
            .build();
  }

  @Override
  public void update(State state) {
    bar.maxHint(state.messages());
    bar.stepTo(state.settled());
    bar.setExtraMessage(text(state));
  }

  private String text(State state) {
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
    double seconds = Duration.between(start, at).toMillis() / 1000.0;
    return String.format(Locale.ROOT, "+%.1f s", seconds);
  }

  @Override
  public void close() {
    bar.close();
  }
}
