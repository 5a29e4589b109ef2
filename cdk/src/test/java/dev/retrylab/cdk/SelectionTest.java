package dev.retrylab.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The selection of scenarios")
final class SelectionTest {
  private static Selection of(String... pairs) {
    return Selection.of(context(pairs));
  }

  private static List<String> problems(String... pairs) {
    return catchThrowableOfType(InvalidInput.class, () -> Selection.of(context(pairs))).problems();
  }

  private static Map<String, String> context(String... pairs) {
    Map<String, String> context = new HashMap<>();
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      context.put(parts[0], parts[1]);
    }
    return context;
  }

  @Test
  void is_the_article_where_nothing_is_asked_for() {
    assertThat(of().names()).isEqualTo("article");
    assertThat(of().sideBySide()).isFalse();
  }

  @Test
  void takes_several_in_the_order_in_which_they_are_named() {
    assertThat(of("scenarios=long-visibility, article").names())
        .isEqualTo("long-visibility, article");
    assertThat(of("scenarios=long-visibility,article").sideBySide()).isTrue();
    assertThat(of("scenarios=article").sideBySide()).isTrue();
  }

  @Test
  void sets_a_value_for_all_of_them() {
    assertThat(of("scenarios=article,standard", "set.queue.maxReceiveCount=7").scenarios())
        .extracting(scenario -> scenario.queue().maxReceiveCount())
        .containsExactly(7, 7);
  }

  @Test
  void refuses_one_and_several_at_once() {
    assertThat(problems("scenario=article", "scenarios=standard"))
        .containsExactly("Give either -c scenario=NAME or -c scenarios=a,b, not both.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "article,", "article,,standard"})
  void refuses_a_list_that_has_nothing_where_a_name_should_be(String list) {
    assertThat(problems("scenarios=" + list))
        .containsExactly(
            "scenarios is \""
                + list
                + "\", but must be names separated by commas, as in -c scenarios=article,standard.");
  }

  @Test
  void refuses_a_name_that_is_there_twice() {
    assertThat(problems("scenarios=article,standard,article"))
        .containsExactly("scenarios names article twice: a stack holds each once.");
  }

  @Test
  void names_what_it_does_not_know_and_those_there_are() {
    assertThat(problems("scenarios=article,articel"))
        .singleElement()
        .asString()
        .startsWith("Unknown scenario articel: choose one of article, ");
  }

  @Test
  void says_once_what_is_wrong_with_all_and_with_whom_what_is_not() {
    assertThat(
            problems(
                "scenarios=article,standard",
                "set.queue.visibilityTimeout=4s",
                "set.mapping.batchSize=11"))
        .containsExactly(
            "article: mapping.batchSize is 11, but must be 1 to 10 over a FIFO queue.",
            "queue.visibilityTimeout is 4s, but must be at least function.timeout, which is 5s, to"
                + " 12h.",
            "standard: mapping.batchingWindow is 0s, but must be 1s to 5m for mapping.batchSize 11,"
                + " which is over 10.");
  }

  @Test
  void refuses_a_key_that_there_is_not_with_the_option_as_it_is_written_here() {
    assertThat(problems("set.queue.visibilityTimout=1s"))
        .containsExactly(
            "-c set.queue.visibilityTimout: there is no such key; did you mean"
                + " queue.visibilityTimeout?");
  }

  @Test
  void refuses_a_name_that_is_too_long_for_those_of_queues_and_functions() {
    assertThat(of("set.name=" + "a".repeat(40)).names()).hasSize(40);
    assertThat(problems("set.name=" + "a".repeat(41)))
        .containsExactly(
            "name is "
                + "a".repeat(41)
                + ": it must be 1 to 40 lower-case letters, digits and hyphens.");
  }

  @Test
  void takes_the_scenarios_of_the_harness_by_name_and_no_file() {
    assertThat(Scenarios.names())
        .allSatisfy(name -> assertThat(of("scenario=" + name).names()).isEqualTo(name));
    assertThat(problems("scenario=../harness/src/main/resources/scenarios/article.yaml"))
        .singleElement()
        .asString()
        .startsWith("Unknown scenario ../harness/");
  }

  @Test
  void leaves_each_its_own_name() {
    assertThat(problems("scenarios=article,standard", "set.name=mine"))
        .containsExactly("set.name goes with -c scenario=NAME: side by side names differ.");
  }

  @Test
  void refuses_names_that_would_be_the_same_or_too_long_in_the_stack() {
    String longest = "a".repeat(36);
    SideBySide.check(List.of("a-1", "b1", longest));
    assertThat(
            catchThrowableOfType(
                    InvalidInput.class, () -> SideBySide.check(List.of("a-1", "a1", longest + "b")))
                .problems())
        .containsExactly(
            "Scenarios a-1 and a1 cannot stand side by side: their outputs would have the same"
                + " names.",
            "Scenario "
                + longest
                + "b cannot stand beside others: its name has more than 36 characters.");
  }
}
