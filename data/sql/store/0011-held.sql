-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a desk asks at its start what of somebody's decisions still rests, to let them take any of it
-- back. A window may hold decisions for a day, and then others' thousands are not read for it.

CREATE INDEX decisions_that_rest ON decisions (user_id)
  WHERE undone_us IS NULL AND sealed_us IS NULL;
