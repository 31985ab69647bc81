/** Measures Daegi: suites of benchmarks, run from one command, reported in one form. */
package io.daegi.bench;
