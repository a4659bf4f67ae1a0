/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-answers.h"

#include "dz-language.h"
#include "dz-sync.h"
#include "dz-wire.h"

#include <glib/gi18n-lib.h>

#define ITEMS_MAX 100
#define LEASES_MAX 100
#define HOLDERS_MAX 10000
#define WINDOWS_MAX 10000

/**
 * dz_service_info_free:
 * @self: (transfer full) (nullable): what a service says of itself
 */
void
dz_service_info_free (DzServiceInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->version);
  g_free (self->models);
  g_free (self);
}

/**
 * dz_session_answer_free:
 * @self: (transfer full) (nullable): a session
 */
void
dz_session_answer_free (DzSessionAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->token);
  dz_user_free (self->user);
  g_free (self);
}

/**
 * dz_lease_answer_free:
 * @self: (transfer full) (nullable): leased items and counts
 */
void
dz_lease_answer_free (DzLeaseAnswer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  dz_queue_counts_free (self->counts);
  g_free (self);
}

/**
 * dz_held_answer_free:
 * @self: (transfer full) (nullable): what can be taken back
 */
void
dz_held_answer_free (DzHeldAnswer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

/**
 * dz_sync_sentence_of:
 * @problem: what the service says is wrong
 *
 * Returns: (transfer none): its sentence in the language of this desk
 */
const char *
dz_sync_sentence_of (const DzWireProblem *problem)
{
  return dz_language_pick (problem->zh, problem->en);
}

/**
 * dz_sync_new_stranger_error:
 *
 * What became of the request nobody knows, as where no answer comes at all.
 *
 * Returns: (transfer full): DZ_SYNC_ERROR_UNREACHABLE, for an answer that is to another request
 */
GError *
dz_sync_new_stranger_error (void)
{
  return g_error_new_literal (DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE,
                              _("The answer that came is to another request: something between "
                                "this desk and the service mixes them up."));
}

/* Says in this room's words what the reader found; TRUE where all was well. */
static gboolean
finish (DzWireReader *reader,
        GError      **error)
{
  g_autoptr(GError) problem = NULL;

  if (dz_wire_reader_finish (reader, &problem))
    return TRUE;
  g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
               _("The service's answer cannot be read: %s"), problem->message);
  return FALSE;
}

gpointer
dz_sync_read_info (guint     status,
                   JsonNode *json,
                   GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(DzServiceInfo) info = g_new0 (DzServiceInfo, 1);
  g_autofree char *problem = NULL;

  info->version = dz_wire_reader_dup_string (&reader, "version");
  info->needs_setup = dz_wire_reader_get_boolean (&reader, "needs_setup");
  info->models = dz_wire_reader_dup_nullable (&reader, "models");
  problem = dz_wire_reader_dup_nullable (&reader, "models_problem");
  if (problem != NULL && !dz_models_problem_from_nick (problem, &info->models_problem))
    dz_wire_reader_refuse (&reader, "models_problem", "is a word not known here");
  return finish (&reader, error) ? g_steal_pointer (&info) : NULL;
}

gpointer
dz_sync_read_session (guint     status,
                      JsonNode *json,
                      GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(DzSessionAnswer) session = g_new0 (DzSessionAnswer, 1);

  session->token = dz_wire_reader_dup_string (&reader, "token");
  session->user = dz_wire_reader_read_record (&reader, "user",
                                              (DzWireRead) dz_wire_user_from_json);
  return finish (&reader, error) ? g_steal_pointer (&session) : NULL;
}

gpointer
dz_sync_read_leases (guint     status,
                     JsonNode *json,
                     GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(DzLeaseAnswer) answer = g_new0 (DzLeaseAnswer, 1);

  answer->items = dz_wire_reader_read_records (&reader, "items", ITEMS_MAX,
                                               (DzWireRead) dz_wire_item_from_json,
                                               (GDestroyNotify) dz_item_free);
  answer->counts = dz_wire_reader_read_record (&reader, "counts",
                                               (DzWireRead) dz_wire_queue_counts_from_json);
  return finish (&reader, error) ? g_steal_pointer (&answer) : NULL;
}

gpointer
dz_sync_read_held (guint     status,
                   JsonNode *json,
                   GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(DzHeldAnswer) held = g_new0 (DzHeldAnswer, 1);

  held->now_us = dz_wire_reader_get_time (&reader, "now_us");
  held->items = dz_wire_reader_read_records (&reader, "items", ITEMS_MAX,
                                             (DzWireRead) dz_wire_item_from_json,
                                             (GDestroyNotify) dz_item_free);
  return finish (&reader, error) ? g_steal_pointer (&held) : NULL;
}

/* The leases that could not be renewed. */
gpointer
dz_sync_read_lost (guint     status,
                   JsonNode *json,
                   GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_auto(GStrv) lost = dz_wire_reader_dup_strings (&reader, "lost", LEASES_MAX);

  return finish (&reader, error) ? g_steal_pointer (&lost) : NULL;
}

gpointer
dz_sync_read_holders (guint     status,
                      JsonNode *json,
                      GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(GPtrArray) holders
    = dz_wire_reader_read_records (&reader, "holders", HOLDERS_MAX,
                                   (DzWireRead) dz_wire_queue_holder_from_json,
                                   (GDestroyNotify) dz_queue_holder_free);

  return finish (&reader, error) ? g_steal_pointer (&holders) : NULL;
}

gpointer
dz_sync_read_windows (guint     status,
                      JsonNode *json,
                      GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(GPtrArray) windows
    = dz_wire_reader_read_records (&reader, "windows", WINDOWS_MAX,
                                   (DzWireRead) dz_wire_queue_window_from_json,
                                   (GDestroyNotify) dz_queue_window_free);

  return finish (&reader, error) ? g_steal_pointer (&windows) : NULL;
}

/* How many leases were given back, one more so that none is not NULL. */
gpointer
dz_sync_read_released (guint     status,
                       JsonNode *json,
                       GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  gint64 n_released = dz_wire_reader_get_int (&reader, "released", 0, G_MAXINT - 1);

  return finish (&reader, error) ? GUINT_TO_POINTER ((guint) n_released + 1) : NULL;
}

/* A #DzReasonList, empty where the asker has it already. */
gpointer
dz_sync_read_reasons (guint     status,
                      JsonNode *json,
                      GError  **error)
{
  g_autoptr(GError) problem = NULL;
  DzReasonList *reasons = dz_wire_reason_list_from_json (json, &problem);

  if (reasons == NULL)
    g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                 _("The service's answer cannot be read: %s"), problem->message);
  return reasons;
}

/* For answers whose body does not matter: 1, which needs no freeing. */
gpointer
dz_sync_read_nothing (guint     status,
                      JsonNode *json,
                      GError  **error)
{
  return GINT_TO_POINTER (1);
}

/* A #DzItem without lease. */
gpointer
dz_sync_read_standing (guint     status,
                       JsonNode *json,
                       GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  g_autoptr(DzItem) item = dz_item_new ();

  dz_submission_free (item->submission);
  item->submission = dz_wire_reader_read_record (&reader, "submission",
                                                 (DzWireRead) dz_wire_submission_from_json);
  dz_student_free (item->student);
  item->student = dz_wire_reader_read_record (&reader, "student",
                                              (DzWireRead) dz_wire_student_from_json);
  item->school_name = dz_wire_reader_dup_string (&reader, "school_name");
  return finish (&reader, error) ? g_steal_pointer (&item) : NULL;
}

gpointer
dz_sync_read_taken (guint     status,
                    JsonNode *json,
                    GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (json);
  gboolean taken = dz_wire_reader_get_boolean (&reader, "taken");

  if (!finish (&reader, error))
    return NULL;
  return GINT_TO_POINTER (taken ? DZ_SYNC_TAKEN : DZ_SYNC_NOT_TAKEN);
}
