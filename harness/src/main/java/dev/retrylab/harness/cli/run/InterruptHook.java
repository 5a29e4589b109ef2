package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.store.RunDirectory;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What happens on Ctrl-C or a termination signal: the target is closed, and the run's place told.
 */
public final class InterruptHook implements AutoCloseable {
  private static final AtomicBoolean HAPPENS = new AtomicBoolean();

  private final AtomicReference<Target> target = new AtomicReference<>();
  private final Thread hook;

  private InterruptHook(RunDirectory directory, PrintWriter info) {
    hook = new Thread(() -> interrupted(directory, info), "interruption");
  }

  /** From now on until the close. */
  public static InterruptHook announce(RunDirectory directory, PrintWriter info) {
    InterruptHook interruption = new InterruptHook(directory, info);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Closes the target before the process ends. */
  public void closeFirst(Target opened) {
    target.set(opened);
  }

  /** Whether the process is being ended from outside, so that what fails now fails for that. */
  static boolean happens() {
    return HAPPENS.get();
  }

  private void interrupted(RunDirectory directory, PrintWriter info) {
    HAPPENS.set(true);
    Target opened = target.get();
    if (opened != null) {
      opened.close();
    }
    String next =
        opened != null && opened.location().isPresent()
            ? "Go on with it: retry-lab collect "
            : "Judge what there is: retry-lab judge ";
    // In one piece: other runs may be interrupted at the same time.
    info.print(
        "%nInterrupted. What was seen so far is in %s.%n%s%s%n"
            .formatted(directory.path(), next, directory.path()));
    info.flush();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs already.
    }
  }
}
