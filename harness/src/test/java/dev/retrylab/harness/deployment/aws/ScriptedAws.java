package dev.retrylab.harness.deployment.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An HTTP server that answers AWS calls as a test tells it. Actions are named as in IAM: {@code
 * sqs:GetQueueAttributes}. As an extension of JUnit it has credentials while a test runs, and is
 * closed with it.
 */
public final class ScriptedAws implements AutoCloseable, BeforeEachCallback, AfterEachCallback {
  /** An answer. */
  public record Answer(int status, String body) {

    public static Answer ok(String body) {
      return new Answer(200, body);
    }

    /** An error of the JSON protocols and of REST. */
    public static Answer error(int status, String code) {
      return new Answer(
          status, "{\"__type\":\"%s\",\"code\":\"%s\",\"message\":\"no\"}".formatted(code, code));
    }
  }

  private final HttpServer server;
  private final Map<String, Answer> standing = new HashMap<>();
  private final Map<String, Deque<Answer>> next = new HashMap<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

  public ScriptedAws() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Where the harness finds it. */
  StackLocation place() {
    return new StackLocation(
        Optional.of(uri()), Optional.of("eu-central-1"), Optional.empty(), "RetryLab");
  }

  /** The sentences of a check of all that is deployed. */
  List<String> problems() {
    return AwsTarget.check(place()).problems();
  }

  /** Connects to a bundled scenario, under other settings than its own where some are given. */
  AwsTarget connect(String scenario, String... settings) {
    return AwsTarget.connect(
        Scenarios.load(scenario, List.of(settings)), place(), /* purge= */ false);
  }

  /** The same with {@code --purge}, by the time of a test. */
  AwsTarget connectAndPurge(String scenario, TargetClock clock) {
    return AwsTarget.connect(
        Scenarios.load(scenario), place(), true, policy(clock, InstantSource.system()));
  }

  /** The usual policy by other clocks. */
  static ClientPolicy policy(TargetClock clock, InstantSource machineClock) {
    ClientPolicy usual = ClientPolicy.patient();
    return new ClientPolicy(
        clock, machineClock, usual.retries(), usual.retriesOfReads(), usual.retriesOfRefusals());
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @Override
  public void afterEach(ExtensionContext test) {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    close();
  }

  /** What an action answers whenever nothing else is next. */
  public ScriptedAws always(String action, Answer answer) {
    standing.put(action, answer);
    return this;
  }

  /** What an action answers next, once. */
  public ScriptedAws then(String action, Answer... answers) {
    next.computeIfAbsent(action, any -> new ArrayDeque<>()).addAll(List.of(answers));
    return this;
  }

  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The bodies of the calls, in the same order. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String action = action(exchange, body);
      calls.add(action);
      bodies.add(body);
      Deque<Answer> queued = next.getOrDefault(action, new ArrayDeque<>());
      Answer answer =
          queued.isEmpty()
              ? standing.getOrDefault(action, Answer.error(400, "NotScripted"))
              : queued.poll();
      byte[] bytes = answer.body().getBytes(UTF_8);
      if (answer.status() >= 400) {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", code(answer));
      }
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String code(Answer answer) {
    int at = answer.body().indexOf("\"code\":\"");
    return at < 0 ? "" : answer.body().substring(at + 8, answer.body().indexOf('"', at + 8));
  }

  private static String action(HttpExchange exchange, String body) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      String operation = target.substring(target.indexOf('.') + 1);
      return (target.startsWith("AmazonSQS") ? "sqs:" : "logs:") + operation;
    }
    String path = exchange.getRequestURI().getPath();
    if (path.contains("/operation/")) {
      return "cloudwatch:" + path.substring(path.lastIndexOf('/') + 1);
    }
    if (path.contains("/event-source-mappings/")) {
      return "lambda:GetEventSourceMapping";
    }
    if (path.contains("/account-settings")) {
      return "lambda:GetAccountSettings";
    }
    if (path.contains("/functions/")) {
      return switch (path.substring(path.lastIndexOf('/') + 1)) {
        case "configuration" -> "lambda:GetFunctionConfiguration";
        case "event-invoke-config" -> "lambda:GetFunctionEventInvokeConfig";
        case "concurrency" -> "lambda:GetFunctionConcurrency";
        case "invocations" -> "lambda:Invoke";
        default -> path;
      };
    }
    String form = URLDecoder.decode(body, UTF_8);
    return form.contains("Action=GetCallerIdentity")
        ? "sts:GetCallerIdentity"
        : "cloudformation:DescribeStacks";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
