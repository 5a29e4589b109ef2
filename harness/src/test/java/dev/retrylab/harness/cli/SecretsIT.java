package dev.retrylab.harness.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever runs the program has credentials in the environment and in profiles. None of them is in
 * anything that a run leaves behind or says, and no function gets to see any.
 */
@Timeout(180)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretsIT {
  /** Each secret has this in it. */
  private static final String SECRET = "hunter2";

  private static final int SHUT_PORT = 9;
  private static final String SHUT_ENDPOINT = "--endpoint-url=http://127.0.0.1:" + SHUT_PORT;

  @TempDir private Path folder;
  @TempDir private Path home;
  private Packaged program;

  @BeforeEach
  void keepSecrets() throws IOException {
    Path credentials =
        Files.writeString(
            home.resolve("credentials"),
            """
            [default]
            aws_access_key_id = AKIDhunter2DEFAULT
            aws_secret_access_key = SECRETaccesshunter2key
            aws_session_token = TOKENhunter2
            [broken]
            aws_secret_access_key = hunter2broken
            role_arn = arn:aws:iam::1:role/hunter2
            source_profile = nowhere
            [process]
            credential_process = /bin/false hunter2process
            """);
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", credentials.toString());
    environment.put("AWS_CONFIG_FILE", home.resolve("none").toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIDhunter2");
    environment.put("AWS_SECRET_ACCESS_KEY", "hunter2/secret+key");
    environment.put("AWS_SESSION_TOKEN", "hunter2token");
    environment.put("HTTP_PROXY", "http://proxyuser:hunter2proxy@127.0.0.1:" + SHUT_PORT);
    environment.put("HTTPS_PROXY", "http://proxyuser:hunter2proxy@127.0.0.1:" + SHUT_PORT);
    environment.put("NO_PROXY", "127.0.0.1,localhost");
    environment.put("DATABASE_PASSWORD", "hunter2database");
    program = new Packaged(folder, environment);
  }

  @Test
  void a_run_on_the_local_engine_keeps_none_and_hands_none_to_a_function() throws Exception {
    Process run = program.start("local", "run", "--target=local", "--real-time");
    List<String> environments = environmentsOfFunctions(run);
    assertThat(environments).isNotEmpty().allMatch(one -> one.contains("AWS_ACCESS_KEY_ID=local"));
    assertThat(environments).noneMatch(one -> one.contains(SECRET) || one.contains("HOME="));
    assertThat(waitFor(this::evidence)).isNotEmpty();
    run.destroy();
    run.waitFor();
    assertThat(program.run("judged", "judge", "latest")).isIn(1, 2);
    assertNoSecret();
  }

  @Test
  void a_run_against_an_endpoint_keeps_none_whatever_goes_wrong() throws Exception {
    Map<String, String> withProfilesAlone = new HashMap<>(program.environment());
    withProfilesAlone
        .keySet()
        .removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"));
    Packaged others = new Packaged(folder, withProfilesAlone);
    Process server = program.start("serve", "serve", "--port=0", "--functions=simulated");
    try {
      String url = servedAt(server);
      Process run = program.start("served", "run", "--target=aws", "--endpoint-url=" + url);
      List<Process> failing =
          List.of(
              others.start("broken", "doctor", "--endpoint-url=" + url, "--profile=broken"),
              others.start("process", "doctor", "--endpoint-url=" + url, "--profile=process"),
              program.start("shut", "run", "--target=aws", SHUT_ENDPOINT),
              // Through the proxy, which is shut too.
              program.start("proxied", "doctor", "--endpoint-url=http://engine.example:4566"));
      assertThat(waitFor(this::evidence)).isNotEmpty();
      run.destroy();
      run.waitFor();
      assertThat(program.run("judged", "judge", "latest")).isIn(1, 2);
      for (Process one : failing) {
        assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(one.exitValue())
            .as(program.said("broken") + program.said("process"))
            .isIn(ExitCode.INCONCLUSIVE, ExitCode.USAGE);
      }
    } finally {
      server.destroy();
      server.waitFor();
    }
    assertNoSecret();
  }

  private static List<String> environmentsOfFunctions(Process run) {
    return waitFor(
        () ->
            run.descendants()
                .map(child -> read(Path.of("/proc/" + child.pid() + "/environ")))
                .filter(environment -> environment.contains("AWS_LAMBDA_RUNTIME_API="))
                .toList());
  }

  private String servedAt(Process server) {
    return waitFor(
            () ->
                read(folder.resolve("serve.out"))
                    .lines()
                    .filter(line -> server.isAlive() && line.startsWith("Serving scenario"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .toList())
        .get(0);
  }

  private List<String> evidence() {
    return read(folder.resolve("runs/latest/raw-logs.ndjson")).lines().toList();
  }

  private interface Looking {
    List<String> look();
  }

  private static List<String> waitFor(Looking looking) {
    List<String> found = looking.look();
    for (long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        found.isEmpty() && System.nanoTime() < end; ) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      found = looking.look();
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private void assertNoSecret() throws IOException {
    List<Path> telling = new ArrayList<>();
    int files = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files++;
        String text = Files.readString(file, ISO_8859_1);
        if (text.contains(SECRET) || text.contains("proxyuser")) {
          telling.add(file);
        }
      }
    }
    assertThat(files).as("files that were looked into").isGreaterThan(10);
    assertThat(telling).isEmpty();
  }
}
