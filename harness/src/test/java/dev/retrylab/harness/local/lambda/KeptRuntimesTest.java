package dev.retrylab.harness.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a jar that holds no function, of which there is no archive to be had. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeptRuntimesTest {
  @TempDir private Path scratch;

  private Path root() {
    return scratch.resolve("cache");
  }

  private KeptRuntimes kept() {
    return new KeptRuntimes(root());
  }

  private Path functionJar(String content) throws IOException {
    return Files.writeString(scratch.resolve("function.jar"), content);
  }

  /** So that no process is started: the folder says that there is no archive to be had. */
  private Path folderWithoutArchive(Path functionJar) throws IOException {
    Path folder = Files.createDirectories(root().resolve(RuntimeKey.of(functionJar)));
    Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("rwx------"));
    RuntimeLayout.lay(folder, functionJar);
    Files.write(folder.resolve("no-classes"), new byte[0]);
    return folder;
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> folders = Files.list(root())) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void what_is_kept_is_used_again_and_outlives_the_engine() throws IOException {
    Path jar = functionJar("one");
    Path folder = folderWithoutArchive(jar);
    try (RuntimeFiles files = kept().of(jar).orElseThrow()) {
      assertThat(files.taskRoot()).isEqualTo(folder.resolve("task"));
      assertThat(files.classData().options()).isEmpty();
    }
    assertThat(folder.resolve("task/lib/function.jar")).hasContent("one");
    assertThat(files(folder)).containsAll(RuntimeLayout.JARS).contains("life-line.jar");
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runtime"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void another_build_of_the_function_has_a_folder_of_its_own() throws IOException {
    String one = RuntimeKey.of(functionJar("one"));
    assertThat(RuntimeKey.of(functionJar("two"))).isNotEqualTo(one);
    assertThat(RuntimeKey.of(functionJar("one"))).isEqualTo(one);
  }

  @Test
  void a_jar_that_holds_no_function_is_laid_out_and_tried_once() throws IOException {
    Path jar = functionJar("no jar at all");
    kept().of(jar).orElseThrow().close();
    Path folder = root().resolve(RuntimeKey.of(jar));
    assertThat(folders()).containsExactly(folder.getFileName().toString());
    assertThat(Files.exists(folder.resolve("classes.jsa")))
        .isNotEqualTo(Files.exists(folder.resolve("no-classes")));
  }

  @Test
  void nothing_is_kept_where_others_can_write() throws IOException {
    Path jar = functionJar("one");
    folderWithoutArchive(jar);
    Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(kept().of(jar)).isEmpty();
  }

  @Test
  void nothing_is_kept_where_there_can_be_no_folder() throws IOException {
    Path jar = functionJar("one");
    assertThat(new KeptRuntimes(jar.resolve("cache")).of(jar)).isEmpty();
  }

  @Test
  void what_nobody_used_for_30_days_goes_when_a_new_build_comes() throws IOException {
    Path jar = functionJar("old");
    Path old = folderWithoutArchive(jar);
    Path young = Files.createDirectories(root().resolve("function-young"));
    Instant now = Instant.now();
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(31))));
    Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofDays(29))));
    Path another = functionJar("new");
    kept().of(another).orElseThrow().close();
    assertThat(folders()).containsExactlyInAnyOrder("function-young", RuntimeKey.of(another));
  }

  @Test
  void use_keeps_a_folder_young() throws IOException {
    Path jar = functionJar("one");
    Path folder = folderWithoutArchive(jar);
    Files.setLastModifiedTime(folder, FileTime.from(Instant.EPOCH));
    kept().of(jar).orElseThrow().close();
    assertThat(Files.getLastModifiedTime(folder).toInstant())
        .isAfter(Instant.now().minus(Duration.ofHours(1)));
  }

  @Test
  void a_temporary_layout_goes_with_its_engine() throws IOException {
    Path jar = functionJar("one");
    RuntimeFiles files = RuntimeFiles.temporary(jar);
    assertThat(files.taskRoot().resolve("lib/function.jar")).hasContent("one");
    assertThat(files.classPath()).allSatisfy(jarFile -> assertThat(jarFile).isRegularFile());
    files.close();
    assertThat(files.taskRoot().getParent()).doesNotExist();
  }
}
