-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: reviewers ask for the next photos of one school, window, verdict or attempt, and the queue may
-- hold a hundred thousand others. What a filter looks at stands in the index by which the queue is
-- read, so that those that do not fit are passed over without reading them. And a reviewer may leave
-- a photo to a supervisor, who must see why.

-- What the rules that measure said, summed up (dz_findings_verdict); NULL before the examination.
ALTER TABLE submissions ADD COLUMN outcome TEXT;
UPDATE submissions SET outcome = COALESCE (
    (SELECT CASE MAX (CASE findings.outcome WHEN 'fail' THEN 3 WHEN 'warn' THEN 2
                                            WHEN 'unmeasured' THEN 1 ELSE 0 END)
              WHEN 3 THEN 'fail' WHEN 2 THEN 'warn' WHEN 1 THEN 'unmeasured' WHEN 0 THEN 'pass' END
       FROM findings
       WHERE findings.submission_id = submissions.id AND internal = 0 AND authority <> 'human'),
    'unmeasured')
  WHERE id IN (SELECT submission_id FROM measurements);

DROP INDEX submissions_by_state;
CREATE INDEX submissions_by_state
  ON submissions (state, received_us, id, window_id, attempt, outcome);
CREATE INDEX submissions_by_window
  ON submissions (window_id, state, received_us, id, attempt, outcome);
CREATE INDEX windows_by_close ON windows (retake_ends_us);

CREATE TABLE escalations (
  id            TEXT PRIMARY KEY,
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  lease_id      TEXT NOT NULL REFERENCES leases (id),
  user_id       TEXT NOT NULL REFERENCES users (id),
  code          TEXT NOT NULL,
  words         TEXT,             -- the reviewer's own, for staff
  version       INTEGER NOT NULL, -- the version that was looked at
  photo         TEXT NOT NULL,    -- the photo that was shown
  shown_ms      INTEGER NOT NULL,
  at_us         INTEGER NOT NULL
) STRICT;
CREATE INDEX escalations_by_submission ON escalations (submission_id, at_us);
