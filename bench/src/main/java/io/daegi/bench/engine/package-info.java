/** The engine's suite: how fast people are admitted, and what a look at the board costs. */
package io.daegi.bench.engine;
