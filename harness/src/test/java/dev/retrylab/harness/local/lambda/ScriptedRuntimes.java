package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.Faults;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.logs.LogGroup;
import dev.retrylab.harness.local.runtime.FunctionRuntime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Deployed functions whose runtimes are scripts on a stepped clock instead of processes. Everything
 * else of a function, its environments and its log is the engine's own. Each call of a runtime may
 * throw.
 */
public final class ScriptedRuntimes {
  /** What a function does, without a process. */
  public interface Script {
    /**
     * Handles an invocation.
     *
     * @param log takes what the function logs
     * @param end takes how it ended, once, now or later: empty where the process has ended
     */
    void run(
        String requestId,
        byte[] event,
        Consumer<String> log,
        Consumer<Optional<InvocationResult>> end);
  }

  private final SteppedClock timer;
  private final Faults faults;

  /**
   * @param timer by which the runtimes act
   */
  public ScriptedRuntimes(SteppedClock timer, Faults faults) {
    this.timer = timer;
    this.faults = faults;
  }

  /**
   * Deploys a function.
   *
   * @param clock that of the engine
   */
  public Invoker function(FunctionSpec spec, Script script, LogGroup group, EngineClock clock) {
    LambdaFunction function =
        new LambdaFunction(
            spec,
            (handler, memory, variables, listener) -> prepared(script, listener),
            Map.of(),
            group,
            clock);
    return (requestId, payload) -> {
      faults.call("an invocation that is yet to begin");
      var result = function.invoke(requestId, payload);
      faults.call("an invocation that has begun");
      return result;
    };
  }

  private FunctionRuntime prepared(Script script, FunctionRuntime.Listener listener) {
    faults.call("the preparation of a runtime");
    return new Scripted(script, listener);
  }

  private final class Scripted implements FunctionRuntime {
    private final Script script;
    private final Listener listener;
    private boolean ended;

    Scripted(Script script, Listener listener) {
      this.script = script;
      this.listener = listener;
    }

    @Override
    public void begin() {
      faults.call("the start of a process");
      soon(listener::next);
      faults.call("the start of a process that has started");
    }

    private void soon(Runnable task) {
      timer.at(timer.instant(), task);
    }

    @Override
    public void deliver(String id, String functionArn, Duration timeout, byte[] payload) {
      faults.call("giving work to a runtime");
      soon(() -> script.run(id, payload, this::log, end -> end(id, end)));
    }

    private void log(String event) {
      if (!ended) {
        timer.failures().guard("Passing on a function's log", () -> listener.logged(event));
      }
    }

    private void end(String requestId, Optional<InvocationResult> result) {
      if (ended) {
        return;
      }
      if (result.isEmpty()) {
        exit();
        return;
      }
      if (result.get().succeeded()) {
        listener.response(requestId, result.get().payload());
      } else {
        listener.error(requestId, result.get().payload());
      }
      soon(listener::next);
    }

    private void exit() {
      if (!ended) {
        ended = true;
        soon(listener::exited);
      }
    }

    @Override
    public void drain(Runnable then) {
      faults.call("the wait for a function's log");
      soon(then);
    }

    @Override
    public void kill() {
      faults.call("the end of a process");
      exit();
    }

    @Override
    public int exitStatus() {
      return 1;
    }

    @Override
    public void close() {
      exit();
    }
  }
}
