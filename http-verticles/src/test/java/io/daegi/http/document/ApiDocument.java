package io.daegi.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A published document as a client would read it, but stricter: where a schema names members,
 * others are refused, so that nothing is answered that the document does not know.
 */
final class ApiDocument {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final JsonNode root;

  private ApiDocument(JsonNode root) {
    this.root = root;
    close(root);
  }

  static ApiDocument openApi(EdgeServer server) {
    return new ApiDocument(read(server, "/openapi.yaml"));
  }

  /** AsyncAPI, with the schemas that it takes from the OpenAPI document among its own. */
  static ApiDocument asyncApi(EdgeServer server) {
    var own = server.get("/asyncapi.yaml").body().replace("openapi.yaml#/", "#/");
    var root = parse(own);
    var shared = read(server, "/openapi.yaml").at("/components/schemas");
    shared
        .properties()
        .forEach(
            schema -> {
              var replaced =
                  ((ObjectNode) root.at("/components/schemas"))
                      .replace(schema.getKey(), schema.getValue());
              assertThat(replaced).as("two schemas named " + schema.getKey()).isNull();
            });
    return new ApiDocument(root);
  }

  private static JsonNode read(EdgeServer server, String path) {
    return parse(server.get(path).body());
  }

  private static JsonNode parse(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not YAML", e);
    }
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDocument::close);
  }

  JsonNode root() {
    return root;
  }

  /** Every operation as {@code METHOD /path/{name}}. */
  Set<String> operations() {
    var operations = new TreeSet<String>();
    for (var path : root.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          operations.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return operations;
  }

  /** Every {@code $ref} that leads nowhere. */
  List<String> brokenReferences() {
    return root.findValuesAsText("$ref").stream()
        .filter(ref -> !ref.startsWith("#/") || root.at(ref.substring(1)).isMissingNode())
        .toList();
  }

  /** Holds an answer of this status against what its operation documents. */
  Reply check(int status, String operation, Reply reply) {
    assertThat(reply.status()).as(operation + " " + reply.body()).isEqualTo(status);
    check(operation, reply);
    return reply;
  }

  /** Holds an answer against what its operation documents. */
  void check(String operation, Reply reply) {
    var what = operation + " → " + reply.status();
    int blank = operation.indexOf(' ');
    var responses =
        root.path("paths")
            .path(operation.substring(blank + 1))
            .path(operation.substring(0, blank).toLowerCase(Locale.ROOT))
            .path("responses");
    var status = Integer.toString(reply.status());
    var documented = resolved(responses.path(responses.has(status) ? status : "default"));
    assertThat(documented.isMissingNode()).as(what + " is not documented").isFalse();
    for (var header : documented.path("headers").properties()) {
      checkHeader(what, header, reply);
    }
    checkContent(what, documented.path("content"), reply);
  }

  private void checkHeader(String what, Map.Entry<String, JsonNode> header, Reply reply) {
    var value = reply.header(header.getKey());
    var documented = resolved(header.getValue());
    if (value == null) {
      assertThat(documented.path("required").asBoolean())
          .as(what + " lacks " + header.getKey())
          .isFalse();
      return;
    }
    boolean isNumber = "integer".equals(documented.at("/schema/type").asText());
    var node = isNumber ? JSON.getNodeFactory().numberNode(Long.parseLong(value)) : text(value);
    assertThat(faults(documented.path("schema"), node)).as(what + " " + header.getKey()).isEmpty();
  }

  private void checkContent(String what, JsonNode content, Reply reply) {
    if (content.isEmpty()) {
      assertThat(reply.body()).as(what + " has no documented body").isEmpty();
      return;
    }
    var type = reply.header("Content-Type");
    assertThat(type).as(what).isNotNull();
    var media = content.path(type.split(";", 2)[0]);
    assertThat(media.isMissingNode()).as(what + " of type " + type).isFalse();
    var body = type.contains("json") ? json(reply.body()) : text(reply.body());
    assertThat(faults(media.path("schema"), body)).as(what + " " + reply.body()).isEmpty();
  }

  /** What is wrong with a JSON text, held against the schema at this pointer. */
  List<String> faults(String pointer, String json) {
    var schema = root.at(pointer);
    assertThat(schema.isMissingNode()).as(pointer).isFalse();
    return faults(schema, json(json));
  }

  private List<String> faults(JsonNode schema, JsonNode value) {
    var whole = JSON.createObjectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", root.path("components"));
    var faults = new ArrayList<String>();
    schemas.getSchema(whole).validate(value).forEach(fault -> faults.add(fault.toString()));
    return faults;
  }

  private JsonNode resolved(JsonNode node) {
    var ref = node.path("$ref").asText("");
    return ref.isEmpty() ? node : resolved(root.at(ref.substring(1)));
  }

  private static JsonNode text(String value) {
    return JSON.getNodeFactory().textNode(value);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
