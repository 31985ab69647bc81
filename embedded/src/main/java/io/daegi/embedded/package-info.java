/**
 * Real services for a process that names none of its own: a broker, PostgreSQL and Redis, on free
 * ports of the loopback interface, with their data in one directory.
 *
 * <p>Tests of any module start what they need once per class, and need not stop it:
 *
 * <pre>{@code
 * @TempDir static Path dataDir;
 * static EmbeddedServices services;
 *
 * @BeforeAll
 * static void startServices() {
 *   services = EmbeddedServices.start(dataDir, EnumSet.of(ServiceKind.KAFKA, ServiceKind.POSTGRES));
 * }
 *
 * @AfterAll
 * static void stopServices() {
 *   services.close();
 * }
 * }</pre>
 *
 * <p>{@code services.broker().stop()} takes the broker away and {@code start()} brings it back
 * under the same address; the same goes for the database and the cache.
 */
package io.daegi.embedded;
