/**
 * The composition root: reads the configuration, brings the services, starts the node and stops it
 * again.
 */
package io.daegi.launcher;
