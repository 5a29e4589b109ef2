package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServeBannerTest {
  private static final URI ENDPOINT = URI.create("http://127.0.0.1:4599");

  @Test
  void says_where_everything_is_and_how_each_kind_of_client_is_told() {
    Scenario scenario = Scenarios.load("article");
    Deployment deployment =
        new Deployment(
            ENDPOINT + "/000000000000/source.fifo",
            ENDPOINT + "/000000000000/dlq.fifo",
            "consumer",
            "dlq-consumer",
            "/aws/lambda/consumer",
            "/aws/lambda/dlq-consumer",
            scenario.queue(),
            scenario.mapping(),
            scenario.function());

    assertThat(
            new ServeBanner(
                    "article",
                    List.of("folder/my.yaml", "--set queue.delay=5s"),
                    ENDPOINT,
                    deployment,
                    "Functions: processes, as asked.")
                .text())
        .isEqualTo(
            """
            Serving scenario article at http://127.0.0.1:4599
              source queue       http://127.0.0.1:4599/000000000000/source.fifo
              dead-letter queue  http://127.0.0.1:4599/000000000000/dlq.fifo
              log groups         /aws/lambda/consumer, /aws/lambda/dlq-consumer
            Functions: processes, as asked.

            There is one region, us-east-1, and one account, 000000000000: a request that is signed for
            another region, or that names another account, is served by these. For SQS the endpoint speaks
            the JSON protocol only, which SDKs speak since November 2023: boto3 1.28.82, AWS CLI 1.29.82,
            AWS SDK for Java 2.21.19.

            In another terminal, for every client:

              export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
              export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1

            SDKs and the AWS CLI 2 (the AWS CLI 1 does not heed it for sqs):

              export AWS_ENDPOINT_URL=http://127.0.0.1:4599

            AWS CLI, any version:

              aws sqs list-queues --endpoint-url http://127.0.0.1:4599

            Retry Lab:

              retry-lab run folder/my.yaml --set queue.delay=5s --target aws --endpoint-url http://127.0.0.1:4599

            Ctrl-C ends it.
            """);
  }
}
