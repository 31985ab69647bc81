-- The balance of a transaction is kept, not only watched: the postings of a transaction are one
-- statement, and after it they sum to zero in every currency.

create function refuse_imbalance() returns trigger language plpgsql as $$
begin
  if exists (select 1 from added group by transaction_id, currency having sum(amount) <> 0) then
    raise exception 'the postings of a transaction do not sum to zero' using errcode = '23514';
  end if;
  return null;
end
$$;
create trigger posting_is_balanced after insert on posting
  referencing new table as added for each statement execute function refuse_imbalance();

create trigger ledger_transaction_stays before truncate on ledger_transaction
  for each statement execute function refuse_change();
create trigger posting_stays before truncate on posting
  for each statement execute function refuse_change();

create index reservation_of_show on reservation (show_id) where state in ('HELD', 'PAYING', 'CONFIRMED');

-- Everything that must never be true of seats, money and events: always empty, also in the middle
-- of a sale. A row says what is wrong, with whom, and by how much.
create view booking_audit as
  select finding, subject, difference::bigint as difference from reconciliation
  union all
  select 'ledger transaction does not balance', transaction_id || ' ' || currency,
         imbalance::bigint
    from ledger_imbalance
  union all
  select 'ledger transaction without postings', t.transaction_id::text, 0
    from ledger_transaction t
   where not exists (select 1 from posting p where p.transaction_id = t.transaction_id)
  union all
  select 'money taken for a reservation that is not confirmed', y.payment_id::text, y.amount
    from payment y left join reservation r using (reservation_id)
   where y.state = 'SUCCEEDED'
     and (r.reservation_id is null or r.state in ('HELD', 'CANCELLED', 'EXPIRED')
       or r.payment_id is distinct from y.payment_id)
  union all
  select 'payment differs from its reservation', y.payment_id::text, y.amount - r.amount
    from payment y join reservation r using (reservation_id)
   where y.state = 'SUCCEEDED'
     and (y.visitor <> r.visitor or y.amount <> r.amount or y.currency <> r.currency)
  union all
  select 'seat in two reservations', r.show_id || ' ' || s.seat, count(*) - 1
    from reservation r cross join unnest(r.seats) as s (seat)
   where r.state in ('HELD', 'PAYING', 'CONFIRMED')
   group by r.show_id, s.seat having count(*) > 1
  union all
  select 'seat claimed for another reservation', c.show_id || ' ' || c.seat, 1
    from seat_claim c left join reservation r using (reservation_id)
   where r.reservation_id is null or r.show_id <> c.show_id or not (c.seat = any (r.seats))
  union all
  select 'hold stands a minute after it ran out', r.reservation_id::text, 0
    from reservation r
   where r.state = 'HELD' and r.hold_until < shop_now() - interval '1 minute'
  union all
  select 'payment unfinished a minute after its time', r.reservation_id::text, 0
    from reservation r
   where r.state = 'PAYING' and r.pay_by < shop_now() - interval '1 minute'
  union all
  select 'event in the outbox for ten minutes', o.event_id::text, 0
    from outbox o
   where o.created_at < shop_now() - interval '10 minutes';

comment on view booking_audit is
  'Whatever does not add up between seats, reservations, payments, ledger and outbox; always empty';
