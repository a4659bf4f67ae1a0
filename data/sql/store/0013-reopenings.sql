-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: whoever judges a photo again reads why its decision was taken back. The history says so too,
-- but is no place to look things up in.
CREATE TABLE reopenings (
  id            INTEGER PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  user_id       TEXT REFERENCES users (id), -- NULL of who worked on the data directory itself
  reason        TEXT NOT NULL,
  at_us         INTEGER NOT NULL
) STRICT;
CREATE INDEX reopenings_by_submission ON reopenings (submission_id);
