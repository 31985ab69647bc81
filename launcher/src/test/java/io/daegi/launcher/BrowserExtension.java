package io.daegi.launcher;

import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes one browser of the {@link SharedProgram}, which is opened for the first of
 * them and closed after the last.
 */
abstract class BrowserExtension<T extends Screen>
    implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {
  private static final String NO_BROWSER =
      "SKIPPED: no test looked at the pages, because chromium and chromedriver are not installed";

  private final Class<T> type;
  private final Function<SharedProgram, T> opening;

  BrowserExtension(Class<T> type, Function<SharedProgram, T> opening) {
    this.type = type;
    this.opening = opening;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Chromium.isInstalled()) {
      return ConditionEvaluationResult.enabled("there is a browser");
    }
    System.err.println(NO_BROWSER);
    return ConditionEvaluationResult.disabled(NO_BROWSER);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    screen(context).begin();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    screen(context).end();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return screen(context);
  }

  /** The program is asked for first: what is made later is closed earlier. */
  private T screen(ExtensionContext context) {
    SharedProgram program = SharedProgram.of(context);
    return context
        .getRoot()
        .getStore(Namespace.create(type))
        .computeIfAbsent(type, none -> opening.apply(program), type);
  }
}
