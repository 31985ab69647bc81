package io.daegi.booking;

import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.booking.api.AdminAct;
import io.daegi.booking.api.AdminNote;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.RefusalCode;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditTest {

  private static TestShop shop;

  @BeforeAll
  static void open() {
    shop = TestShop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static AdminNote note(String what) {
    return new AdminNote(
        "night shift",
        "127.0.0.1",
        "request-7",
        what,
        "queues/demo",
        "{\"state\":\"OPEN\"}",
        "{\"state\":\"PAUSED\",\"message\":\"잠시만요\"}",
        "the shop is slow");
  }

  @Test
  void keepsWhatAnOperatorDid() {
    AdminAct written = value(shop.client.noteAdminAct(note("queue-paused")));

    AdminAct read = value(shop.client.adminActs(1, null)).items().getFirst();

    assertThat(read.actId()).isEqualTo(written.actId());
    assertThat(read.at()).isEqualTo(written.at());
    assertThat(read.note().who()).isEqualTo("night shift");
    assertThat(read.note().what()).isEqualTo("queue-paused");
    assertThat(read.note().why()).isEqualTo("the shop is slow");
    assertThat(new JsonObject(read.note().after()))
        .isEqualTo(new JsonObject(note("queue-paused").after()));
  }

  @Test
  void keepsANoteWithoutBeforeAndWithoutReason() {
    value(
        shop.client.noteAdminAct(
            new AdminNote("admin", "::1", "r", "queue-created", "queues/new", null, "{}", null)));

    AdminNote read = value(shop.client.adminActs(1, null)).items().getFirst().note();

    assertThat(read.before()).isNull();
    assertThat(read.after()).isEqualTo("{}");
    assertThat(read.why()).isNull();
  }

  @Test
  void listsNewestFirstInParts() {
    for (int i = 1; i <= 5; i++) {
      value(shop.client.noteAdminAct(note("change-" + i)));
    }

    Page<AdminAct> first = value(shop.client.adminActs(2, null));
    Page<AdminAct> second = value(shop.client.adminActs(2, first.next()));

    assertThat(first.items())
        .extracting(a -> a.note().what())
        .containsExactly("change-5", "change-4");
    assertThat(second.items())
        .extracting(a -> a.note().what())
        .containsExactly("change-3", "change-2");
    long last = TestShop.count("select min(act_id) from admin_act");
    assertThat(value(shop.client.adminActs(2, Long.toString(last))).items()).isEmpty();
    assertThat(value(shop.client.adminActs(2, Long.toString(last))).next()).isNull();
  }

  @Test
  void refusesACursorOfAnotherList() {
    assertThat(refusal(shop.client.adminActs(2, "x'; drop table")).code())
        .isEqualTo(RefusalCode.INVALID_REQUEST);
    assertThat(refusal(shop.client.adminActs(0, null)).errors().getFirst().pointer())
        .isEqualTo("/limit");
  }

  @Test
  void refusesToChangeOrForgetALine() {
    value(shop.client.noteAdminAct(note("queue-paused")));

    for (String rewriting :
        new String[] {
          "update admin_act set who = 'nobody'", "delete from admin_act", "truncate admin_act"
        }) {
      assertThatThrownBy(() -> TestShop.execute(rewriting))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("append-only");
    }
  }
}
