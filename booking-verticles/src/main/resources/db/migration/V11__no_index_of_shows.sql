-- No statement looks for the reservations of a show, and a planner that knows the tables from before
-- the sale took this index for the one of visitors: each hold then read every hold of its show.
drop index reservation_of_show;
