package io.daegi.engine.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;

/** Loads the engine and its simulation anew, one class of it with a mutation. */
final class MutantLoader extends ClassLoader {

  private static final String OURS = "io.daegi.engine.";

  private final Mutation mutation;

  MutantLoader(Mutation mutation) {
    super(MutantLoader.class.getClassLoader());
    this.mutation = mutation;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] code = read(name);
    if (name.equals(mutation.className())) {
      code = mutation.apply(code);
    }
    return defineClass(name, code, 0, code.length);
  }

  private byte[] read(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(path)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lives seeds in the mutant until one breaks a rule.
   *
   * @return which rule, or null when none broke
   */
  String firstBrokenRule(int seeds) throws ReflectiveOperationException {
    loadClass(mutation.className());
    Class<?> plant = loadClass(OURS + "simulation.Plant");
    var run = loadClass(OURS + "simulation.Simulation").getMethod("run", long.class, plant);
    Object none = plant.getEnumConstants()[0];
    for (long seed = 1; seed <= seeds; seed++) {
      try {
        run.invoke(null, seed, none);
      } catch (InvocationTargetException e) {
        return "seed %d: %s".formatted(seed, e.getCause().getMessage());
      }
    }
    return null;
  }
}
