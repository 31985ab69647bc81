package io.daegi.launcher.sale;

/** What kinds of people come to a sale; of each twenty visitors, so many behave like this. */
enum Behaviour {
  LEAVES(1),
  VANISHES(1),
  IGNORES_THE_CALL(1),
  FORGES_TOKENS(2),
  BOOKS_WHILE_WAITING(2),
  PAYS_WITHOUT_MONEY(2),
  WANTS_THE_BEST_SEAT(2),
  LOSES_THE_ANSWER(2),
  BUYS(7);

  private static final int OF_EACH = 20;

  private final int share;

  Behaviour(int share) {
    this.share = share;
  }

  static Behaviour of(int visitor) {
    int place = visitor % OF_EACH;
    for (Behaviour behaviour : values()) {
      place -= behaviour.share;
      if (place < 0) {
        return behaviour;
      }
    }
    throw new AssertionError("the shares are fewer than " + OF_EACH);
  }
}
