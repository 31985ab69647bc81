package io.daegi.engine.state;

import io.daegi.engine.model.QueueSettings;

/** Where a machine's canonical state goes, value by value, in an order of its own. */
public interface StateSink {

  /**
   * @param value not below -1
   */
  void number(long value);

  /** Any 64 bits. */
  void bits(long value);

  void text(String value);

  void settings(QueueSettings value);
}
