package dev.retrylab.harness.export;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells the types that the JDK, this program or a library of it has from those of somebody else:
 * there is a class of that name.
 */
final class KnownTypes {
  private final Map<String, Boolean> known = new HashMap<>();

  /**
   * A type as it may be told.
   *
   * @param name with its package
   * @return the name itself; of another type only whether it is an exception or an error
   */
  String shown(String name) {
    return known.computeIfAbsent(name, KnownTypes::exists)
        ? name
        : "other.Other" + name.replaceFirst(".*(Error|Exception|Throwable)$", "$1");
  }

  private static boolean exists(String name) {
    return KnownTypes.class.getClassLoader().getResource(name.replace('.', '/') + ".class") != null;
  }
}
