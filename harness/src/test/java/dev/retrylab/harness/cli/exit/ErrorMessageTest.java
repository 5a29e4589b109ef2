package dev.retrylab.harness.cli.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.observe.LogSource.LogEndUnreachable;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What is said of a failure. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErrorMessageTest {
  private static ErrorMessage of(FileSystemException e) {
    return ErrorMessage.of(new UncheckedIOException("Cannot read runs/article", e), "latest");
  }

  @Test
  void a_folder_that_cannot_be_read_is_named_and_no_defect_of_the_program() {
    assertThat(of(new AccessDeniedException("runs/article")))
        .isEqualTo(
            new ErrorMessage(
                List.of("Cannot read or write runs/article: permission denied."), ExitCode.USAGE));
    assertThat(of(new FileSystemException("runs/article", null, "Input/output error")))
        .isEqualTo(
            new ErrorMessage(
                List.of("Cannot read or write runs/article: Input/output error."), ExitCode.USAGE));
  }

  @Test
  void a_log_that_leads_in_a_circle_leaves_the_run_inconclusive_and_it_can_go_on() {
    assertThat(ErrorMessage.of(new LogEndUnreachable("/aws/lambda/consumer", 21), "latest"))
        .isEqualTo(
            new ErrorMessage(
                List.of(
                    "Log group /aws/lambda/consumer cannot be read to its end: 21 pages in a row"
                        + " gave a nextToken that an earlier page had given. Events behind them"
                        + " would be missing from the evidence.",
                    "Nothing is lost. Go on with the run afterwards: retry-lab collect latest"),
                ExitCode.INCONCLUSIVE));
  }

  /** AWS's own sentence names the action, which the failure itself does not. */
  @Test
  void a_permission_that_is_missing_during_a_run_is_told_in_the_words_of_aws() {
    String denied = "User: jane is not authorized to perform: sqs:sendmessage on resource: q";
    AwsErrorDetails details =
        AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage(denied).build();
    assertThat(
            ErrorMessage.of(SqsException.builder().awsErrorDetails(details).build(), "-1")
                .sentences())
        .containsExactly(
            "A permission is missing: "
                + denied
                + ". Grant it to whoever runs the harness; all that are needed: retry-lab doctor"
                + " --policy.",
            "Nothing is lost. Go on with the run afterwards: retry-lab collect -1");
  }

  @Test
  void any_other_failure_is_a_defect() {
    assertThat(ErrorMessage.of(new IllegalStateException("x"), "latest").exitCode())
        .isEqualTo(ExitCode.INTERNAL);
  }
}
