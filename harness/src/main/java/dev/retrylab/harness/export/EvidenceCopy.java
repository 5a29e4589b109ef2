package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.store.FlatLine;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.Writing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The evidence of a run, to be written anew without what is the user's. */
final class EvidenceCopy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<RunFile> FILES =
      List.of(
          RunFile.RUN,
          RunFile.SENT,
          RunFile.STEPS,
          RunFile.QUEUE_COUNTS,
          RunFile.RAW_LOGS,
          RunFile.FAILURES,
          RunFile.WATCH);

  private final RunDirectory run;
  private final PublicTexts texts;
  private final Replacements replacements;
  private final EvidenceLines lines;

  /**
   * Reads all ids of a run.
   *
   * @throws dev.retrylab.harness.store.NoSuchRun where a file is damaged
   */
  EvidenceCopy(RunDirectory run) {
    this.run = run;
    JsonNode record = run.read(RunFile.RUN);
    this.texts = new PublicTexts(record.path("scenario").asText());
    this.replacements = new Replacements(texts);
    this.lines = new EvidenceLines(replacements);
    new RunRecordCopy(replacements, texts).decideNames(record);
    for (RunFile file : FILES) {
      try {
        writing(file).to(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e); // nothing is written
      }
    }
    replacements.settle();
  }

  /** Writes the files that the run has. */
  void write(RunDirectory to) {
    for (RunFile file : FILES) {
      if (run.has(file)) {
        to.stream(file, writing(file));
      }
    }
  }

  Replacements replacements() {
    return replacements;
  }

  /** The name of the scenario that may be told. */
  String scenario() {
    return texts.name();
  }

  private Writing writing(RunFile file) {
    return switch (file) {
      case RUN -> out -> whole(new RunRecordCopy(replacements, texts)::of, file, out);
      case WATCH -> out -> whole(lines::watch, file, out);
      case SENT -> out -> texts(file, EvidenceLines.SENT, lines::sent, out);
      case RAW_LOGS -> out -> texts(file, EvidenceLines.LOGS, lines::logEvent, out);
      case STEPS -> out -> run.readLines(file, line -> append(lines.step(line), out));
      case QUEUE_COUNTS -> out -> run.readLines(file, line -> append(lines.counts(line), out));
      case FAILURES -> out -> run.readLines(file, line -> append(lines.failure(line), out));
      case CALLS, HISTORY, RESULTS, REPORT, LOG ->
          throw new IllegalArgumentException(file + " is not copied");
    };
  }

  private void whole(Function<JsonNode, JsonNode> copying, RunFile file, OutputStream out)
      throws IOException {
    if (run.has(file)) {
      out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(run.read(file, copying)));
      out.write('\n');
    }
  }

  private void texts(
      RunFile file, Set<String> fields, Function<FlatLine, JsonNode> copying, OutputStream out) {
    run.readTexts(file, fields, line -> append(copying.apply(line), out));
  }

  private static void append(JsonNode line, OutputStream out) {
    try {
      out.write(JSON.writeValueAsBytes(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
