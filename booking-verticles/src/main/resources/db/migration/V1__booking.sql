-- Booking: concerts, seats, money, stored answers and the outbox.
-- Two-key advisory locks: (1, hash of a concert) guards its plan, (2, partition) belongs to the
-- outbox relay. One-key advisory locks belong to visitors: one booking POST at a time for each.

-- Concerts ---------------------------------------------------------------------------------------

create table concert (
  concert_id            text primary key,
  title                 text not null,
  queue_id              text not null,
  currency              text not null,
  hold_ttl_ms           bigint not null check (hold_ttl_ms > 0),
  max_seats_per_visitor int not null check (max_seats_per_visitor > 0)
);

create table concert_show (
  show_id    text primary key,
  concert_id text not null references concert,
  show_date  date not null,
  starts_at  timestamptz,
  unique (concert_id, show_date)
);

create table section (
  show_id       text not null references concert_show on delete cascade,
  ordinal       int not null,
  name          text not null,
  row_count     int not null check (row_count > 0),
  seats_per_row int not null check (seats_per_row > 0),
  price         bigint not null check (price > 0),
  primary key (show_id, ordinal),
  unique (show_id, name)
);

-- Every process compares it each second with the catalogue in its memory.
create table catalogue_version (
  one     boolean primary key default true check (one),
  version bigint not null
);
insert into catalogue_version (version) values (0);

-- Reservations -----------------------------------------------------------------------------------

create table reservation (
  reservation_id uuid primary key,
  visitor        uuid not null,
  queue_id       text not null,
  token_id       text not null,
  number         bigint not null,
  generation     int not null,
  partition      int not null,
  concert_id     text not null,
  show_id        text not null,
  show_date      date not null,
  seats          text[] not null check (cardinality(seats) > 0),
  amount         bigint not null check (amount > 0),
  currency       text not null,
  state          text not null
    check (state in ('HELD', 'PAYING', 'CONFIRMED', 'CANCELLED', 'EXPIRED', 'REFUNDED')),
  reason         text,
  created_at     timestamptz not null default now(),
  hold_until     timestamptz not null,
  pay_by         timestamptz,
  payment_id     uuid unique,
  pay_key        text,
  check (state <> 'PAYING' or (pay_by is not null and payment_id is not null))
);
create index reservation_of_visitor on reservation (visitor, created_at desc, reservation_id desc);
create index reservation_hold on reservation (hold_until) where state = 'HELD';
create index reservation_paying on reservation (pay_by) where state = 'PAYING';

-- A seat that is held or sold has exactly one row here; the primary key is what sells it once.
create table seat_claim (
  show_id        text not null,
  seat           text not null,
  reservation_id uuid not null references reservation,
  sold           boolean not null default false,
  primary key (show_id, seat)
);
create index seat_claim_of_reservation on seat_claim (reservation_id);

-- The shop's clock -------------------------------------------------------------------------------
-- While no booking process has beaten for five seconds, the shop's time stands still; the first
-- beat afterwards gives every living hold the lost time back, and at least the recovery grace.

create table shop_pulse (
  one        boolean primary key default true check (one),
  last_alive timestamptz not null
);
insert into shop_pulse (last_alive) values (clock_timestamp());

create function shop_now() returns timestamptz language sql stable as $$
  select least(clock_timestamp(), last_alive + interval '5 seconds') from shop_pulse
$$;

-- Returns how many holds were given time back.
create function shop_beat(recovery_grace_ms bigint) returns bigint language plpgsql as $$
declare
  alive_before timestamptz;
  moved bigint := 0;
begin
  select last_alive into alive_before from shop_pulse for update;
  if clock_timestamp() - alive_before > interval '5 seconds' then
    update reservation
       set hold_until = greatest(hold_until + (clock_timestamp() - alive_before),
                                 clock_timestamp() + recovery_grace_ms * interval '1 ms')
     where state = 'HELD' and hold_until > alive_before;
    get diagnostics moved = row_count;
  end if;
  update shop_pulse set last_alive = greatest(last_alive, clock_timestamp());
  return moved;
end
$$;

-- Money ------------------------------------------------------------------------------------------
-- Double entry, append-only. Accounts are 'wallet:<visitor>' and 'house:<name>'. Only wallets have
-- a balance row; what the house holds is the sum of its postings.

create table wallet (
  visitor  uuid not null,
  currency text not null,
  balance  bigint not null check (balance >= 0),
  primary key (visitor, currency)
);

create table ledger_transaction (
  transaction_id uuid primary key,
  kind           text not null check (kind in ('charge', 'payment', 'refund')),
  created_at     timestamptz not null default now()
);
create index ledger_transaction_created on ledger_transaction (created_at);

create table posting (
  transaction_id uuid not null references ledger_transaction,
  account        text not null,
  currency       text not null,
  amount         bigint not null check (amount <> 0),
  primary key (transaction_id, account)
);
create index posting_of_account on posting (account, currency);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end
$$;
create trigger ledger_transaction_is_final before update or delete on ledger_transaction
  for each statement execute function refuse_change();
create trigger posting_is_final before update or delete on posting
  for each statement execute function refuse_change();

-- The payment row is the memory of the payment: whoever comes second finds it and obeys it.
create table payment (
  payment_id     uuid primary key,
  visitor        uuid not null,
  reservation_id uuid not null,
  amount         bigint not null,
  currency       text not null,
  state          text not null check (state in ('SUCCEEDED', 'FAILED')),
  refusal        text,
  created_at     timestamptz not null default now(),
  check ((state = 'FAILED') = (refusal is not null))
);
create index payment_of_reservation on payment (reservation_id);

-- Transactions whose postings do not sum to zero in some currency: always empty.
create view ledger_imbalance as
  select t.transaction_id, t.kind, t.created_at, p.currency, sum(p.amount) as imbalance
    from ledger_transaction t join posting p using (transaction_id)
   group by t.transaction_id, t.kind, t.created_at, p.currency
  having sum(p.amount) <> 0;

-- Whatever does not add up between wallets, ledger, payments and seats: always empty.
create view reconciliation as
  select 'wallet differs from its postings' as finding,
         coalesce(w.visitor::text, p.account) as subject,
         coalesce(w.balance, 0) - coalesce(p.total, 0) as difference
    from wallet w
    full join (select account, currency, sum(amount) as total from posting
                where account like 'wallet:%' group by account, currency) p
      on p.account = 'wallet:' || w.visitor and p.currency = w.currency
   where coalesce(w.balance, 0) <> coalesce(p.total, 0)
  union all
  select 'payment succeeded without its postings', y.payment_id::text, y.amount
    from payment y
   where y.state = 'SUCCEEDED' and not exists (
     select 1 from posting p where p.transaction_id = y.payment_id
        and p.account = 'house:sales' and p.amount = y.amount and p.currency = y.currency)
  union all
  select 'postings without a succeeded payment', t.transaction_id::text, 0
    from ledger_transaction t
   where t.kind = 'payment' and not exists (
     select 1 from payment y where y.payment_id = t.transaction_id and y.state = 'SUCCEEDED')
  union all
  select 'confirmed without a succeeded payment', r.reservation_id::text, r.amount
    from reservation r
   where r.state = 'CONFIRMED' and not exists (
     select 1 from payment y where y.payment_id = r.payment_id and y.state = 'SUCCEEDED'
        and y.reservation_id = r.reservation_id and y.amount = r.amount)
  union all
  select 'seats of a reservation differ from its claims', r.reservation_id::text,
         cardinality(r.seats) - (select count(*) from seat_claim c
                                  where c.reservation_id = r.reservation_id
                                    and c.sold = (r.state = 'CONFIRMED'))
    from reservation r
   where r.state in ('HELD', 'PAYING', 'CONFIRMED')
     and cardinality(r.seats) <> (select count(*) from seat_claim c
                                   where c.reservation_id = r.reservation_id
                                     and c.sold = (r.state = 'CONFIRMED'))
  union all
  select 'claim of a reservation that ended', c.show_id || ' ' || c.seat, 1
    from seat_claim c join reservation r using (reservation_id)
   where r.state in ('CANCELLED', 'EXPIRED', 'REFUNDED');

-- Answers and events -----------------------------------------------------------------------------

-- Written with the effect; a repeat under the key gets the same answer.
create table stored_answer (
  visitor    uuid not null,
  route      text not null,
  key        text not null,
  body_hash  text not null,
  answer     text not null,
  created_at timestamptz not null default now(),
  primary key (visitor, route, key)
);
create index stored_answer_created on stored_answer (created_at);

-- Rows are deleted once Kafka has acknowledged them.
create table outbox (
  id         bigint generated always as identity primary key,
  partition  int not null,
  event_id   uuid not null,
  type       text not null,
  token_id   text not null,
  subject    text not null,
  data       text not null,
  hold_until timestamptz,
  created_at timestamptz not null default now()
);
create index outbox_of_partition on outbox (partition, id);
