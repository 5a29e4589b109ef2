package dev.retrylab.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a message body says. Reading never fails: whatever can be known of a broken body belongs in
 * the journal, and {@link #problem} says what is wrong with the rest.
 *
 * @param runId the harness run that sent the message
 * @param key the name of the message in its scenario
 * @param userId required in a sound body; a JSON number is taken as its text
 * @param behaviour what the body asks for, or else what its user id implies; empty in a broken body
 * @param duration how long to work on it before that; none where it is not a whole number of
 *     milliseconds from 0
 * @param problem why the consumer cannot work on this body; empty if it can
 */
record MessageBody(
    Optional<String> runId,
    Optional<String> key,
    Optional<String> userId,
    String behaviour,
    Duration duration,
    Optional<String> problem) {

  static MessageBody read(String text) {
    try (JsonParser parser = JSON.std.createParser(text)) {
      Object json = JSON.std.anyFrom(parser);
      if (parser.nextToken() != null) {
        return broken("is not JSON: something follows its end");
      }
      return json instanceof Map<?, ?> object ? of(object) : broken("is not a JSON object");
    } catch (JsonProcessingException e) {
      return broken("is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageBody of(Map<?, ?> json) {
    Optional<String> userId = text(json, "user_id").filter(id -> !id.isEmpty());
    return new MessageBody(
        text(json, "run_id"),
        text(json, "key"),
        userId,
        Optional.<Object>ofNullable(json.get("behaviour"))
            .map(Object::toString)
            .orElseGet(() -> implied(userId.orElse(""))),
        json.get("duration_ms") instanceof Integer millis && millis >= 0
            ? Duration.ofMillis(millis)
            : Duration.ZERO,
        userId.isPresent() ? Optional.empty() : Optional.of(whyNoUserId(json)));
  }

  private static String implied(String userId) {
    return switch (userId) {
      case "1" -> "forward";
      case "2" -> "throw";
      default -> "succeed";
    };
  }

  private static String whyNoUserId(Map<?, ?> json) {
    return json.containsKey("user_id")
        ? "has a user_id that is neither a non-empty string nor a number"
        : "has no user_id";
  }

  private static Optional<String> text(Map<?, ?> json, String name) {
    Object value = json.get(name);
    return value instanceof String || value instanceof Number
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  private static MessageBody broken(String problem) {
    return new MessageBody(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        Duration.ZERO,
        Optional.of(problem));
  }
}
