package dev.retrylab.harness.deployment.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.stack.StackPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest IAM policy for whoever runs the harness against a stack. A test holds it against the
 * calls that are really made.
 */
public final class PolicyDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of all queues, functions and log groups. */
  private static final String NAMES = StackPlan.PREFIX + "*";

  /** Operations whose permission has another name (Service Authorization Reference). */
  private static final Map<String, String> OTHERWISE =
      Map.of("sqs:SendMessageBatch", "sqs:SendMessage", "lambda:Invoke", "lambda:InvokeFunction");

  private PolicyDocument() {}

  /**
   * What is allowed, by the resource on which. The partition is left open: an account is in one of
   * aws, aws-cn and aws-us-gov, and each segment of an ARN may be a wildcard (IAM user guide,
   * reference_policies_elements_resource and reference-arns).
   */
  private static Map<List<String>, List<String>> statements() {
    Map<List<String>, List<String>> statements = new LinkedHashMap<>();
    statements.put(List.of("sts:GetCallerIdentity"), List.of("*"));
    statements.put(
        List.of("cloudformation:DescribeStacks"),
        List.of("arn:*:cloudformation:*:*:stack/" + StackPlan.STACK_NAME + "/*"));
    statements.put(
        List.of(
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ListMessageMoveTasks",
            "sqs:PurgeQueue",
            "sqs:ReceiveMessage",
            "sqs:SendMessage",
            "sqs:SetQueueAttributes",
            "sqs:StartMessageMoveTask"),
        List.of("arn:*:sqs:*:*:" + NAMES));
    // Lambda knows no condition on a mapping's id, and the account is no resource.
    statements.put(
        List.of("lambda:GetAccountSettings", "lambda:GetEventSourceMapping"), List.of("*"));
    statements.put(
        List.of(
            "lambda:GetFunctionConcurrency",
            "lambda:GetFunctionConfiguration",
            "lambda:GetFunctionEventInvokeConfig",
            "lambda:InvokeFunction"),
        List.of("arn:*:lambda:*:*:function:" + NAMES));
    // CloudWatch knows no resources.
    statements.put(List.of("cloudwatch:GetMetricStatistics"), List.of("*"));
    statements.put(List.of("logs:DescribeLogGroups"), List.of("*"));
    statements.put(
        List.of("logs:FilterLogEvents"), List.of("arn:*:logs:*:*:log-group:/aws/lambda/" + NAMES));
    return statements;
  }

  /** The permission that an operation needs: {@code sqs:SendMessageBatch} needs another's. */
  public static String permission(String operation) {
    return OTHERWISE.getOrDefault(operation, operation);
  }

  /**
   * All permissions that an operation needs: a message move task acts for whoever starts it (SQS
   * developer guide, sqs-configure-dead-letter-queue-redrive).
   */
  static List<String> needs(String operation) {
    return operation.equals("sqs:StartMessageMoveTask")
        ? List.of(operation, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:SendMessage")
        : List.of(permission(operation));
  }

  /** All permissions in the policy, in alphabetical order. */
  public static List<String> permissions() {
    return statements().keySet().stream().flatMap(List::stream).sorted().toList();
  }

  /** The policy, as IAM accepts it. */
  public static ObjectNode json() {
    ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode all = policy.putArray("Statement");
    statements()
        .forEach(
            (actions, resources) -> {
              ObjectNode statement = all.addObject().put("Effect", "Allow");
              statement.set("Action", JSON.valueToTree(actions));
              statement.set("Resource", JSON.valueToTree(resources));
            });
    return policy;
  }
}
