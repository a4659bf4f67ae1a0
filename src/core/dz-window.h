/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "dz-level.h"

G_BEGIN_DECLS

/**
 * DzIdentifierKind:
 *
 * What a window keys its students on.
 */
typedef enum
{
  DZ_IDENTIFIER_KIND_STUDENT_NUMBER,  /* 学号 */
  DZ_IDENTIFIER_KIND_COLLECTION_CODE, /* 采集码, 教学服〔2022〕10号 */
} DzIdentifierKind;

/**
 * DzPayer:
 *
 * Who pays for a submission. Where the student does, it waits unpaid before it is queued.
 */
typedef enum
{
  DZ_PAYER_NOBODY,
  DZ_PAYER_SCHOOL,
  DZ_PAYER_STUDENT,
} DzPayer;

#define DZ_WINDOW_HOLD_S_DEFAULT 30
#define DZ_WINDOW_ATTEMPTS_MAX_DEFAULT 10
#define DZ_WINDOW_RETENTION_DAYS_DEFAULT 400

/**
 * DzWindow:
 * @id: opaque id
 * @school: school code
 * @levels: set of 1 << DzLevel
 * @identifier_kind: what students type
 * @payer: who pays the fee
 * @fee_fen: fee in fen
 * @profile: id of the profile that judges, "graduate-2022"
 * @phone: (nullable): the line students are told to call
 * @opens_us: first moment
 * @upload_ends_us: first moment after the last first upload
 * @retake_ends_us: first moment after the last retake
 * @payment_ends_us: first moment after the last payment may begin
 * @hold_s: seconds a decision rests, undoable
 * @attempts_max: most attempts of one student
 * @retention_days: days after the close until photos and personal values go
 *
 * A collection window: which students may send photos, until when, judged by what. Words: 采集窗口.
 */
typedef struct
{
  char *id;
  char *school;
  guint levels;
  DzIdentifierKind identifier_kind;
  DzPayer payer;
  int fee_fen;
  char *profile;
  char *phone;
  gint64 opens_us;
  gint64 upload_ends_us;
  gint64 retake_ends_us;
  gint64 payment_ends_us;
  guint hold_s;
  guint attempts_max;
  guint retention_days;
} DzWindow;

DzWindow *dz_window_new (void);
DzWindow *dz_window_copy (const DzWindow *self);
void dz_window_free (DzWindow *self);
const char *dz_identifier_kind_to_nick (DzIdentifierKind kind);
gboolean dz_identifier_kind_from_nick (const char *nick, DzIdentifierKind *kind);
const char *dz_payer_to_nick (DzPayer payer);
gboolean dz_payer_from_nick (const char *nick, DzPayer *payer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWindow, dz_window_free)

G_END_DECLS
