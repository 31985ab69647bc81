-- An event goes on with the trace of the request that wrote it: its W3C traceparent, or null where
-- nobody traces. No row is rewritten for it, and a build that does not know it writes and sends as
-- before.

alter table outbox add column traceparent text;
