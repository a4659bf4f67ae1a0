/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-decision.h"
#include "dz-reason.h"

G_BEGIN_DECLS

#define DZ_ASPECT_SCHOOL_MAX 32
#define DZ_ASPECT_WINDOW_MAX 64
#define DZ_ASPECT_REASON_MAX DZ_REASON_CODE_MAX
#define DZ_ASPECT_REASONS_MAX DZ_DECISION_REASONS_MAX

/**
 * DzAspectFlags:
 * @DZ_ASPECT_AGAINST_RULE: a photo was approved though a rule failed
 * @DZ_ASPECT_SHEET: decided with others on a contact sheet
 * @DZ_ASPECT_CORRECTED: a line of the detector was moved
 *
 * What a decision can be found by besides its reasons.
 */
typedef enum
{
  DZ_ASPECT_AGAINST_RULE = 1 << 0,
  DZ_ASPECT_SHEET = 1 << 1,
  DZ_ASPECT_CORRECTED = 1 << 2,
} DzAspectFlags;

#define DZ_ASPECT_FLAGS (DZ_ASPECT_AGAINST_RULE | DZ_ASPECT_SHEET | DZ_ASPECT_CORRECTED)

/**
 * DzEntryAspects:
 * @school: (nullable): code of the school it is about
 * @window: (nullable): id of the window
 * @flags: what else
 * @reasons: (nullable): codes of the reasons of a refusal, without versions
 *
 * What an entry is found by besides what stands in its bytes. Nothing of it is personal. The chain
 * covers it as far as the entry's detail says the same, which whoever opens the detail looks at.
 */
typedef struct
{
  char         *school;
  char         *window;
  DzAspectFlags flags;
  GStrv         reasons;
} DzEntryAspects;

void        dz_entry_aspects_clear    (DzEntryAspects       *self);
gboolean    dz_entry_aspects_is_empty (const DzEntryAspects *self);
GByteArray *dz_entry_aspects_write    (const DzEntryAspects *self);
gboolean    dz_entry_aspects_read     (DzEntryAspects       *self,
                                       const guint8         *bytes,
                                       gsize                 length);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzEntryAspects, dz_entry_aspects_clear)

G_END_DECLS
