package io.daegi.booking.reservation;

import io.daegi.booking.rules.ConcertPlan;
import java.util.Map;

/** Every concert at one version of the catalogue, in order of their ids. */
record CatalogueSnapshot(long version, Map<String, ConcertPlan> idToPlan) {}
