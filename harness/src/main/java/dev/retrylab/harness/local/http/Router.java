package dev.retrylab.harness.local.http;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Hands each request to the service that it is for: by path where one is served, else a form goes
 * by AWS's query protocol, and what names a target by the JSON protocols. The rest is refused.
 */
final class Router {
  private final Serving serving;
  private final JsonHandler json;
  private final QueryHandler query;
  private final UnservedHandler unserved;

  /** The longest prefix first. */
  private final Map<String, RestHandler> paths =
      new ConcurrentSkipListMap<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(path -> path));

  Router(Serving serving) {
    this.serving = serving;
    this.json = new JsonHandler(serving);
    this.query = new QueryHandler(serving);
    this.unserved = new UnservedHandler(serving);
  }

  JsonHandler json() {
    return json;
  }

  QueryHandler query() {
    return query;
  }

  void mountPath(String prefix, RestService service) {
    paths.put(prefix, new RestHandler(serving, service));
  }

  void handle(HttpExchange exchange) {
    for (Map.Entry<String, RestHandler> mounted : paths.entrySet()) {
      if (exchange.target().startsWith(mounted.getKey())) {
        mounted.getValue().handle(exchange);
        return;
      }
    }
    if (QueryHandler.speaks(exchange)) {
      query.handle(exchange);
    } else if (JsonHandler.speaks(exchange)) {
      json.handle(exchange);
    } else {
      unserved.handle(exchange);
    }
  }
}
