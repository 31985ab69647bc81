-- A payment can be made at a gateway outside: it waits there for its buyer (PENDING), its money is
-- booked on the gateway's account, and what was settled as failed while nobody could say what the
-- gateway did stays in doubt until the gateway has said that nothing is, or stays, charged.

alter table payment
  drop constraint payment_state_check,
  add constraint payment_state_check check (state in ('PENDING', 'SUCCEEDED', 'FAILED')),
  add column gateway text not null default 'balance',
  add column redirect_url text;

create table payment_doubt (
  payment_id uuid primary key references payment,
  created_at timestamptz not null default now(),
  due_at     timestamptz not null default now(),
  attempts   int not null default 0,
  money_back boolean not null default false,
  over_at    timestamptz
);
create index payment_doubt_open on payment_doubt (due_at) where over_at is null;

-- Whether the world was told that late money went back.
alter table reservation add column late_money_told boolean not null default false;

create or replace view reconciliation as
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
   where r.state in ('CONFIRMED', 'REFUNDING', 'REFUNDED') and not exists (
     select 1 from payment y where y.payment_id = r.payment_id and y.state = 'SUCCEEDED'
        and y.reservation_id = r.reservation_id and y.amount = r.amount)
  union all
  select 'seats of a reservation differ from its claims', r.reservation_id::text,
         cardinality(r.seats) - (select count(*) from seat_claim c
                                  where c.reservation_id = r.reservation_id
                                    and c.free_at is null
                                    and c.sold = (r.state in ('CONFIRMED', 'REFUNDING')))
    from reservation r
   where r.state in ('HELD', 'PAYING', 'CONFIRMED', 'REFUNDING')
     and cardinality(r.seats) <> (select count(*) from seat_claim c
                                   where c.reservation_id = r.reservation_id
                                     and c.free_at is null
                                     and c.sold = (r.state in ('CONFIRMED', 'REFUNDING')))
  union all
  select 'claim of a reservation that ended', c.show_id || ' ' || c.seat, 1
    from seat_claim c join reservation r using (reservation_id)
   where r.state in ('CANCELLED', 'REFUNDED')
      or (r.state = 'EXPIRED'
        and (c.free_at is null or c.free_at < shop_now() - interval '1 minute'))
  union all
  select 'refunded without the money', r.reservation_id::text, r.amount
    from reservation r
   where r.state = 'REFUNDED'
     and not exists (select 1 from refund b where b.payment_id = r.payment_id)
  union all
  select 'refund without its postings', b.payment_id::text, y.amount
    from refund b join payment y using (payment_id)
   where not exists (
     select 1 from posting p where p.transaction_id = b.transaction_id
        and p.account = case y.gateway when 'balance' then 'wallet:' || y.visitor
                                       else 'gateway:' || y.gateway end
        and p.amount = y.amount and p.currency = y.currency)
  union all
  select 'postings without a refund', t.transaction_id::text, 0
    from ledger_transaction t
   where t.kind = 'refund'
     and not exists (select 1 from refund b where b.transaction_id = t.transaction_id)
  union all
  select 'money given back for a reservation that stands', b.payment_id::text, r.amount
    from refund b join reservation r using (payment_id)
   where r.state not in ('REFUNDING', 'REFUNDED')
  union all
  select 'refund unfinished a minute after its time', r.reservation_id::text, 0
    from reservation r
   where r.state = 'REFUNDING' and r.refund_by < shop_now() - interval '1 minute'
  union all
  select 'payment waits for a reservation that does not', y.payment_id::text, y.amount
    from payment y left join reservation r using (reservation_id)
   where y.state = 'PENDING'
     and (r.state is distinct from 'PAYING' or r.payment_id is distinct from y.payment_id)
  union all
  select 'money in doubt for an hour', d.payment_id::text, y.amount
    from payment_doubt d join payment y using (payment_id)
   where d.over_at is null and d.created_at < shop_now() - interval '1 hour'
  union all
  select 'doubt about a payment that did not fail', d.payment_id::text, y.amount
    from payment_doubt d join payment y using (payment_id)
   where y.state <> 'FAILED';
