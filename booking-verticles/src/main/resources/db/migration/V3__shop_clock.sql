-- The shop's time stands still from its last beat on, not five seconds after it: a hold that had
-- less than that left when the database went away would otherwise run out before the first beat.

create or replace function shop_now() returns timestamptz language sql stable as $$
  select case when clock_timestamp() - last_alive > interval '5 seconds' then last_alive
              else clock_timestamp() end
    from shop_pulse
$$;

-- Holds being paid for get their time back as well; one that was made while nobody beat, only what
-- was lost since.
create or replace function shop_beat(recovery_grace_ms bigint) returns bigint
language plpgsql as $$
declare
  alive_before timestamptz;
  moved bigint := 0;
begin
  select last_alive into alive_before from shop_pulse for update;
  if clock_timestamp() - alive_before > interval '5 seconds' then
    update reservation
       set hold_until = greatest(
             hold_until + (clock_timestamp() - greatest(alive_before, created_at)),
             clock_timestamp() + recovery_grace_ms * interval '1 ms')
     where state in ('HELD', 'PAYING') and hold_until > alive_before;
    get diagnostics moved = row_count;
  end if;
  update shop_pulse set last_alive = greatest(last_alive, clock_timestamp());
  return moved;
end
$$;
