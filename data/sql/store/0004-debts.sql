-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why: what is set apart leaves the way on which it would have waited for payment, and must not be
-- approved for nothing all the same.

-- 1 while the student owes the fee for it, wherever it stands; the move from unpaid to pending is
-- the payment.
ALTER TABLE submissions ADD COLUMN owes INTEGER NOT NULL DEFAULT 0;
UPDATE submissions SET owes = 1 WHERE state = 'unpaid';
-- Nothing was paid before this: whatever is set apart of a window where students pay is owed.
UPDATE submissions SET owes = 1
  WHERE state IN ('quarantined', 'leased', 'held', 'escalated')
    AND window_id IN (SELECT id FROM windows WHERE payer = 'student' AND fee_fen > 0);
