-- What operators changed: written once, never changed, read newest first.

create table admin_act (
  act_id     bigint generated always as identity primary key,
  at         timestamptz not null default now(),
  who        text not null,
  address    text not null,
  request_id text not null,
  what       text not null,
  subject    text not null,
  before     jsonb,
  after      jsonb,
  why        text
);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
create trigger admin_act_is_final before update or delete or truncate on admin_act
  for each statement execute function refuse_rewriting();
