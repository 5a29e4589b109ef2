package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * Takes the place of the class of this name in AWS's Runtime Interface Client where its native
 * library does not run: on anything but Linux. It goes ahead of the client on the class path of a
 * function's process, and never into this program's own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API</a>
 */
final class NativeClient {
  private static volatile String invocations = "";

  private NativeClient() {}

  /** Called once by the client, with the host and port of the Runtime API. */
  static void init(String hostAndPort) {
    invocations = "http://" + hostAndPort + "/2018-06-01/runtime/invocation/";
  }

  /** Waits for the next invocation. */
  static InvocationRequest next() {
    try {
      HttpURLConnection connection = open("next");
      InvocationRequest request = new InvocationRequest();
      request.setContent(answer(connection));
      request.setId(connection.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
      request.setInvokedFunctionArn(
          connection.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
      request.setXrayTraceId(connection.getHeaderField("Lambda-Runtime-Trace-Id"));
      request.setDeadlineTimeInMs(
          connection.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", Long.MAX_VALUE));
      return request;
    } catch (IOException e) {
      throw new LambdaRuntimeClientException("GET next: " + e, 0);
    }
  }

  /** Gives the result of an invocation. */
  static void postInvocationResponse(byte[] requestId, byte[] response) {
    try {
      HttpURLConnection connection =
          open(new String(requestId, StandardCharsets.UTF_8) + "/response");
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(response.length);
      connection.getOutputStream().write(response);
      answer(connection);
    } catch (IOException e) {
      throw new LambdaRuntimeClientException("POST response: " + e, 0);
    }
  }

  private static HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) new URL(invocations + path).openConnection();
  }

  private static byte[] answer(HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getInputStream()) {
      return body.readAllBytes();
    }
  }
}
