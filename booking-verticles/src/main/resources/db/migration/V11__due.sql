-- When something has to be done about a reservation, or a top-up, is a column of its own, and the
-- one index for it. An index of "those that are held" also fits a statement that looks for one
-- visitor's hold, and a planner that knows the tables from before the sale, when they were empty,
-- took it: each such statement then read every hold of the sale.

drop index reservation_of_show;
drop index reservation_hold;
drop index reservation_paying;
drop index reservation_refunding;
alter table reservation
  add column due_at timestamptz generated always as (
    case state when 'HELD' then hold_until
               when 'PAYING' then pay_by
               when 'REFUNDING' then refund_by end) stored;
create index reservation_due on reservation (state, due_at) where due_at is not null;

drop index top_up_unfinished;
alter table top_up
  add column unfinished_at timestamptz generated always as (
    case when state in ('OPEN', 'RETURNING') then due_at end) stored;
create index top_up_unfinished on top_up (unfinished_at) where unfinished_at is not null;
