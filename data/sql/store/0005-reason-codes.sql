-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: a reason that was chosen from a list was kept in the words of the language it was chosen in.
-- Its code reads in every language; a person's own words stand beside it as they were typed, and
-- are empty where there are none.

ALTER TABLE decision_overrides ADD COLUMN code TEXT; -- NULL where only words were given
ALTER TABLE waivers ADD COLUMN code TEXT;
