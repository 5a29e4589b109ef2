package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.RestRequest;
import dev.retrylab.harness.local.http.RestResponse;
import dev.retrylab.harness.local.http.RestService;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Lambda API over HTTP, as far as the harness calls it: Invoke, with RequestResponse and Event.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class LambdaService implements RestService {
  /** Where the API begins; the version is a part of the path. */
  public static final String PATH = "/2015-03-31/functions/";

  private static final Pattern INVOCATIONS =
      Pattern.compile(Pattern.quote(PATH) + "([^/]+)/invocations");

  /** A function and the queue of its asynchronous invocations. */
  private record Deployed(Invoker function, AsyncQueue queue) {}

  private final Map<String, Deployed> functions = new ConcurrentHashMap<>();

  /** Makes a function known under a name. */
  public void add(String name, Invoker function, AsyncQueue queue) {
    functions.put(name, new Deployed(function, queue));
  }

  @Override
  public CompletionStage<RestResponse> call(RestRequest request) {
    Matcher path = INVOCATIONS.matcher(request.path());
    if (!path.matches() || !request.method().equals("POST")) {
      throw AwsError.of("UnknownOperationException", "No such operation: " + request.path(), 404);
    }
    Deployed deployed = find(path.group(1));
    String type = request.headers().getOrDefault("x-amz-invocation-type", "RequestResponse");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "requestresponse" ->
          deployed.function().invoke(request.body()).thenApply(LambdaService::answer);
      case "event" -> CompletableFuture.completedFuture(accepted(deployed, request.body()));
      default ->
          throw AwsError.of("InvalidParameterValueException", "No invocation type " + type, 400);
    };
  }

  private Deployed find(String nameOrArn) {
    String name = nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
    Deployed deployed = functions.get(name);
    if (deployed == null) {
      throw AwsError.of("ResourceNotFoundException", "Function not found: " + nameOrArn, 404);
    }
    return deployed;
  }

  private static RestResponse answer(InvocationResult result) {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Amz-Executed-Version", "$LATEST");
    if (!result.succeeded()) {
      headers.put("X-Amz-Function-Error", "Unhandled");
    }
    return new RestResponse(200, headers, result.payload());
  }

  /** async-event-response: 202 and an empty payload, whatever happens later. */
  private static RestResponse accepted(Deployed deployed, byte[] payload) {
    String requestId = deployed.queue().accept(payload);
    return new RestResponse(202, Map.of("x-amzn-RequestId", requestId), new byte[0]);
  }
}
