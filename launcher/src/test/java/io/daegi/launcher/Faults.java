package io.daegi.launcher;

/**
 * Scripts that put faults of the way between the page and the server, by taking the place of its
 * fetch.
 */
final class Faults {
  private Faults() {}

  /** Payments arrive, but their answers never do; the body is marked when one was lost. */
  static final String LOSE_ANSWERS_OF_PAYMENTS =
      """
      const original = window.fetch;
      window.fetch = async (address, request) => {
        const answer = await original(address, request);
        if (address !== '/v1/payments') {
          return answer;
        }
        document.body.dataset.lost = answer.status;
        return new Promise(() => {});
      };
      """;

  /** Payments never arrive; the body is marked when one was lost. */
  static final String LOSE_PAYMENTS =
      """
      const original = window.fetch;
      window.fetch = (address, request) => {
        if (address !== '/v1/payments') {
          return original(address, request);
        }
        document.body.dataset.lost = 'request';
        return new Promise(() => {});
      };
      """;

  /** Lets the page learn by a refusal what it would otherwise see for itself. */
  static final String SEE_SEATS_ONLY_AFTER_RESERVING =
      """
      const original = window.fetch;
      let hasReserved = false;
      window.fetch = (address, request) => {
        hasReserved ||= address.endsWith('/reservations') && request.method === 'POST';
        return address.includes('/available-seats') && !hasReserved
          ? new Promise(() => {})
          : original(address, request);
      };
      """;

  /** The visitor's own clock is wrong. */
  static final String CLOCK_AN_HOUR_AHEAD =
      """
      const right = Date.now.bind(Date);
      Date.now = () => right() + 3_600_000;
      """;

  /** No WebSocket can be opened. */
  static final String NO_SOCKETS =
      """
      WebSocket = class {
        constructor() {
          setTimeout(() => this.onclose({ code: 1006 }));
        }
        close() {}
      };
      """;

  /** No stream of events can be opened. */
  static final String NO_EVENTS =
      """
      EventSource = class {
        constructor() {
          setTimeout(() => this.onerror());
        }
        addEventListener() {}
        close() {}
      };
      """;
}
