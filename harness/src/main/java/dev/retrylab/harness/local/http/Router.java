package dev.retrylab.harness.local.http;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Hands each request to the service that it is for: by path where one is served, else a form goes
 * by AWS's query protocol, and all others by the JSON protocols.
 */
final class Router {
  private final Serving serving;
  private final JsonHandler json;
  private final QueryHandler query;

  /** The longest prefix first. */
  private final Map<String, RestHandler> paths =
      new ConcurrentSkipListMap<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(path -> path));

  Router(Serving serving) {
    this.serving = serving;
    this.json = new JsonHandler(serving);
    this.query = new QueryHandler(serving);
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

  void handle(Exchange exchange) {
    for (Map.Entry<String, RestHandler> mounted : paths.entrySet()) {
      if (exchange.target().startsWith(mounted.getKey())) {
        mounted.getValue().handle(exchange);
        return;
      }
    }
    if (QueryHandler.speaks(exchange)) {
      query.handle(exchange);
    } else {
      json.handle(exchange);
    }
  }
}
