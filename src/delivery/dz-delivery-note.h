/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-delivery-facts.h"

G_BEGIN_DECLS

/* Grows when a reader of the JSON before would misread it; not for members that are added. */
#define DZ_DELIVERY_NOTE_FORMAT 1

/**
 * DzDeliveryNote:
 *
 * What a school is told of a window beside the photos: how far it is, by what was judged, and which
 * rules do not apply to which student. It leaves the agency, so that it holds no ID numbers, and
 * none of our own ids but the window's.
 */
typedef struct _DzDeliveryNote DzDeliveryNote;

DzDeliveryNote *dz_delivery_note_new     (DzDeliveryFacts      *facts);
void            dz_delivery_note_free    (DzDeliveryNote       *self);
JsonNode       *dz_delivery_note_to_json (const DzDeliveryNote *self);
char           *dz_delivery_note_to_text (const DzDeliveryNote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDeliveryNote, dz_delivery_note_free)

G_END_DECLS
