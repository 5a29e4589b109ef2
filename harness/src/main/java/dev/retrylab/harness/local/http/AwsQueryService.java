package dev.retrylab.harness.local.http;

import java.util.Map;

/** A service that speaks AWS's query protocol: a form goes in, XML comes out. */
@FunctionalInterface
public interface AwsQueryService {

  /**
   * Does one action.
   *
   * @param parameters the fields of the form, decoded, with {@code Action}
   * @return the content of the answer's result element, as XML
   * @throws AwsError for a refusal
   */
  String call(Map<String, String> parameters);
}
