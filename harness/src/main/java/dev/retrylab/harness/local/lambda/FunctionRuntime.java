package dev.retrylab.harness.local.lambda;

import java.io.IOException;
import java.util.Map;

/**
 * The runtime of one execution environment: what takes an invocation, runs the handler and answers.
 * Its listener is called from threads of the runtime's own, and never before {@link #begin}.
 */
interface FunctionRuntime {
  /** One that was never prepared. */
  FunctionRuntime NONE = new Unprepared();

  /** What a runtime tells. */
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
  interface Kind {
    /**
     * Prepares a runtime that does nothing yet.
     *
     * @param environment all the environment variables that the function gets to see
     */
    FunctionRuntime prepare(FunctionSpec spec, Map<String, String> environment, Listener listener);
  }

  /** Starts it. */
  void begin();

  /**
   * Answers the runtime's call for work.
   *
   * @throws IOException where it has ended
   */
  void deliver(Invocation invocation) throws IOException;

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

  /** Nothing to end and nothing to free. */
  final class Unprepared implements FunctionRuntime {
    @Override
    public void begin() {}

    @Override
    public void deliver(Invocation invocation) throws IOException {
      throw new IOException("the runtime was not prepared");
    }

    @Override
    public void drain(Runnable then) {
      then.run();
    }

    @Override
    public void kill() {}

    @Override
    public int exitStatus() {
      return -1;
    }

    @Override
    public void close() {}
  }
}
