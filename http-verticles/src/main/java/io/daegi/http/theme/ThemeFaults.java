package io.daegi.http.theme;

import java.util.List;

/** Everything that is wrong with a theme, at once, in an operator's words. */
public final class ThemeFaults extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  ThemeFaults(List<String> faults) {
    super(String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
