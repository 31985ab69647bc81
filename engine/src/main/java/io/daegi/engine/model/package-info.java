/**
 * The engine's nouns: values, settings and limits. Nothing here has a thread, a clock or an effect.
 */
package io.daegi.engine.model;
