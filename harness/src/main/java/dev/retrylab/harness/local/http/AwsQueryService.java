package dev.retrylab.harness.local.http;

import java.util.Map;

/** A service that speaks AWS's query protocol: a form goes in, XML comes out. */
@FunctionalInterface
public interface AwsQueryService {

  /**
   * Does one action.
   *
   * @param action such as {@code DescribeStacks}
   * @param parameters the other fields of the form, decoded
   * @return the content of the answer's result element, as XML
   * @throws AwsError for a refusal
   */
  String call(String action, Map<String, String> parameters);
}
