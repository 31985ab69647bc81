package io.daegi.launcher;

/** A visitor's browser. */
final class Pages extends Screen {

  Pages(SharedProgram program) {
    super(program);
  }

  OtherShop shop() {
    return program().shop();
  }
}
