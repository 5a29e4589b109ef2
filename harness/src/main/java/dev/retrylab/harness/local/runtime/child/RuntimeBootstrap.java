package dev.retrylab.harness.local.runtime.child;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The main class of a function's process: starts AWS's Runtime Interface Client, and ends the
 * process when the engine that started it has ended in any way: the standard input is a pipe from
 * the engine, which is closed then.
 *
 * <p>A line on the standard input requests a marker on both log channels. Once the engine has read
 * the marker, it has read everything that the function wrote before.
 */
public final class RuntimeBootstrap {
  /** Starts a marker; no function writes it by chance. */
  public static final String MARKER = "\u0001retry-lab-marker ";

  /** The frame type of the runtime's telemetry channel for text without a level. */
  public static final int FRAME_TYPE = 0xa55a0003;

  /** Type, length, and a time that nobody reads. */
  public static final int FRAME_HEADER_LENGTH = 16;

  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private RuntimeBootstrap() {}

  /** Runs the Runtime Interface Client with the handler that is the only argument. */
  public static void main(String[] arguments) throws Throwable {
    Thread thread = new Thread(RuntimeBootstrap::writeMarkersUntilTheEnd, "log-markers");
    thread.setDaemon(true);
    thread.start();
    Class.forName(CLIENT).getMethod("main", String[].class).invoke(null, (Object) arguments);
  }

  private static void writeMarkersUntilTheEnd() {
    try (OutputStream frames = telemetry();
        BufferedReader requests =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        String marker = MARKER + line;
        frames.write(frame(marker));
        System.out.println(marker);
        System.out.flush();
      }
    } catch (IOException e) {
      // The pipe broke: the engine is gone.
    }
    Runtime.getRuntime().halt(1);
  }

  private static byte[] frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_LENGTH + bytes.length);
    return frame.putInt(FRAME_TYPE).putInt(bytes.length).putLong(0).put(bytes).array();
  }

  /**
   * The descriptor that the runtime writes its frames to, by the way that the runtime itself takes.
   */
  private static OutputStream telemetry() throws IOException {
    try {
      FileDescriptor descriptor = new FileDescriptor();
      Field number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      number.setInt(descriptor, Integer.parseInt(System.getenv("_LAMBDA_TELEMETRY_LOG_FD")));
      return new FileOutputStream(descriptor);
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }
}
