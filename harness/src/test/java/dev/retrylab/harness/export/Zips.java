package dev.retrylab.harness.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the zips of runs. */
public final class Zips {
  private Zips() {}

  /** The texts of all entries by their names. */
  public static Map<String, String> read(Path zip) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().<ZipEntry>map(e -> e)::iterator) {
        texts.put(entry.getName(), new String(file.getInputStream(entry).readAllBytes(), UTF_8));
      }
    }
    return texts;
  }

  /** Lays the files of a run into a folder; what else is in the zip is left there. */
  public static RunDirectory unpack(Path zip, Path folder) throws IOException {
    Map<String, String> texts = read(zip);
    for (RunFile file : RunFile.values()) {
      if (texts.containsKey(file.fileName())) {
        Files.writeString(folder.resolve(file.fileName()), texts.get(file.fileName()));
      }
    }
    return RunDirectory.open(folder);
  }
}
