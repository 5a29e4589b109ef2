package dev.retrylab.harness.local.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * A function's handler, called inside the harness. What implements it is loaded by the function's
 * own class loader, beside AWS's libraries and the function's jar; of the harness it sees this
 * interface and what is nested in it.
 */
public interface InProcessHandler {

  /** What a handler uses of the execution environment that it seems to run in. */
  interface Environment {
    /** The function's environment variables. */
    Map<String, String> variables();

    /** The engine's time to which the handler has come. */
    Instant instant();

    /**
     * Returns at once; what the handler does from here on happens that much later.
     *
     * @throws EndOfCall if the function's timeout comes first
     */
    void sleep(Duration duration);

    /** Blocks until the engine's time is where the handler has come to. */
    void catchUp();

    /**
     * Ends the process that the handler seems to run in.
     *
     * @throws EndOfCall always
     */
    void halt();
  }

  /**
   * One invocation.
   *
   * @param remainingMilliseconds until the function's timeout
   * @param log gets each event that the handler logs, and the stack trace of what it threw
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
  record Call(
      byte[] event,
      String requestId,
      String functionArn,
      IntSupplier remainingMilliseconds,
      Consumer<String> log) {}

  /** Creates handlers. */
  @FunctionalInterface
  interface Factory {
    /**
     * Creates one, as Lambda does at init.
     *
     * @throws HandlerFailed if its class is not there, or its constructor threw
     */
    InProcessHandler create(Environment environment) throws HandlerFailed;
  }

  /**
   * Runs the handler.
   *
   * @return the response as JSON
   * @throws HandlerFailed if it threw
   * @throws EndOfCall if it came to its timeout, or ended its process
   */
  byte[] call(Call call) throws HandlerFailed;

  /** The handler threw. */
  final class HandlerFailed extends Exception {
    private static final long serialVersionUID = 1;
    private final transient byte[] error;

    /**
     * Keeps what AWS's runtime tells of it.
     *
     * @param error a JSON object
     */
    public HandlerFailed(byte[] error, Throwable cause) {
      super(cause);
      this.error = error;
    }

    byte[] error() {
      return error;
    }
  }

  /** Takes a handler's thread out of the handler; what it logs on its way out is not heard. */
  final class EndOfCall extends Error {
    private static final long serialVersionUID = 1;

    /** Without a stack trace, since nobody reads it. */
    EndOfCall(String why) {
      super(why, null, false, false);
    }
  }
}
