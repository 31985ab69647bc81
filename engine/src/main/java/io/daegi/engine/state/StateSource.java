package io.daegi.engine.state;

import io.daegi.engine.model.QueueSettings;

/** Where a machine's canonical state comes from: the values that a {@link StateSink} was given. */
public interface StateSource {

  long number();

  long bits();

  String text();

  QueueSettings settings();
}
