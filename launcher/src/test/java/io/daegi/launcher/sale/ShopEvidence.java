package io.daegi.launcher.sale;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the database knows of seats and money, read past all of booking. */
public final class ShopEvidence {
  private final String jdbcUrl;
  private final String scope;

  /**
   * @param address host and port of an embedded PostgreSQL
   */
  public ShopEvidence(String address) {
    this(address, "true");
  }

  private ShopEvidence(String address, String scope) {
    this.jdbcUrl = "jdbc:postgresql://" + address + "/daegi?user=postgres";
    this.scope = scope;
  }

  /** Of one concert among others: reservations of the others are nobody's business. */
  public static ShopEvidence ofConcert(String address, String concertId) {
    return new ShopEvidence(address, "concert_id = '" + concertId + "'");
  }

  /** Whatever does not add up; each line names what. */
  public List<String> faults() {
    return texts(
        """
        select finding || ': ' || subject from reconciliation
        union all
        select 'imbalance: ' || transaction_id from ledger_imbalance
        union all
        (select 'sold twice: ' || show_id || ' ' || seat
           from reservation, unnest(seats) as seat
          where state = 'CONFIRMED' group by show_id, seat having count(*) > 1)
        union all
        select 'neither paid nor free: ' || reservation_id from reservation
         where state in ('HELD', 'PAYING') and %s
        union all
        select 'paid, not confirmed: ' || payment_id from payment p
         where state = 'SUCCEEDED' and not exists (
           select 1 from reservation r
            where r.payment_id = p.payment_id and r.state = 'CONFIRMED')"""
            .formatted(scope));
  }

  public List<String> confirmed() {
    return texts(
        "select reservation_id::text from reservation where state = 'CONFIRMED' and " + scope);
  }

  /** Every seat that was sold, as often as it was. */
  public List<String> seatsSold() {
    return texts(
        "select show_id || ' ' || seat from reservation, unnest(seats) as seat"
            + " where state = 'CONFIRMED' and "
            + scope);
  }

  /** Ids of reservations in this state. */
  long reservations(String state) {
    return number("select count(*) from reservation where state = '" + state + "'");
  }

  long number(String sql) {
    return Long.parseLong(texts(sql).getFirst());
  }

  /** The first column of each row. */
  public List<String> texts(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
