/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DZ_PDQ_BITS 256
#define DZ_PDQ_HEX 64

/**
 * DzPdqForm:
 *
 * The eight ways in which a copy may be turned or mirrored; a copy's form says what was done to it
 * to make the other. Turns are clockwise.
 */
typedef enum
{
  DZ_PDQ_FORM_SAME,
  DZ_PDQ_FORM_TURNED_90,
  DZ_PDQ_FORM_TURNED_180,
  DZ_PDQ_FORM_TURNED_270,
  DZ_PDQ_FORM_MIRRORED,             /* left and right */
  DZ_PDQ_FORM_FLIPPED,              /* up and down */
  DZ_PDQ_FORM_TRANSPOSED,           /* over the falling diagonal */
  DZ_PDQ_FORM_TRANSVERSED,          /* over the rising diagonal */
  DZ_N_PDQ_FORMS,
} DzPdqForm;

/**
 * DzPdq:
 * @words: the 256 bits, the first bit the highest of the first word
 *
 * A perceptual hash of a picture (PDQ, ThreatExchange 2019): alike pictures have alike bits.
 */
typedef struct
{
  guint64 words[4];
} DzPdq;

guint    dz_pdq_distance  (const DzPdq *one,
                           const DzPdq *other);
char    *dz_pdq_to_hex    (const DzPdq *self);
gboolean dz_pdq_from_hex  (const char  *hex,
                           DzPdq       *self);
const char *dz_pdq_form_to_nick (DzPdqForm form);
DzPdqForm dz_pdq_form_invert    (DzPdqForm form);
gboolean dz_pdq_form_from_nick (const char *nick,
                                DzPdqForm *form);

G_END_DECLS
