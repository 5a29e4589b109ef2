package dev.retrylab.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * All that the consumer uses of the execution environment it runs in. Another implementation runs
 * the same handler without a process of its own.
 */
public interface ExecutionEnvironment {

  /** The function's environment variables. */
  Map<String, String> variables();

  /** The client that reaches the queues. */
  SqsClient sqs();

  /** Now, by the clock that stamps what the function logs. */
  Instant instant();

  /** Returns after {@code duration}, or earlier with an exception if interrupted. */
  void sleep(Duration duration);

  /** Ends the process at once, without shutdown hooks. Does not return. */
  void halt();

  /** Lambda's own: this process, and a client that the environment variables configure. */
  final class Lambda implements ExecutionEnvironment {
    @Override
    public Map<String, String> variables() {
      return System.getenv();
    }

    /**
     * Names its HTTP client and the two places where Lambda puts credentials, so that nothing is
     * searched for: in the environment, or, for a function with SnapStart, whose keys would be
     * stale after a restore, at an address that the environment names. They are read at the first
     * call.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's
     *     environment variables</a>
     */
    @Override
    public SqsClient sqs() {
      return SqsClient.builder()
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .credentialsProvider(
              AwsCredentialsProviderChain.of(
                  EnvironmentVariableCredentialsProvider.create(),
                  ContainerCredentialsProvider.create()))
          .build();
    }

    @Override
    public Instant instant() {
      return Instant.now();
    }

    @Override
    public void sleep(Duration duration) {
      try {
        Thread.sleep(duration.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while it slept", e);
      }
    }

    @Override
    public void halt() {
      Runtime.getRuntime().halt(1);
    }
  }
}
