/**
 * Every setting an operator can make: its name, type, range and default, and how the settings
 * become one checked value.
 */
package io.daegi.launcher.config;
