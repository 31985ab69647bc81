package io.daegi.booking;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lends each test class services that no other one uses meanwhile; found by JUnit itself. */
public final class LentServices implements BeforeAllCallback, AfterAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    RealServices.lend();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    RealServices.takeBack();
  }
}
