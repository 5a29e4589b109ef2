package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.failure.EngineFailures;
import dev.retrylab.harness.local.runtime.child.RuntimeBootstrap;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A function's process: AWS's Runtime Interface Client over the function's jar.
 *
 * <p>Logger output comes in frames on descriptor 3, so that a stack trace is one event; what the
 * function prints comes line by line. Java can only pass three descriptors on, so a shell turns its
 * standard output into descriptor 3 and its standard error into the output of both kinds.
 */
final class RuntimeProcess {
  private static final long LARGEST_FRAME = 1 << 20;

  private static final String NATIVE_LIBRARY_OPTION =
      "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=";

  /** From this version on the JVM prints a warning into the function's log without the option. */
  private static final int WARNS_OF_NATIVE_ACCESS = 24;

  private final Process process;
  private final LogBarrier barrier = new LogBarrier(2);

  private RuntimeProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the process.
   *
   * @param handler the handler class of the function
   * @param environment all that the process gets to see
   * @throws UncheckedIOException where there is no process to be had
   */
  static RuntimeProcess start(
      RuntimeFiles files, String handler, int memoryMegabytes, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command(files, handler, memoryMegabytes));
    // Nothing of the developer's environment reaches the function: no credentials above all.
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("LAMBDA_TASK_ROOT", files.taskRoot().toString());
    builder.environment().put("_LAMBDA_TELEMETRY_LOG_FD", "3");
    builder.environment().put("TZ", "UTC");
    builder.directory(files.taskRoot().toFile());
    try {
      return new RuntimeProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a process for the function: " + e, e);
    }
  }

  /**
   * Reads what the process writes, until it has ended.
   *
   * @param log gets each log event, in order on each of the two channels
   * @param onExit runs once, after the last log event
   * @param failures takes what fails in either of the two
   */
  void watch(Consumer<String> log, Runnable onExit, EngineFailures failures) {
    AtomicInteger open = new AtomicInteger(2);
    Runnable ended =
        () -> {
          if (open.decrementAndGet() == 0) {
            failures.guard("The end of a function's log", barrier::close);
            failures.guard("The end of a function's process", onExit);
          }
        };
    Consumer<String> passed =
        text -> failures.guard("Passing on a function's log", () -> pass(text, log));
    read("function-frames", () -> readFrames(passed), ended);
    read("function-lines", () -> readLines(passed), ended);
  }

  private static List<String> command(RuntimeFiles files, String handler, int memoryMegabytes) {
    String classPath =
        files.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" 3>&1 1>&2"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    // Without it a process takes an eighth more of a core until its function is ready.
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
    // A warning of the JVM itself is no line of the function's log.
    command.add("-Xlog:disable");
    command.add("-Xmx" + memoryMegabytes + "m");
    command.addAll(List.of("--add-opens", "java.base/java.io=ALL-UNNAMED"));
    if (Runtime.version().feature() >= WARNS_OF_NATIVE_ACCESS) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add(NATIVE_LIBRARY_OPTION + files.nativeLibrary());
    command.addAll(List.of("-cp", classPath, RuntimeBootstrap.class.getName(), handler));
    return command;
  }

  /**
   * Asks whether all that the process has written so far has reached the log.
   *
   * @param then runs when it has
   */
  void drain(Runnable then) {
    long marker = barrier.request(then);
    try {
      OutputStream requests = process.getOutputStream();
      requests.write((marker + "\n").getBytes(StandardCharsets.UTF_8));
      requests.flush();
    } catch (IOException e) {
      // The process has ended; so do the channels, and the barrier is passed.
    }
  }

  /** Ends the process at once; {@code onExit} follows. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits until the process is gone; for shutdown only. */
  void awaitExit() throws InterruptedException {
    process.waitFor(1, TimeUnit.SECONDS);
  }

  /** The exit status; the process must have ended. */
  int exitStatus() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static void read(String name, Reading reading, Runnable ended) {
    Thread thread =
        new Thread(
            () -> {
              try {
                reading.run();
              } catch (IOException e) {
                // A killed process breaks its pipes: that is the end of its output.
              } finally {
                ended.run();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void readFrames(Consumer<String> log) throws IOException {
    try (DataInputStream in = new DataInputStream(process.getInputStream())) {
      while (true) {
        int type = in.readInt();
        long length = Integer.toUnsignedLong(in.readInt());
        in.readLong();
        if ((type & 0xffff0000) != (RuntimeBootstrap.FRAME_TYPE & 0xffff0000)
            || length > LARGEST_FRAME) {
          throw new IOException("not a telemetry frame");
        }
        log.accept(new String(in.readNBytes((int) length), StandardCharsets.UTF_8));
      }
    }
  }

  private void readLines(Consumer<String> log) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        log.accept(line);
      }
    }
  }

  private void pass(String text, Consumer<String> log) {
    if (text.startsWith(RuntimeBootstrap.MARKER)) {
      barrier.markerRead(Long.parseLong(text.substring(RuntimeBootstrap.MARKER.length())));
    } else {
      log.accept(text);
    }
  }
}
