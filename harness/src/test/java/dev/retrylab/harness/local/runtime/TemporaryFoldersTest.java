package dev.retrylab.harness.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TemporaryFoldersTest {
  /** Above the highest id that any system gives out. */
  private static final String NOBODY = "2147483647";

  @TempDir private Path parent;

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    Files.writeString(Files.createDirectories(folder.resolve("task/lib")).resolve("a.jar"), "jar");
    return folder;
  }

  private List<String> left() throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_folder_of_a_process_that_is_gone_is_swept_with_all_in_it() throws IOException {
    folder("retry-lab-" + NOBODY + "-1");
    TemporaryFolders.sweep(parent);
    assertThat(left()).isEmpty();
  }

  @Test
  void a_folder_of_a_process_that_lives_stays() throws IOException {
    String living = "retry-lab-" + ProcessHandle.current().pid() + "-1";
    folder(living);
    TemporaryFolders.sweep(parent);
    assertThat(left()).containsExactly(living);
  }

  @Test
  void folders_of_others_stay() throws IOException {
    for (String other :
        List.of("retry-lab-", "retry-lab-99999999999999999999-1", "other-" + NOBODY + "-1")) {
      folder(other);
    }
    TemporaryFolders.sweep(parent);
    assertThat(left())
        .containsExactly(
            "other-" + NOBODY + "-1", "retry-lab-", "retry-lab-99999999999999999999-1");
  }

  @Test
  void a_link_is_not_followed() throws IOException {
    Path precious = folder("precious");
    Files.createSymbolicLink(parent.resolve("retry-lab-" + NOBODY + "-1"), precious);
    TemporaryFolders.sweep(parent);
    assertThat(precious.resolve("task/lib/a.jar")).exists();
  }

  @Test
  void a_new_folder_bears_the_id_of_this_process() throws IOException {
    Path created = TemporaryFolders.create(parent);
    assertThat(created).isEmptyDirectory().hasParent(parent);
    assertThat(created.getFileName().toString())
        .startsWith("retry-lab-" + ProcessHandle.current().pid() + "-");
  }

  @Test
  void deleting_a_folder_that_is_gone_is_no_error() {
    TemporaryFolders.delete(parent.resolve("gone"));
    assertThat(parent.resolve("gone")).doesNotExist();
  }
}
