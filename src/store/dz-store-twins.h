/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"
#include "dz-peers.h"
#include "dz-store.h"

G_BEGIN_DECLS

/* What is asked of other photos when one is judged. */

/* More photos that look alike than a person would look at; the closest are kept, and every one that
 * is identical. */
#define DZ_STORE_TWINS_MAX 50

/**
 * DzPhotoHashes:
 * @id: grows with every submission that is examined
 * @has_whole: whether @whole was measured
 * @has_face: whether @face was measured
 * @whole: PDQ of the picture as it was sent
 * @face: PDQ of the aligned face
 *
 * The hashes of one submission's photo.
 */
typedef struct
{
  gint64   id;
  gboolean has_whole;
  gboolean has_face;
  DzPdq    whole;
  DzPdq    face;
} DzPhotoHashes;

/**
 * DzTwinCandidate:
 * @id: that of its #DzPhotoHashes
 * @submission: id of the submission
 * @photo: SHA-256 of its photo
 * @same_student: whether it is of the same student
 * @refused: whether a person refused it
 * @same_hash: whether its whole picture has the very hash that was asked for
 * @whole_detail: PDQ's quality of the picture, NaN where it was not measured
 * @face_detail: that of the face
 * @pixels: (nullable): SHA-256 of its pixels, where they were digested before
 *
 * A submission whose photo may be the same as another's.
 */
typedef struct
{
  gint64   id;
  char    *submission;
  char    *photo;
  gboolean same_student;
  gboolean refused;
  gboolean same_hash;
  double   whole_detail;
  double   face_detail;
  char    *pixels;
} DzTwinCandidate;

void       dz_twin_candidate_free      (DzTwinCandidate     *self);
GArray    *dz_store_list_hashes        (DzStore             *self,
                                        gint64               after,
                                        guint                limit,
                                        GError             **error);
GPtrArray *dz_store_find_candidates    (DzStore             *self,
                                        const char          *submission,
                                        const DzMeasurement *measurement,
                                        GArray              *ids,
                                        GError             **error);
gboolean   dz_store_get_pixels         (DzStore             *self,
                                        const char          *photo,
                                        const char          *measurer,
                                        char               **pixels,
                                        GError             **error);
gboolean   dz_store_keep_pixels        (DzStore             *self,
                                        const char          *photo,
                                        const char          *measurer,
                                        const char          *pixels,
                                        GError             **error);
gboolean   dz_store_read_ranks         (DzStore             *self,
                                        const char          *submission,
                                        const DzMeasurement *measurement,
                                        DzPeers             *peers,
                                        GError             **error);
gboolean   dz_store_has_unhashed       (DzStore             *self,
                                        const char          *submission,
                                        gboolean            *has,
                                        GError             **error);
DzPeers   *dz_store_get_peers          (DzStore             *self,
                                        const char          *submission,
                                        GError             **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTwinCandidate, dz_twin_candidate_free)

G_END_DECLS
