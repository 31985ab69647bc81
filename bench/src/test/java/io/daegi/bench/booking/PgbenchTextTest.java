package io.daegi.bench.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.bench.booking.DatabaseLog.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgbenchTextTest {

  @Test
  void readsStatementsAndTheirParametersFromWhereTheLogEnded(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "before\n");
    var log = new DatabaseLog(file);
    Files.writeString(
        file,
        """
        2026-11-29 01:00:00.000 UTC [7] LOG:  statement: begin
        2026-11-29 01:00:00.000 UTC [7] LOG:  execute s1: select $1,
        \t       $2
        2026-11-29 01:00:00.000 UTC [7] DETAIL:  Parameters: $1 = 'it''s
        \there', $2 = NULL
        2026-11-29 01:00:00.000 UTC [8] WARNING:  nobody asked
        """,
        StandardOpenOption.APPEND);

    List<Sent> sent = log.readOn();

    assertThat(sent).extracting(Sent::session).containsExactly("7", "7");
    assertThat(sent).extracting(Sent::sql).containsExactly("begin", "select $1,\n       $2");
    assertThat(sent.get(1).parameters()).containsEntry(1, "it's\nhere").containsEntry(2, null);
  }

  @Test
  void whatIsTheBuyersOwnIsAVariableAndTheRestALiteralWithoutAColon() {
    Map<String, String> variables = Map.of("17", "lock");
    assertThat(PgbenchText.of("17", variables)).isEqualTo(":lock");
    assertThat(PgbenchText.of(null, variables)).isEqualTo("NULL");
    assertThat(PgbenchText.of("it's", variables)).isEqualTo("'it''s'");
    assertThat(PgbenchText.of("{\"a\":true}", variables)).isEqualTo("E'{\"a\"\\072true}'");
    assertThat(PgbenchText.substitute("select $1, $12", Map.of(1, ":lock", 12, "'$1'")))
        .isEqualTo("select :lock, '$1'");
    assertThat(PgbenchText.substitute("select 'house:top-up', 1::text", Map.of()))
        .isEqualTo("select E'house\\072top-up', 1::text");
  }

  @Test
  void countsWithoutTheFirstSecondsAndBelievesNoRunWithFailures() {
    String output =
        """
        progress: 1.0 s, 10.0 tps, lat 1 ms
        progress: 4.0 s, 20.0 tps, lat 1 ms
        progress: 5.0 s, 30.0 tps, lat 1 ms
        progress: 6.1 s, 50.0 tps, lat 1 ms
        number of transactions actually processed: 90
        number of failed transactions: %d (0.000%%)
        """;
    assertThat(Pgbench.result(output.formatted(0))).isEqualTo(new Pgbench.Result(90, 40));
    assertThatThrownBy(() -> Pgbench.result(output.formatted(1)))
        .isInstanceOf(IllegalStateException.class);
  }
}
