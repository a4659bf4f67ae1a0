/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-entry-aspects.h"
#include "dz-entry-view.h"
#include "dz-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What entries are found by, besides what stands in their bytes. */

gboolean dz_store_gather_aspects (DzStore              *self,
                                  const char           *kind,
                                  const char           *subject,
                                  JsonObject           *detail,
                                  DzEntryAspects       *aspects,
                                  GError              **error);
gboolean dz_store_write_aspects  (DzStore              *self,
                                  gint64                seq,
                                  const DzEntryAspects *aspects,
                                  GError              **error);

/**
 * DzAspectReader:
 *
 * Derives the aspects of many entries that were written before there were any. It lasts no longer
 * than the transaction in which it was made.
 */
typedef struct _DzAspectReader DzAspectReader;

DzAspectReader *dz_aspect_reader_new    (DzStore              *store);
void            dz_aspect_reader_free   (DzAspectReader       *self);
GByteArray     *dz_aspect_reader_derive (DzAspectReader       *self,
                                         const DzEntryView    *entry,
                                         GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzAspectReader, dz_aspect_reader_free)

G_END_DECLS
