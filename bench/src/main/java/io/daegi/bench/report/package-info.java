/** What a suite found: figures with their goals and conditions, as JSON, a table and a plot. */
package io.daegi.bench.report;
