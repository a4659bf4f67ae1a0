-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a reviewer who finds that somebody decided otherwise, or that their own decision took effect
-- before they could undo it, may ask a supervisor to look at it again. Such a task has no other
-- submission, but who asks, why, and what they would have decided.

CREATE TABLE tasks_6 (
  id            TEXT PRIMARY KEY,
  kind          TEXT NOT NULL,
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  other_id      TEXT REFERENCES submissions (id), -- NULL of a request
  asked_by      TEXT REFERENCES users (id),       -- these five of a request only
  reason        TEXT,
  draft_verdict TEXT,                             -- NULL where none was drafted
  draft_reasons TEXT,                             -- codes, a space between two
  draft_note    TEXT,
  raised_us     INTEGER NOT NULL,
  done_us       INTEGER,                          -- NULL while it waits
  done_by       TEXT REFERENCES users (id),
  UNIQUE (kind, submission_id, other_id)
) STRICT;
INSERT INTO tasks_6 (id, kind, submission_id, other_id, raised_us, done_us, done_by)
  SELECT id, kind, submission_id, other_id, raised_us, done_us, done_by FROM tasks;
DROP TABLE tasks;
ALTER TABLE tasks_6 RENAME TO tasks;
CREATE INDEX tasks_that_wait ON tasks (raised_us) WHERE done_us IS NULL;
CREATE INDEX tasks_by_submission ON tasks (submission_id) WHERE done_us IS NULL;
