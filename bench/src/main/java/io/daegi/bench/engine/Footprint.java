package io.daegi.bench.engine;

import io.daegi.engine.core.Machine;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many bytes of arrays a machine keeps, by the field that holds them: whatever its tables are
 * called, none is forgotten. Objects are left out; there are few.
 */
final class Footprint {

  private static final int ARRAY_HEAD_BYTES = 16;
  private static final int REFERENCE_BYTES = 4;

  /** An object to look into, and the field by which it was reached. */
  private record Reached(Object object, String by) {}

  private final Map<String, Long> nameToBytes = new TreeMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Reached> ahead = new ArrayDeque<>();

  private Footprint() {}

  static Map<String, Long> of(Machine machine) {
    var footprint = new Footprint();
    footprint.reach(machine, "machine");
    while (!footprint.ahead.isEmpty()) {
      footprint.look(footprint.ahead.remove());
    }
    return footprint.nameToBytes;
  }

  private void reach(Object object, String by) {
    if (object != null && !(object instanceof Enum<?>) && seen.add(object)) {
      ahead.add(new Reached(object, by));
    }
  }

  private void look(Reached reached) {
    Object object = reached.object;
    if (object.getClass().isArray()) {
      lookIntoArray(object, reached.by);
    } else if (object instanceof Iterable<?> all) {
      all.forEach(one -> reach(one, reached.by));
    } else if (object instanceof Map<?, ?> map) {
      map.values().forEach(one -> reach(one, reached.by));
    } else if (object.getClass().getName().startsWith("io.daegi.")) {
      lookIntoFields(object);
    }
  }

  private void lookIntoArray(Object array, String by) {
    Class<?> element = array.getClass().getComponentType();
    int length = Array.getLength(array);
    nameToBytes.merge(by, ARRAY_HEAD_BYTES + (long) length * bytes(element), Long::sum);
    if (!element.isPrimitive()) {
      for (int i = 0; i < length; i++) {
        reach(Array.get(array, i), by);
      }
    }
  }

  private void lookIntoFields(Object object) {
    for (Field field : object.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        reach(value(object, field), object.getClass().getSimpleName() + "." + field.getName());
      }
    }
  }

  private static Object value(Object object, Field field) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      throw new IllegalStateException("cannot look into " + field, e);
    }
  }

  private static int bytes(Class<?> element) {
    if (!element.isPrimitive()) {
      return REFERENCE_BYTES;
    } else if (element == long.class || element == double.class) {
      return Long.BYTES;
    } else if (element == int.class || element == float.class) {
      return Integer.BYTES;
    } else if (element == short.class || element == char.class) {
      return Short.BYTES;
    }
    return 1;
  }
}
