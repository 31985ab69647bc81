package io.daegi.http.token;

/** What a derived key is for; the label makes one kind of credential useless as another. */
enum Purpose {
  TOKEN("queue-token"),
  VISITOR("visitor-credential"),
  TICKET("stream-ticket"),
  TOKEN_ID("token-id"),
  JOIN("join-key");

  private final String label;

  Purpose(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
