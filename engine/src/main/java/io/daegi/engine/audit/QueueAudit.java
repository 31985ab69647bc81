package io.daegi.engine.audit;

import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One queue as its log tells it: plain lists and maps, nothing shared with the machine.
 *
 * <p>Not safe for use by several threads.
 */
public final class QueueAudit {

  private final String queueId;
  private final int capacityAtStart;
  private final List<TokenState> states = new ArrayList<>();
  private final Map<String, Long> visitorToLivingNumber = new HashMap<>();
  private final List<String> numberToVisitor = new ArrayList<>();
  private final Map<TokenState, Integer> counts = new EnumMap<>(TokenState.class);
  private QueueSettings settings;
  private long servingNumber;
  private int mostLive;
  private int calls;

  QueueAudit(String queueId, QueueSettings settings) {
    this.queueId = queueId;
    this.settings = settings;
    this.capacityAtStart = settings.capacity();
  }

  public String queueId() {
    return queueId;
  }

  public int capacityAtStart() {
    return capacityAtStart;
  }

  /** The most READY + ACTIVE tokens there ever were. */
  public int mostLive() {
    return mostLive;
  }

  /** How many tokens were called. */
  public int calls() {
    return calls;
  }

  public int joined() {
    return states.size();
  }

  /** How many tokens stand in this state now. */
  public int count(TokenState state) {
    return counts.getOrDefault(state, 0);
  }

  /** The state of a number now. */
  public TokenState state(long number) {
    return states.get((int) number - 1);
  }

  /** The numbers in this state now, ascending. */
  public List<Long> numbers(TokenState state) {
    var numbers = new ArrayList<Long>();
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i) == state) {
        numbers.add(i + 1L);
      }
    }
    return numbers;
  }

  void settings(QueueSettings changed) {
    settings = changed;
  }

  String join(long number, long entry, String visitor) {
    if (number != states.size() + 1) {
      return "number %d follows %d".formatted(number, states.size());
    }
    if (entry != states.size() + 1) {
      return "entry %d follows %d".formatted(entry, states.size());
    }
    states.add(TokenState.WAITING);
    numberToVisitor.add(visitor);
    counts.merge(TokenState.WAITING, 1, Integer::sum);
    Long living = visitorToLivingNumber.put(visitor, number);
    return living == null ? null : "a visitor has numbers %d and %d".formatted(living, number);
  }

  String call(long fromNumber, long toNumber) {
    if (fromNumber != servingNumber + 1 || toNumber < fromNumber || toNumber > states.size()) {
      return "calls %d to %d when serving %d of %d"
          .formatted(fromNumber, toNumber, servingNumber, states.size());
    }
    servingNumber = toNumber;
    for (long number = fromNumber; number <= toNumber; number++) {
      if (state(number) == TokenState.WAITING) {
        set(number, TokenState.READY);
        calls++;
      } else if (state(number) == TokenState.ABANDONED) {
        visitorToLivingNumber.remove(numberToVisitor.get((int) number - 1));
      }
    }
    int live = count(TokenState.READY) + count(TokenState.ACTIVE);
    mostLive = Math.max(mostLive, live);
    return live > settings.capacity()
        ? "%d in the processing queue of capacity %d".formatted(live, settings.capacity())
        : null;
  }

  /** Moves a token, or says why it must not. */
  String move(long number, TokenState to, TokenState... allowedFrom) {
    if (number < 1 || number > states.size()) {
      return "number %d of %d".formatted(number, states.size());
    }
    TokenState from = state(number);
    if (!List.of(allowedFrom).contains(from)) {
      return "number %d goes from %s to %s".formatted(number, from, to);
    }
    set(number, to);
    if (to.isEnded() && to != TokenState.ABANDONED) {
      visitorToLivingNumber.remove(numberToVisitor.get((int) number - 1));
    }
    return null;
  }

  String comeBack(long number) {
    return number <= servingNumber
        ? "number %d returns when serving %d".formatted(number, servingNumber)
        : move(number, TokenState.WAITING, TokenState.ABANDONED);
  }

  String turnAway(long fromNumber, long toNumber) {
    for (long number = Math.max(fromNumber, servingNumber + 1); number <= toNumber; number++) {
      if (state(number) == TokenState.WAITING || state(number) == TokenState.ABANDONED) {
        move(number, TokenState.TURNED_AWAY, state(number));
      }
    }
    return null;
  }

  private void set(long number, TokenState to) {
    TokenState from = states.set((int) number - 1, to);
    counts.merge(from, -1, Integer::sum);
    counts.merge(to, 1, Integer::sum);
  }
}
