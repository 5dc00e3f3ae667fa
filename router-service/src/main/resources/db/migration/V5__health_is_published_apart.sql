-- One row for each topic that gateways follow, instead of one for the snapshot alone.
ALTER TABLE publication ADD COLUMN topic text NOT NULL DEFAULT 'spidergate.routing.snapshot';
ALTER TABLE publication DROP COLUMN only_row;
ALTER TABLE publication ALTER COLUMN topic DROP DEFAULT;
ALTER TABLE publication ADD PRIMARY KEY (topic);
