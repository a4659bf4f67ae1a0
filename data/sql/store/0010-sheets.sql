-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: photos without a fault may be approved together, from a contact sheet. A school may forbid
-- it, and of each approval it is known how long the sheet stood.

-- 0 where the school wants every photo judged alone.
ALTER TABLE schools ADD COLUMN sheet INTEGER NOT NULL DEFAULT 1;

-- ms that the contact sheet stood; 0 where the photo was judged alone.
ALTER TABLE decisions ADD COLUMN sheet_ms INTEGER NOT NULL DEFAULT 0;
