package io.daegi.engine.journal.kafka;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Whether topics keep as many copies as are asked for, and wait for all but one: what is
 * acknowledged then outlives a broken machine. Topics may be older than what is asked for.
 */
final class TopicDurability {

  private TopicDurability() {}

  /**
   * @throws IllegalStateException naming a topic that keeps or waits for fewer
   */
  static void require(Admin admin, Collection<String> names, int replicationFactor, long withinMs)
      throws ExecutionException, InterruptedException, TimeoutException {
    var described =
        admin.describeTopics(names).allTopicNames().get(withinMs, TimeUnit.MILLISECONDS);
    for (TopicDescription topic : described.values()) {
      requireAtLeast(topic.name(), "keeps", copies(topic), replicationFactor);
    }
    var resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    var configs = admin.describeConfigs(resources).all().get(withinMs, TimeUnit.MILLISECONDS);
    configs.forEach(
        (topic, config) ->
            requireAtLeast(
                topic.name(), "waits for", inSync(config), Math.max(1, replicationFactor - 1)));
  }

  private static int copies(TopicDescription topic) {
    return topic.partitions().stream().mapToInt(one -> one.replicas().size()).min().orElse(0);
  }

  private static int inSync(Config config) {
    return Integer.parseInt(config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value());
  }

  private static void requireAtLeast(String topic, String verb, int copies, int wanted) {
    if (copies < wanted) {
      throw new IllegalStateException(
          "topic %s %s %d copies of a record, not %d: change the topic, or ask for less"
              .formatted(topic, verb, copies, wanted));
    }
  }
}
