/** The engine on the event bus: the only package of the engine that knows Vert.x. */
package io.daegi.engine.verticle;
