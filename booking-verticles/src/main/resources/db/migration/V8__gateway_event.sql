-- What a gateway told by itself: written with its effect, so that each event has one, once.

create table gateway_event (
  gateway    text not null,
  event_id   text not null,
  payment_id uuid not null,
  taken_at   timestamptz not null default now(),
  primary key (gateway, event_id)
);
