package dev.retrylab.harness.local.lambda;

import java.nio.charset.StandardCharsets;

/** How an invocation ended. */
public sealed interface InvocationResult {

  /** Whether the function answered; else it is a function error. */
  boolean succeeded();

  /** The body of the answer, or the JSON description of the error. */
  byte[] payload();

  /** The handler returned. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
  record Returned(byte[] payload) implements InvocationResult {
    @Override
    public boolean succeeded() {
      return true;
    }
  }

  /** The handler threw, the process ended, or the time was over. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
  record FunctionError(byte[] payload) implements InvocationResult {
    /** Describes an error as Lambda does where the runtime itself could not. */
    static FunctionError of(String type, String message) {
      String json = "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}";
      return new FunctionError(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean succeeded() {
      return false;
    }
  }

  /**
   * The function had no place left to run, and did not run (async-sync-throttle).
   *
   * @param reserved how many runs it may have at a time; with 0 it never runs
   */
  record Throttled(int reserved) implements InvocationResult {
    @Override
    public boolean succeeded() {
      return false;
    }

    @Override
    public byte[] payload() {
      return "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"message\":\"Rate Exceeded.\"}"
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
