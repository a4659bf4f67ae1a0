-- SPDX-License-Identifier: GPL-3.0-or-later
-- A desk must not lose a decision, however it ends: commands stand here before the screen moves on
-- and stay until the service has answered; answered ones are kept for 30 days, so that a service
-- restored from a backup can be offered what it lacks.
CREATE TABLE desk (
  only        INTEGER PRIMARY KEY CHECK (only = 1),
  workstation TEXT NOT NULL
) STRICT;

CREATE TABLE outbox (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT NOT NULL UNIQUE,
  service     TEXT NOT NULL,
  user        TEXT NOT NULL,
  submission  TEXT NOT NULL,
  body        TEXT NOT NULL,
  outcome     TEXT NOT NULL CHECK (outcome IN ('waiting', 'done', 'conflict', 'refused')),
  answer      TEXT,
  made_us     INTEGER NOT NULL,
  finished_us INTEGER
) STRICT;

CREATE INDEX outbox_by_outcome ON outbox (service, user, outcome, seq);
