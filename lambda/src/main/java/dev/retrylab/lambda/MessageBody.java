package dev.retrylab.lambda;

import com.grack.nanojson.JsonObject;
import java.util.Optional;

/**
 * What a message body says. Reading never fails: whatever can be known of a broken body belongs in
 * the journal, and {@link #problem} says what is wrong with the rest.
 *
 * @param runId the harness run that sent the message
 * @param key the name of the message in its scenario
 * @param userId required in a sound body; a JSON number is taken as its text
 * @param behaviour the word that overrides what the user id implies, not yet understood
 * @param problem why the consumer cannot work on this body; empty if it can
 */
record MessageBody(
    Optional<String> runId,
    Optional<String> key,
    Optional<String> userId,
    Optional<String> behaviour,
    Optional<String> problem) {

  static MessageBody read(String text) {
    try {
      return JsonText.read(text) instanceof JsonObject object
          ? of(object)
          : broken("is not a JSON object");
    } catch (IllegalArgumentException e) {
      return broken(e.getMessage());
    }
  }

  private static MessageBody of(JsonObject object) {
    Optional<String> userId = text(object, "user_id").filter(id -> !id.isEmpty());
    return new MessageBody(
        text(object, "run_id"),
        text(object, "key"),
        userId,
        Optional.ofNullable(object.get("behaviour")).map(Object::toString),
        userId.isPresent() ? Optional.empty() : Optional.of(whyNoUserId(object)));
  }

  private static String whyNoUserId(JsonObject object) {
    return object.containsKey("user_id")
        ? "has a user_id that is neither a non-empty string nor a number"
        : "has no user_id";
  }

  private static Optional<String> text(JsonObject object, String name) {
    Object value = object.get(name);
    return value instanceof String || value instanceof Number
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  private static MessageBody broken(String problem) {
    return new MessageBody(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(problem));
  }
}
