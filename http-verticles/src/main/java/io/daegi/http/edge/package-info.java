/** What every route shares: configuration, collaborators, requests read and answers written. */
package io.daegi.http.edge;
