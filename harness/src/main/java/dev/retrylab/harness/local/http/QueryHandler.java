package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Serves AWS's query protocol: the field Version of the form names the service. The form is the
 * body of a POST, or the query string of a GET.
 */
final class QueryHandler {
  private static final Pattern ACTION = Pattern.compile("[?&]Action=");
  private static final Map<String, String> XML = Map.of("Content-Type", "text/xml");

  private final Map<String, AwsQueryService> services = new ConcurrentHashMap<>();
  private final Serving serving;

  QueryHandler(Serving serving) {
    this.serving = serving;
  }

  void mount(String version, AwsQueryService service) {
    services.put(version, service);
  }

  /** Whether a request is of this protocol. */
  static boolean speaks(HttpExchange exchange) {
    String type = exchange.headers().get("Content-Type");
    return (type != null && type.startsWith("application/x-www-form-urlencoded"))
        || ACTION.matcher(exchange.target()).find();
  }

  void handle(HttpExchange exchange) {
    String target = exchange.target();
    String query = target.substring(target.indexOf('?') + 1);
    serving.serve(
        exchange,
        new Call(ACTION.matcher(target).find() ? query : new String(exchange.body(), UTF_8)));
  }

  private final class Call implements Serving.Conversation<String> {
    private final String form;

    Call(String form) {
      this.form = form;
    }

    @Override
    public CompletableFuture<String> answer() {
      Map<String, String> fields = fields(form);
      String action = fields.getOrDefault("Action", "");
      AwsQueryService service = services.get(fields.getOrDefault("Version", ""));
      if (service == null) {
        throw AwsError.notServed(action, 400);
      }
      return CompletableFuture.completedFuture(
          "<%1$sResponse><%1$sResult>%2$s</%1$sResult>%3$s</%1$sResponse>"
              .formatted(
                  action,
                  service.call(action, fields),
                  "<ResponseMetadata>" + requestId() + "</ResponseMetadata>"));
    }

    @Override
    public Response reply(String answer) {
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

    @Override
    public void undelivered(String answer) {}
  }

  private static String requestId() {
    return "<RequestId>" + UUID.randomUUID() + "</RequestId>";
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw AwsError.of("MalformedQueryString", "The form holds a bad escape.", 400);
    }
  }
}
