package io.daegi.http.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.problem.ProblemCode;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private static EdgeServer server;
  private static ApiDocument document;

  @BeforeAll
  static void start() {
    server = EdgeServer.inFrontOf(new InMemoryRoom());
    document = ApiDocument.openApi(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void leadsNowhereWithoutATarget() {
    assertThat(document.brokenReferences()).isEmpty();
  }

  @Test
  void knowsExactlyTheProblemsOfTheCode() {
    var documented = new TreeSet<String>();
    document
        .root()
        .at("/components/schemas/ProblemCode/enum")
        .forEach(code -> documented.add(code.asText()));
    var codes = Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void namesEachOperationOnce() {
    var ids = document.root().path("paths").findValuesAsText("operationId");
    assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(document.operations());
  }

  @Test
  void usesOnlyCredentialsThatItExplains() {
    var known = new TreeSet<String>();
    document.root().at("/components/securitySchemes").fieldNames().forEachRemaining(known::add);
    for (JsonNode requirement : document.root().path("paths").findValues("security")) {
      requirement.forEach(
          one -> one.fieldNames().forEachRemaining(name -> assertThat(known).contains(name)));
    }
  }

  @Test
  void isStrictEnoughToNoticeAMissingAndAnUnknownMember() {
    var queue = "/components/schemas/Money";
    assertThat(document.faults(queue, "{\"amount\":1,\"currency\":\"KRW\"}")).isEmpty();
    assertThat(document.faults(queue, "{\"amount\":1}")).isNotEmpty();
    assertThat(document.faults(queue, "{\"amount\":1,\"currency\":\"won\"}")).isNotEmpty();
    assertThat(document.faults(queue, "{\"amount\":1,\"currency\":\"KRW\",\"more\":1}"))
        .isNotEmpty();
    assertThatThrownBy(() -> document.check("GET /v1/queues/{queueId}", server.get("/problems")))
        .isInstanceOf(AssertionError.class);
  }
}
