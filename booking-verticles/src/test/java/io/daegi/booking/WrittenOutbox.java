package io.daegi.booking;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every row that was ever committed to the outbox, kept by a trigger: rows that are sent go. */
final class WrittenOutbox implements AutoCloseable {

  /**
   * One row, as an outsider can know it again.
   *
   * @param traceParent null when nobody traces it
   */
  record Written(int partition, String eventId, String tokenId, String type, String traceParent) {}

  private WrittenOutbox() {}

  static WrittenOutbox watch() throws SQLException {
    TestShop.execute(
        """
        create table outbox_written (id bigint primary key, partition int, event_id uuid,
                                     token_id text, type text, traceparent text);
        create function keep_outbox() returns trigger language plpgsql as $$
          begin
            insert into outbox_written
              values (new.id, new.partition, new.event_id, new.token_id, new.type,
                      new.traceparent);
            return new;
          end $$;
        create trigger keep_outbox after insert on outbox
          for each row execute function keep_outbox();
        """);
    return new WrittenOutbox();
  }

  /** All of them, by id. */
  List<Written> all() throws SQLException {
    return RealServices.sideDoor()
        .ask(
            "select partition, event_id, token_id, type, traceparent"
                + " from outbox_written order by id",
            rows -> {
              List<Written> all = new ArrayList<>();
              while (rows.next()) {
                all.add(
                    new Written(
                        rows.getInt(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5)));
              }
              return all;
            });
  }

  @Override
  public void close() throws SQLException {
    TestShop.execute(
        """
        drop trigger keep_outbox on outbox;
        drop function keep_outbox;
        drop table outbox_written;
        """);
  }
}
