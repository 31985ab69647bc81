package io.daegi.booking.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.booking.gateway.GatewayAnswer.State;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAnswerTest {

  private static GatewayAnswer parse(String body) throws GatewayAwayException {
    return GatewayAnswer.parse(Buffer.buffer(body));
  }

  @Test
  void readsWhatAGatewaySays() throws GatewayAwayException {
    assertThat(parse("{\"state\":\"SUCCEEDED\",\"fee\":3}").state()).isEqualTo(State.SUCCEEDED);
    assertThat(parse("{\"state\":\"DECLINED\",\"reason\":\"no\"}").reason()).isEqualTo("no");
    assertThat(parse("{\"state\":\"PENDING\",\"redirectUrl\":\"https://pay.example.org/a?b\"}"))
        .isEqualTo(new GatewayAnswer(State.PENDING, null, "https://pay.example.org/a?b"));
  }

  @Test
  void shortensALongReason() throws GatewayAwayException {
    String said = "x".repeat(5_000);

    assertThat(parse("{\"state\":\"DECLINED\",\"reason\":\"" + said + "\"}").reason()).hasSize(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"state\":7}",
        "{\"state\":\"UNKNOWN\"}",
        "{\"state\":\"succeeded\"}",
        "{\"state\":\"PENDING\"}",
        "{\"state\":\"PENDING\",\"redirectUrl\":\"javascript:alert(1)\"}",
        "{\"state\":\"PENDING\",\"redirectUrl\":\"https:relative\"}",
        "{\"state\":\"PENDING\",\"redirectUrl\":\"not an address\"}"
      })
  void takesOtherWordsForNoAnswer(String body) {
    assertThatThrownBy(() -> parse(body)).isInstanceOf(GatewayAwayException.class);
  }
}
