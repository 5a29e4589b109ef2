package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where the harness and the SDK log: the run's harness.log, never the terminal. */
public final class HarnessLog implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  /** Whose records a thread's are. A thread takes it over from the one that starts it. */
  private static final InheritableThreadLocal<Object> OWNER = new InheritableThreadLocal<>();

  private final FileHandler handler;

  private HarnessLog(FileHandler handler) {
    this.handler = handler;
  }

  /**
   * From now on what this thread logs, and each that it starts, goes to the log that it opens and
   * to no other: several runs go on in one process.
   */
  static void separate() {
    OWNER.set(new Object());
  }

  public static HarnessLog open(RunDirectory directory) {
    try {
      FileHandler handler = new FileHandler(pattern(directory.file(RunFile.LOG)), true);
      handler.setFormatter(new SimpleFormatter());
      handler.setLevel(Level.INFO);
      handler.setErrorManager(new Silent());
      Object mine = OWNER.get();
      // A filter is asked in the thread that logs; nobody's records are everybody's.
      handler.setFilter(any -> mine == null || OWNER.get() == null || OWNER.get() == mine);
      silenceTerminal();
      ROOT.addHandler(handler);
      return new HarnessLog(handler);
    } catch (IOException e) {
      throw new UsageError("Cannot write " + directory.file(RunFile.LOG) + ": " + e.getMessage());
    }
  }

  /** A file handler takes %h for the home folder and %t for that of temporary files. */
  private static String pattern(Path file) {
    return file.toString().replace("%", "%%");
  }

  /** Removes the handlers that print to the terminal. */
  public static void silenceTerminal() {
    Arrays.stream(ROOT.getHandlers())
        .filter(java.util.logging.ConsoleHandler.class::isInstance)
        .forEach((Handler console) -> ROOT.removeHandler(console));
  }

  /**
   * A log that cannot be written, on a full disk say, is no second trouble to tell of: whatever
   * stops the run says so itself. By default a stack trace would go to the terminal.
   */
  private static final class Silent extends ErrorManager {
    @Override
    public void error(String message, Exception cause, int code) {}
  }

  @Override
  public void close() {
    ROOT.removeHandler(handler);
    handler.close();
  }
}
