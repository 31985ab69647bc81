package io.daegi.launcher.services;

import io.daegi.launcher.config.PostgresAddress;
import io.daegi.launcher.config.RedisAddress;

/**
 * Three services that answer.
 *
 * @param kafka {@code bootstrap.servers}
 */
public record Services(PostgresAddress postgres, String kafka, RedisAddress redis) {}
