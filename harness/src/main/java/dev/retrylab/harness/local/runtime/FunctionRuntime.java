package dev.retrylab.harness.local.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The runtime of one execution environment: what takes an invocation, runs the handler and answers.
 * Its listener is called from threads of the runtime's own, and never before {@link #begin}.
 */
public interface FunctionRuntime {

  /** What a runtime tells: the calls of the Runtime API, its log and its end. */
  interface Listener {
    /** The runtime asks for work; it is answered by {@link FunctionRuntime#deliver}. */
    void next();

    void response(String requestId, byte[] body);

    void error(String requestId, byte[] body);

    void initError(byte[] body);

    /** The function has logged an event. */
    void logged(String event);

    /** The runtime has ended; this comes once, behind everything else. */
    void exited();
  }

  /** Makes runtimes of one kind. */
  @FunctionalInterface
  interface Factory {
    /**
     * Prepares a runtime that does nothing yet.
     *
     * @param handler the handler class, as in the function's configuration
     * @param memoryMegabytes the limit of its heap
     * @param environment all the environment variables that the function gets to see
     */
    FunctionRuntime prepare(
        String handler, int memoryMegabytes, Map<String, String> environment, Listener listener);
  }

  /** Starts it. */
  void begin();

  /**
   * Answers the runtime's call for work.
   *
   * @param timeout the function timeout, which the runtime tells its handler of and does not keep
   * @throws IOException where it has ended
   */
  void deliver(String requestId, String functionArn, Duration timeout, byte[] payload)
      throws IOException;

  /**
   * How much later than it was given its next invocation begins: what a cold start takes on the
   * engine's clock, where the runtime itself took no time for it.
   */
  default Duration startsLater() {
    return Duration.ZERO;
  }

  /**
   * Asks whether all that the function has logged so far was told to the listener.
   *
   * @param then runs when it was, or the runtime has ended
   */
  void drain(Runnable then);

  /** Ends it at once; {@link Listener#exited} follows if it had begun. */
  void kill();

  /** The exit status; it must have ended. */
  int exitStatus();

  /** Ends it, waits until it is gone, and frees what it had. */
  void close();
}
