package dev.retrylab.harness.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A zip of a run's files; the same bytes whenever the files are the same. */
public final class RunArchive {
  /** The first that the format can tell. */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private RunArchive() {}

  /**
   * Writes all files of a run, in the order of their names. A reader sees the old zip or the new
   * one.
   *
   * @return the bytes of the zip
   */
  public static long write(Path zip, RunDirectory run) throws IOException {
    WholeFile.write(zip, out -> write(run, out));
    return Files.size(zip);
  }

  private static void write(RunDirectory run, OutputStream out) throws IOException {
    List<RunFile> files =
        Arrays.stream(RunFile.values())
            .filter(run::has)
            .sorted(Comparator.comparing(RunFile::fileName))
            .toList();
    ZipOutputStream zip = new ZipOutputStream(out);
    for (RunFile file : files) {
      ZipEntry entry = new ZipEntry(file.fileName());
      entry.setTimeLocal(FIXED_TIME);
      zip.putNextEntry(entry);
      Files.copy(run.file(file), zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Whether a file is such a zip. */
  public static boolean isOne(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(RunFile.RUN.fileName()) != null
          && zip.getEntry(RunFile.RESULTS.fileName()) != null;
    } catch (ZipException noZip) {
      return false;
    }
  }
}
