package dev.retrylab.harness.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How long {@code serve} takes to end, from SIGTERM to the end of its process. */
final class Stopping {
  private static final int POLLS = 20;
  private static final int TIMES = 5;
  private static final Pattern ADDRESS = Pattern.compile("Serving scenario \\S+ at (\\S+)");

  private Stopping() {}

  static List<Figure> measure() throws IOException, InterruptedException {
    double[] seconds = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      seconds[i] = seconds();
    }
    return List.of(
        Figure.atMost(
            "stop of serve with " + POLLS + " long polls open, slowest of " + TIMES,
            Numbers.max(seconds),
            1,
            "s"));
  }

  private static double seconds() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                HarnessJar.java(),
                "-Xmx512m",
                "-jar",
                Path.of("target", "retry-lab.jar").toAbsolutePath().toString(),
                "serve",
                "article",
                "--port",
                "0")
            .directory(Path.of("..").toAbsolutePath().normalize().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (SqsClient client = SqsClients.client(address(process))) {
      String queue = SqsClients.queue(client, "idle", /* fifo= */ false);
      LongPolls polls = LongPolls.open(client, queue, POLLS);
      Thread.sleep(2000);
      long start = System.nanoTime();
      process.destroy();
      boolean ended = process.waitFor(30, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - start) / 1e9;
      polls.stop();
      return ended ? seconds : Double.POSITIVE_INFINITY;
    } finally {
      process.destroyForcibly();
    }
  }

  private static URI address(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        return URI.create(matcher.group(1));
      }
    }
    throw new IOException("serve did not say where it is");
  }
}
