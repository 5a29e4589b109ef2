package dev.retrylab.harness.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks an SQS endpoint in bare JSON: it sees which members an answer has, as an SDK does not. */
final class JsonClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI endpoint;

  JsonClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * The body of the answer. That of an error has two members more: {@code status}, and {@code
   * code}, which SDKs show.
   *
   * @param input JSON with single quotes
   * @param headers names and values in turn
   */
  JsonNode call(String action, String input, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(HttpRequest.BodyPublishers.ofString(input.replace('\'', '"')));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? JSON.readTree(response.body()) : error(response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode error(HttpResponse<String> response) throws JsonProcessingException {
    String code = response.headers().firstValue("x-amzn-query-error").orElse("");
    return JSON.readValue(response.body(), ObjectNode.class)
        .put("status", response.statusCode())
        .put("code", code);
  }

  /** JSON with single quotes, as {@link #call} takes it. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
