package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.runtime.FunctionRuntime;
import java.time.Duration;

/** A runtime that begins at once, takes work and never comes back with it, until it is killed. */
class StubRuntime implements FunctionRuntime {
  private final Listener listener;

  StubRuntime(Listener listener) {
    this.listener = listener;
  }

  Listener listener() {
    return listener;
  }

  @Override
  public void begin() {
    listener.next();
  }

  @Override
  public void deliver(String id, String functionArn, Duration timeout, byte[] payload) {}

  @Override
  public void drain(Runnable then) {
    then.run();
  }

  @Override
  public void kill() {
    listener.exited();
  }

  @Override
  public int exitStatus() {
    return 137;
  }

  @Override
  public void close() {}
}
