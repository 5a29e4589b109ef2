package dev.retrylab.harness.cli.run;

import java.io.PrintStream;
import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * A terminal on which one line changes all the time while others are printed for good: the one is
 * cleared before another comes, so that neither stands in the other.
 */
final class SharedTerminal extends ConsoleProgressBarConsumer {
  private final PrintStream terminal;
  private final PrintWriter info;
  private final int width;

  /**
   * @param terminal where the line is that changes
   * @param info where the others go
   */
  SharedTerminal(PrintStream terminal, PrintWriter info, int width) {
    super(terminal, width);
    this.terminal = terminal;
    this.info = info;
    this.width = width;
  }

  @Override
  public synchronized void accept(String line) {
    super.accept(line);
  }

  @Override
  public synchronized void clear() {
    super.clear();
  }

  /** Prints a line for good. */
  synchronized void say(String line) {
    terminal.print("\r" + " ".repeat(width) + "\r");
    terminal.flush();
    info.println(line);
    info.flush();
  }
}
