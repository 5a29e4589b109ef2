package dev.retrylab.harness.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;

/** Stands where no service is mounted, and refuses everything as AWS does. */
record UnknownService(String target) implements AwsJsonService {
  @Override
  public CompletionStage<ObjectNode> call(String action, ObjectNode input) {
    throw AwsError.notServed(target, 400);
  }

  @Override
  public String contentType() {
    return "application/x-amz-json-1.0";
  }
}
