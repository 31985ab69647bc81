-- A top-up whose money a gateway outside collects is written down before the gateway is asked, so
-- that whoever comes later finds what was begun: money that came in is credited or given back, also
-- when its visitor never asks again.

create table top_up (
  top_up_id  uuid primary key,
  visitor    uuid not null,
  queue_id   text not null,
  token_id   text not null,
  number     bigint not null,
  generation int not null,
  partition  int not null,
  amount     bigint not null check (amount > 0),
  currency   text not null,
  key        text not null,
  body_hash  text not null,
  state      text not null default 'OPEN'
    check (state in ('OPEN', 'CREDITED', 'REFUSED', 'RETURNING', 'RETURNED')),
  refusal    text,
  attempts   int not null default 0,
  created_at timestamptz not null default now(),
  due_at     timestamptz not null,
  check ((refusal is null) = (state in ('OPEN', 'CREDITED')))
);
create index top_up_unfinished on top_up (due_at) where state in ('OPEN', 'RETURNING');

alter view booking_audit rename to sale_audit;
comment on view sale_audit is
  'What booking_audit says of seats, reservations, payments, ledger and outbox';

create view booking_audit as
  select finding, subject, difference from sale_audit
  union all
  select 'top-up credited without its postings', u.top_up_id::text, u.amount
    from top_up u
   where u.state = 'CREDITED' and not exists (
     select 1 from posting p where p.transaction_id = u.top_up_id
        and p.account = 'wallet:' || u.visitor and p.amount = u.amount
        and p.currency = u.currency)
  union all
  select 'top-up in the ledger that was not credited', u.top_up_id::text, u.amount
    from top_up u join ledger_transaction t on t.transaction_id = u.top_up_id
   where u.state <> 'CREDITED'
  union all
  select 'top-up unfinished for an hour', u.top_up_id::text, u.amount
    from top_up u
   where u.state in ('OPEN', 'RETURNING') and u.created_at < shop_now() - interval '1 hour';

comment on view booking_audit is
  'Whatever does not add up between seats, reservations, payments, top-ups, ledger and outbox; always empty';
