package dev.retrylab.harness.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Reads a file of lines in blocks, several at a time: a file of gigabytes takes the memory of a few
 * blocks.
 */
final class LineBlocks {
  /** A quarter of a megabyte: the collector of a small heap takes pains over larger arrays. */
  private static final int BLOCK = 1 << 18;

  private static final int BLOCKS_AT_A_TIME = 64;

  private static final byte NEW_LINE = '\n';

  /** What is made of a line, on any thread. */
  interface Reader<T> {
    /** Empty for a line that is to be passed over. */
    Optional<T> read(byte[] bytes, int offset, int length) throws IOException;
  }

  private LineBlocks() {}

  /**
   * Reads every line, the last one also where nothing ends it.
   *
   * @param sink gets what the reader made of them, in order, on the caller's thread
   */
  static <T> void read(Path file, Reader<T> reader, Consumer<T> sink) throws IOException {
    read(file, BLOCK, reader, sink);
  }

  /**
   * @param block bytes, at least 2
   */
  static <T> void read(Path file, int block, Reader<T> reader, Consumer<T> sink)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      int blocks = Math.toIntExact((size + block - 1) / block);
      for (int from = 0; from < blocks; from += BLOCKS_AT_A_TIME) {
        IntStream.range(from, Math.min(blocks, from + BLOCKS_AT_A_TIME))
            .parallel()
            .mapToObj(i -> read(channel, (long) i * block, block, size, reader))
            .toList()
            .forEach(lines -> lines.forEach(sink));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The lines that begin in the block; the last one may end behind it. */
  private static <T> List<T> read(
      FileChannel channel, long start, int block, long size, Reader<T> reader) {
    try {
      List<T> read = new ArrayList<>();
      // One byte ahead, which tells whether a line begins right here.
      long before = Math.max(start - 1, 0);
      byte[] bytes = bytes(channel, before, Math.min(start + block, size));
      int line = start == 0 ? 0 : indexOfNewLine(bytes, 0) + 1;
      if (start > 0 && line == 0) {
        return read; // a line that began before fills the block
      }
      while (line < bytes.length) {
        int end = indexOfNewLine(bytes, line);
        if (end < 0) {
          byte[] rest = lastLine(channel, before + line, before + bytes.length, size);
          reader.read(rest, 0, rest.length).ifPresent(read::add);
          break;
        }
        reader.read(bytes, line, end - line).ifPresent(read::add);
        line = end + 1;
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From where it begins, in the block, to its end in one of the next. */
  private static byte[] lastLine(FileChannel channel, long from, long known, long size)
      throws IOException {
    for (long to = known; to < size; ) {
      if (to - from > BoundedLines.LONGEST) {
        throw new IOException("a line is longer than " + BoundedLines.LONGEST + " bytes");
      }
      long next = Math.min(to + (1 << 16), size);
      int end = indexOfNewLine(bytes(channel, to, next), 0);
      if (end >= 0) {
        return bytes(channel, from, to + end);
      }
      to = next;
    }
    return bytes(channel, from, size);
  }

  private static int indexOfNewLine(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == NEW_LINE) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(to - from));
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("the file has become shorter while it was read");
      }
    }
    return buffer.array();
  }
}
