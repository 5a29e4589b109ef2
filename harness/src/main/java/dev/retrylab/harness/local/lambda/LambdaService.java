package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.Response;
import dev.retrylab.harness.local.http.RestRequest;
import dev.retrylab.harness.local.http.RestService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Lambda API over HTTP, as far as the harness calls it: Invoke, with RequestResponse and Event,
 * and what tells how functions and mappings are set up.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class LambdaService implements RestService {
  private static final String ACCOUNT_SETTINGS = "/2016-08-19/account-settings";

  /** Where all parts of the API begin; each part has the version in which it came. */
  public static final List<String> PATHS =
      List.of(
          "/2015-03-31/functions",
          "/2015-03-31/event-source-mappings",
          ACCOUNT_SETTINGS,
          "/2019-09-25/functions",
          "/2019-09-30/functions");

  private static final Pattern OF_FUNCTION = Pattern.compile("/[0-9-]{10}/functions/([^/]+)/(.+)");
  private static final Pattern OF_MAPPING =
      Pattern.compile("/2015-03-31/event-source-mappings/([^/]+)");

  /** A function and the queue of its asynchronous invocations. */
  private record Deployed(FunctionSpec spec, Invoker function, AsyncQueue queue) {}

  /** What is told of an event source mapping. */
  public record Mapping(
      String queueArn,
      String functionArn,
      int batchSize,
      Duration batchingWindow,
      boolean reportBatchItemFailures,
      OptionalInt maximumConcurrency,
      Optional<ProvisionedPollers> provisionedPollers,
      boolean enabled) {}

  private final EngineClock clock;
  private final Concurrency account;
  private final Map<String, Deployed> functions = new ConcurrentHashMap<>();
  private final Map<String, Mapping> mappings = new ConcurrentHashMap<>();

  /**
   * Without any function.
   *
   * @param clock held while an invocation runs that a client waits for
   * @param account what its functions share
   */
  public LambdaService(EngineClock clock, Concurrency account) {
    this.clock = clock;
    this.account = account;
  }

  /** Makes a function known under its name. */
  public void add(FunctionSpec spec, Invoker function, AsyncQueue queue) {
    functions.put(spec.name(), new Deployed(spec, function, queue));
  }

  /** Makes a mapping known under its UUID. */
  public void add(String uuid, Mapping mapping) {
    mappings.put(uuid, mapping);
  }

  @Override
  public CompletionStage<Response> call(RestRequest request) {
    Matcher mapping = OF_MAPPING.matcher(request.path());
    if (mapping.matches() && request.method().equals("GET")) {
      return CompletableFuture.completedFuture(mapping(mapping.group(1)));
    }
    if (request.method().equals("GET") && request.path().startsWith(ACCOUNT_SETTINGS)) {
      return CompletableFuture.completedFuture(account());
    }
    Matcher path = OF_FUNCTION.matcher(request.path());
    if (!path.matches()) {
      throw unknown(request);
    }
    Deployed deployed = find(path.group(1));
    return switch (request.method() + " " + path.group(2)) {
      case "POST invocations" -> invoke(request, deployed);
      case "GET configuration" ->
          CompletableFuture.completedFuture(
              LambdaDescriptions.function(deployed.spec(), deployed.queue()));
      case "GET event-invoke-config" ->
          CompletableFuture.completedFuture(
              LambdaDescriptions.asynchronous(deployed.spec(), deployed.queue()));
      case "GET concurrency" ->
          CompletableFuture.completedFuture(LambdaDescriptions.concurrency(deployed.spec()));
      default -> throw unknown(request);
    };
  }

  private Response account() {
    int reserved =
        functions.values().stream()
            .mapToInt(deployed -> deployed.spec().reservedConcurrency().orElse(0))
            .sum();
    return LambdaDescriptions.account(functions.size(), account.places(), reserved);
  }

  private static AwsError unknown(RestRequest request) {
    return AwsError.notServed(request.method() + " " + request.path(), 404);
  }

  private Response mapping(String uuid) {
    Mapping mapping = mappings.get(uuid);
    if (mapping == null) {
      throw AwsError.of(
          "ResourceNotFoundException", "The resource you requested does not exist.", 404);
    }
    return LambdaDescriptions.mapping(uuid, mapping);
  }

  private CompletionStage<Response> invoke(RestRequest request, Deployed deployed) {
    String type = request.headers().get("x-amz-invocation-type", "RequestResponse");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "requestresponse" -> run(deployed.function(), request.body());
      case "event" -> CompletableFuture.completedFuture(accepted(deployed, request.body()));
      default ->
          throw AwsError.of("InvalidParameterValueException", "No invocation type " + type, 400);
    };
  }

  /** The clock is held for the run, also where the client does not wait for its end. */
  private CompletableFuture<Response> run(Invoker function, byte[] payload) {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    clock.during(
        "An invocation",
        () -> function.invoke(payload),
        (result, failure) -> {
          try {
            answer.complete(answer(result, failure));
          } catch (Throwable refused) {
            answer.completeExceptionally(refused);
          }
        });
    return answer;
  }

  private Deployed find(String nameOrArn) {
    String name = nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
    Deployed deployed = functions.get(name);
    if (deployed == null) {
      throw AwsError.of("ResourceNotFoundException", "Function not found: " + nameOrArn, 404);
    }
    return deployed;
  }

  private static Response answer(InvocationResult result, Throwable failure) {
    if (failure != null) {
      throw new CompletionException(failure);
    }
    if (result instanceof InvocationResult.Throttled) {
      throw AwsError.of("TooManyRequestsException", "Rate Exceeded.", 429); // async-sync-throttle
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Amz-Executed-Version", "$LATEST");
    if (!result.succeeded()) {
      headers.put("X-Amz-Function-Error", "Unhandled");
    }
    return new Response(200, headers, result.payload());
  }

  /** async-event-response: 202 and an empty payload, whatever happens later. */
  private static Response accepted(Deployed deployed, byte[] payload) {
    String requestId = deployed.queue().accept(payload);
    return new Response(202, Map.of("x-amzn-RequestId", requestId), new byte[0]);
  }
}
