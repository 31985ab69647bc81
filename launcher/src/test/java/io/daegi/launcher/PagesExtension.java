package io.daegi.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one {@link Pages}, which is made for the first of them and closed after
 * the last. They share a browser, so that they take {@link #LOCK}.
 */
final class PagesExtension
    implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {
  static final String LOCK = "the browser of the tests";

  private static final String NO_BROWSER =
      "SKIPPED: no test looked at the pages, because chromium and chromedriver are not installed";

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
    pages(context).begin();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    pages(context).end();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Pages.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return pages(context);
  }

  private static Pages pages(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Pages.class))
        .computeIfAbsent(Pages.class, none -> made(), Pages.class);
  }

  private static Pages made() {
    try {
      return Pages.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
