package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.runtime.InProcessHandler.Environment;
import dev.retrylab.harness.local.runtime.InProcessHandler.HandlerFailed;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The function's jar and AWS's runtime libraries, loaded apart from the harness: both have
 * libraries of the same names, perhaps in other versions. All environments of a jar share its
 * classes, and with them what these keep in static fields: also those of engines that this process
 * runs one after the other, since loading the AWS SDK takes longer than a run.
 */
public final class HandlerJar implements InProcessHandler.Factory {
  /** By name: they are loaded beside AWS's libraries, which the harness itself does not have. */
  static final String CALLER = "dev.retrylab.harness.local.runtime.child.HandlerCaller";

  static final String CONTEXT = "dev.retrylab.harness.local.runtime.child.CallContext";

  private static Optional<HandlerJar> latest = Optional.empty();

  private final RuntimeFiles files;
  private final URLClassLoader loader;

  private HandlerJar(RuntimeFiles files) {
    this.files = files;
    this.loader =
        new Loader(files.withFunction().stream().map(HandlerJar::url).toArray(URL[]::new));
  }

  /**
   * Loads a function's jar, unless the jar that was loaded last has the same content. The copy that
   * its classes come from is deleted when this process ends.
   *
   * @throws UncheckedIOException where it cannot be read or copied
   */
  static synchronized HandlerJar of(Path functionJar) {
    if (latest.filter(jar -> jar.files.carry(functionJar)).isEmpty()) {
      RuntimeFiles files = RuntimeFiles.of(RuntimeKind.SIMULATED, functionJar);
      files.deleteAtExit();
      latest = Optional.of(new HandlerJar(files));
    }
    return latest.orElseThrow();
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public InProcessHandler create(Environment environment) throws HandlerFailed {
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
