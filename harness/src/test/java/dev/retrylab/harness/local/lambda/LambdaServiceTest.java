package dev.retrylab.harness.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The Lambda API as the SDK's client sees it; "f" echoes, and fails on the payload "fail". */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LambdaServiceTest {
  private final SteppedClock clock = SteppedClock.atNoon();
  private final HttpEndpoint endpoint = HttpEndpoint.start(0, clock);
  private final List<String> runs = new ArrayList<>();
  private final LambdaClient client =
      LambdaClient.builder()
          .endpointOverride(endpoint.uri())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  LambdaServiceTest() {
    LambdaService service =
        new LambdaService(clock, Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT));
    FunctionSpec spec = new FunctionSpec("f", "Handler", Duration.ofSeconds(5), 128, Map.of(), 1);
    service.add(spec, this::run, new AsyncQueue(this::run, 1, Duration.ofHours(6), clock));
    LambdaService.PATHS.forEach(path -> endpoint.mountPath(path, service));
  }

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  private CompletableFuture<InvocationResult> run(String requestId, byte[] payload) {
    String text = new String(payload, UTF_8);
    runs.add(text);
    return CompletableFuture.completedFuture(
        text.equals("fail") ? FunctionError.of("Test", "asked to") : new Returned(payload));
  }

  private InvokeResponse invoke(String function, InvocationType type, String payload) {
    return client.invoke(
        request ->
            request
                .functionName(function)
                .invocationType(type)
                .payload(SdkBytes.fromUtf8String(payload)));
  }

  @Test
  void the_account_tells_how_many_functions_it_has_and_how_many_may_run_at_a_time() {
    GetAccountSettingsResponse account = client.getAccountSettings();
    assertThat(account.accountUsage().functionCount()).isEqualTo(1);
    assertThat(account.accountLimit().concurrentExecutions()).isEqualTo(1_000);
  }

  @Test
  void a_function_tells_its_memory_and_where_it_logs() {
    GetFunctionConfigurationResponse function =
        client.getFunctionConfiguration(request -> request.functionName("f"));
    assertThat(function.memorySize()).isEqualTo(128);
    assertThat(function.loggingConfig())
        .isEqualTo(
            LoggingConfig.builder().logFormat(LogFormat.TEXT).logGroup("/aws/lambda/f").build());
  }

  @Test
  void a_synchronous_invocation_gives_the_answer() {
    InvokeResponse response = invoke("f", InvocationType.REQUEST_RESPONSE, "{\"a\":1}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isNull();
    assertThat(response.executedVersion()).isEqualTo("$LATEST");
    assertThat(response.payload().asUtf8String()).isEqualTo("{\"a\":1}");
  }

  @Test
  void without_a_type_an_invocation_is_synchronous() {
    assertThat(client.invoke(request -> request.functionName("f")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_function_error_is_an_answer_with_a_header() {
    InvokeResponse response = invoke("f", InvocationType.REQUEST_RESPONSE, "fail");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .isEqualTo("{\"errorType\":\"Test\",\"errorMessage\":\"asked to\"}");
  }

  @Test
  void a_synchronous_invocation_is_never_tried_again() {
    invoke("f", InvocationType.REQUEST_RESPONSE, "fail");
    clock.advance(Duration.ofHours(6));
    assertThat(runs).containsExactly("fail");
  }

  @Test
  void async_event_response_an_event_is_accepted_with_202_and_no_payload() {
    InvokeResponse response = invoke("f", InvocationType.EVENT, "fail");
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.functionError()).isNull();
    assertThat(response.payload().asByteArray()).isEmpty();
  }

  @Test
  void an_event_that_fails_is_tried_again_as_often_as_the_queue_says() {
    invoke("f", InvocationType.EVENT, "fail");
    clock.advance(Duration.ofHours(6));
    assertThat(runs).containsExactly("fail", "fail");
  }

  @Test
  void a_function_may_be_named_by_its_arn() {
    String arn = "arn:aws:lambda:us-east-1:000000000000:function:f";
    assertThat(invoke(arn, InvocationType.REQUEST_RESPONSE, "1").statusCode()).isEqualTo(200);
  }

  @Test
  void an_unknown_function_is_not_found() {
    assertThatThrownBy(() -> invoke("g", InvocationType.REQUEST_RESPONSE, "1"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: g")
        .extracting(e -> ((LambdaException) e).statusCode())
        .isEqualTo(404);
  }

  @Test
  void an_invocation_type_that_does_not_exist_is_refused() {
    assertThatThrownBy(
            () -> client.invoke(request -> request.functionName("f").invocationType("Sometimes")))
        .isInstanceOf(LambdaException.class)
        .hasMessageContaining("No invocation type Sometimes")
        .extracting(e -> ((LambdaException) e).statusCode())
        .isEqualTo(400);
    assertThat(runs).isEmpty();
  }

  @Test
  void another_operation_is_unknown() {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            client::listFunctions, () -> client.getPolicy(get -> get.functionName("f")))) {
      assertThatThrownBy(call)
          .isInstanceOf(LambdaException.class)
          .hasMessageContaining("This is the local engine of Retry Lab");
    }
  }
}
