/** What a process can do: lead the log, book, serve visitors. */
package io.daegi.launcher.roles;
