package dev.retrylab.harness.bench;

import dev.retrylab.harness.bench.micro.QueueCore;
import dev.retrylab.harness.bench.micro.TimelineOfManyMessages;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The JMH benchmarks in {@code bench.micro}, in JVMs of their own. JMH's code around them is made
 * here from the compiled classes, so that no annotation processor has a part in the build.
 */
final class MicroBenchmark implements Benchmark {
  private static final List<Class<?>> CLASSES =
      List.of(QueueCore.class, TimelineOfManyMessages.class);

  private static final String[] OPTIONS = {
    "-f", "1", "-wi", "5", "-w", "2", "-i", "5", "-r", "2", "-jvmArgs", "-Xmx2g", "-rf", "csv"
  };

  @Override
  public List<Figure> run() throws IOException, InterruptedException {
    try (Temporary folder = Temporary.create()) {
      Path classes = Files.createDirectories(folder.path().resolve("classes"));
      generate(folder.path(), classes);
      Path results = folder.path().resolve("results.csv");
      List<String> command = new ArrayList<>();
      command.add(HarnessJar.java());
      command.addAll(List.of("-cp", classPath(classes), "org.openjdk.jmh.Main"));
      command.addAll(List.of(OPTIONS));
      command.addAll(List.of("-rff", results.toString()));
      exitWell(new ProcessBuilder(command).inheritIO());
      return figures(results);
    }
  }

  private static String classPath(Path classes) {
    return classes + File.pathSeparator + System.getProperty("java.class.path");
  }

  /** JMH's generator reads a folder of classes, and writes sources and a list of benchmarks. */
  private static void generate(Path folder, Path classes) throws IOException, InterruptedException {
    Path read = Files.createDirectories(folder.resolve("read"));
    Path sources = Files.createDirectories(folder.resolve("sources"));
    for (Class<?> type : CLASSES) {
      String file = type.getName().replace('.', '/') + ".class";
      Files.createDirectories(read.resolve(file).getParent());
      try (InputStream in = type.getResourceAsStream("/" + file)) {
        Files.copy(in, read.resolve(file));
      }
    }
    exitWell(
        new ProcessBuilder(
                HarnessJar.java(),
                "-cp",
                classPath(classes),
                "org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator",
                read.toString(),
                sources.toString(),
                classes.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("generator.out").toFile()));
    compile(sources, classes);
  }

  private static void compile(Path sources, Path classes) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-cp", classPath(classes), "-d", classes.toString(), "-nowarn"));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IOException("what JMH generated does not compile");
    }
  }

  private static void exitWell(ProcessBuilder builder) throws IOException, InterruptedException {
    int exitCode = builder.start().waitFor();
    if (exitCode != 0) {
      throw new IOException("exit code " + exitCode + " of " + builder.command());
    }
  }

  /** Columns: benchmark, mode, threads, samples, score, error, unit, and one for each parameter. */
  private static List<Figure> figures(Path results) throws IOException {
    List<String> lines = Files.readAllLines(results);
    String[] names = cells(lines.get(0));
    List<Figure> figures = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = cells(line);
      StringBuilder what = new StringBuilder("JMH ");
      what.append(cells[0].substring(cells[0].indexOf(".micro.") + 7));
      for (int i = 7; i < cells.length; i++) {
        if (!cells[i].isEmpty()) {
          what.append(", ").append(names[i].toLowerCase(Locale.ROOT).replace("param: ", ""));
          what.append(' ').append(cells[i]);
        }
      }
      figures.add(
          new Figure(
              what.toString(),
              "%s ± %s %s"
                  .formatted(
                      Figure.text(Double.parseDouble(cells[4])),
                      Figure.text(Double.parseDouble(cells[5])),
                      cells[6]),
              "",
              Figure.Mark.NONE));
    }
    return figures;
  }

  private static String[] cells(String line) {
    return line.replace("\"", "").split(",", -1);
  }
}
