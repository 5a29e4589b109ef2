package dev.retrylab.harness.local.stack;

import static dev.retrylab.harness.local.http.Xml.element;

import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.AwsQueryService;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * CloudFormation, as far as it tells where a deployment is: DescribeStacks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">
 *     DescribeStacks</a>
 */
public final class CloudFormationService implements AwsQueryService {
  private record Stack(Instant created, Map<String, String> outputs) {}

  private final Map<String, Stack> stacks = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public CloudFormationService(InstantSource clock) {
    this.clock = clock;
  }

  /** Makes a stack known, with its outputs. */
  public void declare(String name, Map<String, String> outputs) {
    Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    stacks.put(name, new Stack(created, new LinkedHashMap<>(outputs)));
  }

  @Override
  public String call(Map<String, String> parameters) {
    String asked = parameters.getOrDefault("StackName", "");
    if (!asked.isEmpty() && !stacks.containsKey(asked)) {
      throw AwsError.of("ValidationError", "Stack with id " + asked + " does not exist", 400);
    }
    return stacks.entrySet().stream()
        .filter(entry -> asked.isEmpty() || entry.getKey().equals(asked))
        .map(entry -> member(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("", "<Stacks>", "</Stacks>"));
  }

  private static String member(String name, Stack stack) {
    String outputs =
        stack.outputs().entrySet().stream()
            .map(
                output ->
                    "<member>"
                        + element("OutputKey", output.getKey())
                        + element("OutputValue", output.getValue())
                        + "</member>")
            .collect(Collectors.joining());
    return "<member>"
        + element("StackName", name)
        + element("StackId", "arn:aws:cloudformation:us-east-1:000000000000:stack/" + name + "/1")
        + element("CreationTime", stack.created().toString())
        + element("StackStatus", "CREATE_COMPLETE")
        + "<Outputs>"
        + outputs
        + "</Outputs></member>";
  }
}
