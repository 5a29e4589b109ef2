package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StoredTime;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the log of a run has been read.
 *
 * @param watchedUntil when the last poll ended, on the clock of the run
 * @param logEvents how many events there were by then
 * @param equalPolls how many polls in a row saw the same events
 */
record Watermark(Instant watchedUntil, int logEvents, int equalPolls) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rule of evidence 4: so many polls in a row must see the same events. */
  private static final int EQUAL_POLLS = 3;

  /** Whether the log holds still. */
  boolean still() {
    return equalPolls >= EQUAL_POLLS;
  }

  void write(RunDirectory directory) {
    directory.write(
        RunFile.WATCH,
        JSON.createObjectNode()
            .put("schema", 1)
            .put("watchedUntil", watchedUntil.toString())
            .put("logEvents", logEvents)
            .put("equalPolls", equalPolls));
  }

  /** Empty where no poll has ended yet. */
  static Optional<Watermark> read(RunDirectory directory) {
    if (!directory.has(RunFile.WATCH)) {
      return Optional.empty();
    }
    return Optional.of(
        directory.read(
            RunFile.WATCH,
            json ->
                new Watermark(
                    StoredTime.parse(json.path("watchedUntil").asText()),
                    json.path("logEvents").asInt(),
                    json.path("equalPolls").asInt())));
  }
}
