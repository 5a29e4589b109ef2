package dev.retrylab.harness.local.stack;

import static dev.retrylab.harness.local.http.Xml.element;

import dev.retrylab.harness.local.http.AwsQueryService;
import java.util.Map;

/**
 * STS, as far as it tells who calls: GetCallerIdentity. The engine has one account.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">
 *     GetCallerIdentity</a>
 */
public final class StsService implements AwsQueryService {
  @Override
  public String call(Map<String, String> parameters) {
    return element("Arn", "arn:aws:iam::000000000000:root")
        + element("UserId", "000000000000")
        + element("Account", "000000000000");
  }
}
