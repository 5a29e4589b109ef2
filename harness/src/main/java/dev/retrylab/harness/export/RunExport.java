package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.store.RunArchive;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes a run's evidence into one zip, without what is the user's. That the zip says the same is
 * made sure of before: it is judged anew, and its verdict and timeline are compared.
 */
public final class RunExport {
  private final RunDirectory run;

  /**
   * @throws NotExportable where the run has not ended
   */
  public RunExport(RunDirectory run) {
    this.run = run;
    if (!run.has(RunFile.RESULTS)) {
      throw new NotExportable(
          "The run %s has not ended: it holds no %s. Go on with it: retry-lab collect %s"
              .formatted(run.path(), RunFile.RESULTS.fileName(), run.path()));
    }
  }

  /**
   * What was written.
   *
   * @param verdict of the run, judged anew by this version of the program
   * @param bytes of the zip
   */
  public record Written(String verdict, long bytes) {}

  /** A name for the zip that tells what it is of. */
  public String fileName() {
    JsonNode record = run.read(RunFile.RUN);
    PublicTexts texts = new PublicTexts(record.path("scenario").asText());
    String runId = new Replacements(texts).runId(record.path("runId").asText());
    return "%s-%s.zip".formatted(texts.name(), runId);
  }

  /**
   * Writes it. What is there under that name is replaced.
   *
   * @throws dev.retrylab.harness.store.NoSuchRun where a file of the run is damaged
   * @throws NotExportable where the zip would say something else than the run
   * @throws IOException where it cannot be written
   */
  public Written write(Path zip) throws IOException {
    ObjectNode before = results(run);
    EvidenceCopy evidence = new EvidenceCopy(run);
    try (TemporaryRun scratch = TemporaryRun.create(evidence.scenario())) {
      RunDirectory copy = scratch.directory();
      evidence.write(copy);
      ObjectNode after = results(copy);
      Optional<String> difference =
          Outline.difference(Outline.ofAll(before, evidence.replacements()), Outline.ofAll(after));
      difference.ifPresent(this::refuse);
      copy.write(RunFile.RESULTS, after.put("runDirectory", "."));
      long bytes = RunArchive.write(zip, copy);
      return new Written(after.path("verdict").asText(), bytes);
    }
  }

  private static ObjectNode results(RunDirectory directory) {
    return RunJson.of(StoredRun.read(directory).judge());
  }

  private void refuse(String difference) {
    throw new NotExportable(
        "The run %s cannot be given away: with its ids and names replaced it is judged otherwise (%s). Nothing was written; this is a defect of Retry Lab."
            .formatted(run.path(), difference));
  }
}
