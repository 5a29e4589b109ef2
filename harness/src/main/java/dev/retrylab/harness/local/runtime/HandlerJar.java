package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.runtime.InProcessHandler.Environment;
import dev.retrylab.harness.local.runtime.InProcessHandler.HandlerFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The function's jar and AWS's runtime libraries, loaded apart from the harness: both have
 * libraries of the same names, perhaps in other versions. All environments of a jar share its
 * classes, and with them what these keep in static fields.
 */
public final class HandlerJar implements AutoCloseable {
  /** By name: they are loaded beside AWS's libraries, which the harness itself does not have. */
  static final String CALLER = "dev.retrylab.harness.local.runtime.child.HandlerCaller";

  static final String CONTEXT = "dev.retrylab.harness.local.runtime.child.CallContext";

  private final URLClassLoader loader;

  private HandlerJar(List<Path> jars) {
    this.loader = new Loader(jars.stream().map(HandlerJar::url).toArray(URL[]::new));
  }

  /** Opens the jars of a function. */
  public static HandlerJar of(RuntimeFiles files) {
    return new HandlerJar(files.withFunction());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Creates a handler, as Lambda does at init.
   *
   * @throws HandlerFailed if its class is not there, or its constructor threw
   */
  InProcessHandler create(Environment environment) throws HandlerFailed {
    try {
      return (InProcessHandler)
          loader.loadClass(CALLER).getConstructor(Environment.class).newInstance(environment);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof HandlerFailed failed) {
        throw failed;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Knows the JDK, its jars, and of the harness the one interface that both sides speak. */
  private static final class Loader extends URLClassLoader {
    private static final String SHARED = InProcessHandler.class.getName();

    Loader(URL[] jars) {
      super(jars, getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return name.equals(SHARED) || name.startsWith(SHARED + "$")
          ? Class.forName(name, false, HandlerJar.class.getClassLoader())
          : super.findClass(name);
    }
  }
}
