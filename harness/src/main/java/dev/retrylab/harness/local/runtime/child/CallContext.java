package dev.retrylab.harness.local.runtime.child;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.retrylab.harness.local.runtime.InProcessHandler.Call;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a handler is told of its invocation. */
record CallContext(Map<String, String> variables, Call call) implements Context, LambdaLogger {
  @Override
  public String getAwsRequestId() {
    return call.requestId();
  }

  @Override
  public String getLogGroupName() {
    return variables.get("AWS_LAMBDA_LOG_GROUP_NAME");
  }

  @Override
  public String getLogStreamName() {
    return variables.get("AWS_LAMBDA_LOG_STREAM_NAME");
  }

  @Override
  public String getFunctionName() {
    return variables.get("AWS_LAMBDA_FUNCTION_NAME");
  }

  @Override
  public String getFunctionVersion() {
    return variables.get("AWS_LAMBDA_FUNCTION_VERSION");
  }

  @Override
  public String getInvokedFunctionArn() {
    return call.functionArn();
  }

  /** None: a mapping sends no identity. */
  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  /** None: a mapping sends no client context. */
  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return call.remainingMilliseconds().getAsInt();
  }

  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(variables.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
  }

  @Override
  public LambdaLogger getLogger() {
    return this;
  }

  @Override
  public void log(String message) {
    call.log().accept(message);
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, StandardCharsets.UTF_8));
  }
}
