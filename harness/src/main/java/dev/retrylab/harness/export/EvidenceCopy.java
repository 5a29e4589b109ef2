package dev.retrylab.harness.export;

import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.store.QueueCountsLine;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunDocument;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.SentLine;
import dev.retrylab.harness.store.StepLine;
import dev.retrylab.harness.store.Watermark;
import dev.retrylab.harness.timeline.LabFailure;
import java.util.function.UnaryOperator;

/** The evidence of a run, to be written anew without what is the user's. */
final class EvidenceCopy {
  private final RunDirectory run;
  private final PublicTexts texts;
  private final Replacements replacements;
  private final RunDocumentCopy record;
  private final EvidenceLines lines;

  /** Where the copies of a file go. */
  private interface Destination {
    <T> void whole(RunFile file, Class<T> type, UnaryOperator<T> copying);

    <T> void lines(RunFile file, Class<T> type, UnaryOperator<T> copying);
  }

  /**
   * Reads all ids of a run.
   *
   * @throws dev.retrylab.harness.store.NoSuchRun where a file is damaged
   */
  EvidenceCopy(RunDirectory run) {
    this.run = run;
    RunDocument document = run.read(RunFile.RUN, RunDocument.class);
    this.texts = new PublicTexts(document.scenario());
    this.replacements = new Replacements(texts);
    this.record = new RunDocumentCopy(replacements, texts);
    this.lines = new EvidenceLines(replacements);
    record.decideNames(document.deployment());
    copy(new Nowhere());
    replacements.settle();
  }

  /** Writes the files that the run has. */
  void write(RunDirectory to) {
    copy(new Directory(to));
  }

  private void copy(Destination to) {
    to.whole(RunFile.RUN, RunDocument.class, record::of);
    to.whole(RunFile.WATCH, Watermark.class, same -> same);
    to.lines(RunFile.SENT, SentLine.class, lines::sent);
    to.lines(RunFile.STEPS, StepLine.class, lines::step);
    to.lines(RunFile.QUEUE_COUNTS, QueueCountsLine.class, same -> same);
    to.lines(RunFile.RAW_LOGS, LogLine.class, lines::logEvent);
    to.lines(RunFile.FAILURES, LabFailure.class, lines::failure);
  }

  Replacements replacements() {
    return replacements;
  }

  /** The name of the scenario that may be told. */
  String scenario() {
    return texts.name();
  }

  /** Only reads, so that all ids are known. */
  private final class Nowhere implements Destination {
    @Override
    public <T> void whole(RunFile file, Class<T> type, UnaryOperator<T> copying) {
      if (run.has(file)) {
        T unused = copying.apply(run.read(file, type));
      }
    }

    @Override
    public <T> void lines(RunFile file, Class<T> type, UnaryOperator<T> copying) {
      run.readLines(
          file,
          type,
          line -> {
            T unused = copying.apply(line);
          });
    }
  }

  private final class Directory implements Destination {
    private final RunDirectory to;

    Directory(RunDirectory to) {
      this.to = to;
    }

    @Override
    public <T> void whole(RunFile file, Class<T> type, UnaryOperator<T> copying) {
      if (run.has(file)) {
        to.write(file, copying.apply(run.read(file, type)));
      }
    }

    @Override
    public <T> void lines(RunFile file, Class<T> type, UnaryOperator<T> copying) {
      run.copyLines(file, type, copying, to);
    }
  }
}
