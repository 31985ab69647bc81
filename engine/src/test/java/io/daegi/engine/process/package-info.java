/**
 * Engines in processes of their own, under full load, that are killed, stopped and left without a
 * broker; and what their log must say afterwards.
 */
package io.daegi.engine.process;
