-- SPDX-License-Identifier: GPL-3.0-or-later
-- A column that rows written before must get.
ALTER TABLE words ADD COLUMN weight INTEGER NOT NULL DEFAULT 1;
