package io.daegi.bench.booking;

import io.daegi.bench.booking.DatabaseLog.Sent;
import io.daegi.bench.booking.load.Hall;
import io.daegi.bench.edge.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * One purchase as PostgreSQL sees it: every statement that the services send for it, in their order
 * and their transactions, whatever the code that sends them looks like. What is the buyer's own is
 * a variable.
 *
 * @param transactions each a list of statements as pgbench has them; one that stands alone has no
 *     BEGIN
 */
record PurchaseRecording(List<List<String>> transactions) {

  /** Buys two seats at the shop, and records how the second is bought. */
  static PurchaseRecording of(Path databaseLog, Books books, ServerProcess shop)
      throws SQLException, IOException {
    shop.ask("once");
    books.awaitRelayed();
    books.execute("alter system set log_statement = 'all'");
    books.execute("select pg_reload_conf()");
    String setting = "show log_statement";
    while (!books.row(setting).equals(List.of("all"))) {
      Thread.onSpinWait();
    }
    var log = new DatabaseLog(databaseLog);
    shop.ask("once");
    books.awaitRelayed();
    List<Sent> sent = log.readOn();
    books.execute("alter system reset log_statement");
    books.execute("select pg_reload_conf()");
    Map<String, String> variables = variables(books);
    List<List<String>> transactions = new ArrayList<>();
    for (List<Sent> transaction : own(inTransactions(sent), variables)) {
      List<String> statements = new ArrayList<>();
      for (Sent one : transaction) {
        statements.add(statement(one, books, variables));
      }
      transactions.add(statements);
    }
    return new PurchaseRecording(transactions);
  }

  /** The values of the last purchase by what they are called. */
  private static Map<String, String> variables(Books books) throws SQLException {
    List<String> row =
        books.row(
            """
            select r.visitor, r.reservation_id, r.payment_id, r.seats, t.transaction_id
              from reservation r, ledger_transaction t where t.kind = 'charge'
             order by r.created_at desc, t.created_at desc limit 1\
            """);
    UUID visitor = UUID.fromString(row.get(0));
    Map<String, String> valueToVariable = new HashMap<>();
    valueToVariable.put(row.get(0), "visitor");
    valueToVariable.put(row.get(1), "reservation");
    valueToVariable.put(row.get(2), "payment");
    valueToVariable.put(row.get(3), "seats");
    valueToVariable.put(row.get(4), "charge");
    long lock = visitor.getMostSignificantBits() ^ visitor.getLeastSignificantBits();
    valueToVariable.put(Long.toString(lock), "lock");
    return valueToVariable;
  }

  private static List<List<Sent>> inTransactions(List<Sent> sent) {
    Map<String, List<Sent>> sessionToOpen = new HashMap<>();
    List<List<Sent>> transactions = new ArrayList<>();
    for (Sent one : sent) {
      String word = one.sql().strip().toLowerCase(Locale.ROOT);
      List<Sent> open = sessionToOpen.get(one.session());
      if (open != null) {
        open.add(one);
        if (word.startsWith("commit") || word.startsWith("rollback")) {
          sessionToOpen.remove(one.session());
        }
      } else {
        List<Sent> transaction = new ArrayList<>(List.of(one));
        transactions.add(transaction);
        if (word.startsWith("begin")) {
          sessionToOpen.put(one.session(), transaction);
        }
      }
    }
    return transactions;
  }

  /** What else went on meanwhile names nothing of the buyer. */
  private static List<List<Sent>> own(
      List<List<Sent>> transactions, Map<String, String> valueToVariable) {
    return transactions.stream()
        .filter(
            transaction ->
                transaction.stream()
                    .flatMap(sent -> sent.parameters().values().stream())
                    .anyMatch(valueToVariable::containsKey))
        .toList();
  }

  int statements() {
    return transactions.stream().mapToInt(List::size).sum();
  }

  /** How pgbench buys: with ids of its own, and the next seat. */
  String script() {
    var script = new StringBuilder(PROLOGUE);
    transactions.forEach(
        transaction -> transaction.forEach(sql -> script.append(sql).append(";\n")));
    return script.toString();
  }

  private static final String PROLOGUE =
      """
      select gen_random_uuid() as visitor, gen_random_uuid() as reservation, \
      gen_random_uuid() as payment, gen_random_uuid() as charge, \
      (random() * 9e18)::bigint as lock, \
      format('{%s-%%s-%%s}', seat / %d + 1, seat %% %d + 1) as seats \
      from nextval('bench_seat') as seat \\gset
      """
          .formatted(Hall.SECTION, Hall.SEATS_PER_ROW, Hall.SEATS_PER_ROW);

  /** With the types that PostgreSQL finds, because pgbench sends a variable once for each place. */
  private static String statement(Sent sent, Books books, Map<String, String> valueToVariable)
      throws SQLException {
    String sql = sent.sql().strip();
    if (sent.parameters().isEmpty()) {
      return sql;
    }
    List<String> types = books.parameterTypes(sql);
    Map<Integer, String> placeToText = new HashMap<>();
    sent.parameters()
        .forEach(
            (place, value) ->
                placeToText.put(
                    place, PgbenchText.of(value, valueToVariable) + "::" + types.get(place - 1)));
    return PgbenchText.substitute(sql, placeToText);
  }
}
