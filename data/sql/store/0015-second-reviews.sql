-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a school may want some decisions judged by a second person before they take effect, who does
-- not know of the first. Which ones is the school's policy; of approvals a share is drawn, by a key
-- that nobody reads, so that nobody can tell beforehand.

-- Words of dz_second_policy_to_text().
ALTER TABLE schools ADD COLUMN second_review TEXT NOT NULL DEFAULT 'none';

CREATE TABLE draw_key (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  bytes BLOB NOT NULL CHECK (length (bytes) = 32)
) STRICT;
INSERT INTO draw_key (id, bytes) VALUES (1, randomblob (32));

-- When a decision ceased to rest without taking effect or being undone: it waits for a second one,
-- or is one that did its duty.
ALTER TABLE decisions ADD COLUMN set_aside_us INTEGER;
DROP INDEX decisions_that_rest;
CREATE INDEX decisions_that_rest ON decisions (user_id)
  WHERE undone_us IS NULL AND sealed_us IS NULL AND set_aside_us IS NULL;

CREATE TABLE second_reviews (
  id            INTEGER PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  first_id      TEXT NOT NULL REFERENCES decisions (id),
  second_id     TEXT REFERENCES decisions (id), -- NULL until its hold is over
  why           TEXT NOT NULL,                  -- approval, failing, refusal
  begun_us      INTEGER NOT NULL,
  ended         TEXT,            -- agreed, disagreed, escalated, withdrawn; NULL while it waits
  ended_us      INTEGER,
  final_id      TEXT REFERENCES decisions (id), -- what took effect in the end; NULL of withdrawn
  final_us      INTEGER          -- NULL while nothing did
) STRICT;
CREATE UNIQUE INDEX second_reviews_that_wait ON second_reviews (submission_id) WHERE ended IS NULL;
CREATE INDEX second_reviews_unsettled ON second_reviews (submission_id) WHERE final_us IS NULL;
CREATE INDEX second_reviews_by_end ON second_reviews (ended_us);

-- Who was told what became of a submission does not judge it blind.
CREATE INDEX commands_of_conflict ON commands (submission_id, user_id) WHERE conflict = 1;
