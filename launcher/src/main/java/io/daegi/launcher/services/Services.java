package io.daegi.launcher.services;

import io.daegi.launcher.config.PostgresAddress;
import io.daegi.launcher.config.RedisAddress;
import java.util.Optional;

/**
 * The services that this process uses.
 *
 * @param postgres there where booking is
 * @param kafka {@code bootstrap.servers}
 * @param redis there where an edge or booking is
 * @param isRedisUp whether it answered at the start; who uses it can do without, slower
 */
public record Services(
    Optional<PostgresAddress> postgres,
    String kafka,
    Optional<RedisAddress> redis,
    boolean isRedisUp) {}
