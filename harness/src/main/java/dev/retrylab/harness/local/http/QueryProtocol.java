package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * AWS's query protocol: the field Action of a form names the action. The form is the body of a
 * POST, or the query string of a GET.
 */
final class QueryProtocol {
  private static final Pattern ACTION = Pattern.compile("[?&]Action=");
  private static final Map<String, String> XML = Map.of("Content-Type", "text/xml");

  private final Map<String, AwsQueryService> services = new ConcurrentHashMap<>();

  void mount(String action, AwsQueryService service) {
    services.put(action, service);
  }

  /** Whether a request is of this protocol. */
  static boolean speaks(HttpExchange exchange) {
    return exchange
            .headers()
            .get("Content-Type", "")
            .startsWith("application/x-www-form-urlencoded")
        || ACTION.matcher(exchange.target()).find();
  }

  ServiceCall<String> call(HttpExchange exchange) {
    String target = exchange.target();
    String query = target.substring(target.indexOf('?') + 1);
    return new Call(ACTION.matcher(target).find() ? query : new String(exchange.body(), UTF_8));
  }

  private final class Call implements ServiceCall<String> {
    private final String form;

    Call(String form) {
      this.form = form;
    }

    @Override
    public CompletableFuture<String> call() {
      Map<String, String> fields = fields(form);
      String action = fields.getOrDefault("Action", "");
      AwsQueryService service = services.get(action);
      if (service == null) {
        throw AwsError.notServed(action, 400);
      }
      return CompletableFuture.completedFuture(
          "<%1$sResponse><%1$sResult>%2$s</%1$sResult>%3$s</%1$sResponse>"
              .formatted(
                  action,
                  service.call(fields),
                  "<ResponseMetadata>" + requestId() + "</ResponseMetadata>"));
    }

    @Override
    public Response response(String answer) {
      return new Response(200, XML, answer.getBytes(UTF_8));
    }

    @Override
    public Response refusal(AwsError error) {
      String body =
          "<ErrorResponse><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>%s</ErrorResponse>"
              .formatted(
                  error.senderFault() ? "Sender" : "Receiver",
                  error.code(),
                  Xml.text(error.getMessage()),
                  requestId());
      return new Response(error.status(), XML, body.getBytes(UTF_8));
    }
  }

  private static String requestId() {
    return "<RequestId>" + UUID.randomUUID() + "</RequestId>";
  }

  /** The fields of a form; of one that is given twice the first value. */
  private static Map<String, String> fields(String form) {
    try {
      Map<String, String> fields = new HashMap<>();
      QueryStringDecoder.builder()
          .hasPath(false)
          .semicolonIsNormalChar(true)
          .build(form)
          .parameters()
          .forEach((name, values) -> fields.put(name, values.get(0)));
      return fields;
    } catch (IllegalArgumentException e) {
      throw AwsError.of("MalformedQueryString", "The form holds a bad escape.", 400);
    }
  }
}
