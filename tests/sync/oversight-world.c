/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oversight-world.h"

#include <string.h>

#include "dz-id.h"
#include "dz-test-wait.h"

static void
open_desk (World *self)
{
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) signed_in = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = g_strdup (self->fixture.staff_url);

  *strstr (url, DZ_WIRE_API_PREFIX) = '\0';
  dz_sync_open_async (url, self->dir, NULL, world_result_cb, &opened);
  dz_test_wait_set (&opened, WORLD_WAIT_S, "the desk's data open");
  self->sync = dz_sync_open_finish (opened, &error);
  g_assert_no_error (error);
  dz_sync_sign_in_async (self->sync, "wei", FIXTURE_PASSWORD, NULL, world_result_cb, &signed_in);
  dz_test_wait_set (&signed_in, WORLD_WAIT_S, "signing in");
  dz_sync_sign_in_finish (self->sync, signed_in, &error);
  g_assert_no_error (error);
}

void
world_open (World *self,
            DzRole roles)
{
  fixture_set_up (&self->fixture, NULL);
  self->li = fixture_sign_in (&self->fixture, "li", DZ_ROLE_REVIEWER, "desk-1");
  self->wei = fixture_sign_in (&self->fixture, "wei", roles, "desk-2");
  self->dir = g_dir_make_tmp ("dz-desk-XXXXXX", NULL);
  open_desk (self);
}

static void
close_desk (World *self)
{
  dz_sync_close (self->sync);
  dz_test_wait_finalized (g_steal_pointer (&self->sync));
}

void
world_restart_desk (World *self)
{
  close_desk (self);
  open_desk (self);
}

void
world_move_desk (World *self)
{
  close_desk (self);
  dz_test_remove_tree (self->dir);
  g_free (self->dir);
  self->dir = g_dir_make_tmp ("dz-desk-XXXXXX", NULL);
  open_desk (self);
}

void
world_close (World *self)
{
  close_desk (self);
  dz_test_remove_tree (self->dir);
  g_free (self->dir);
  g_free (self->li);
  g_free (self->wei);
  fixture_tear_down (&self->fixture, NULL);
}

void
world_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

Reply *
world_ask (World      *self,
           const char *method,
           const char *path,
           const char *json)
{
  return fixture_ask_staff (&self->fixture, method, path, self->wei, json);
}

typedef struct
{
  World      *world;
  const char *submission;
} Sealing;

static gboolean
is_rejected (gpointer data)
{
  Sealing *sealing = data;
  g_autoptr(DzSubmission) submission
    = dz_store_get_submission (sealing->world->fixture.store, sealing->submission, NULL);

  return submission->state == DZ_STATE_REJECTED;
}

static void
command (World      *self,
         const char *kind,
         const char *submission,
         const char *more)
{
  g_autoptr(DzSubmission) seen = dz_store_get_submission (self->fixture.store, submission, NULL);
  g_autofree char *id = dz_id_new ();
  g_autofree char *body
    = g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"%s\",\"submission\":\"%s\",\"version\":%u,"
                       "\"photo\":\"%s\",\"shown_ms\":900,\"made_us\":1,%s}",
                       id, kind, submission, seen->version, seen->photo, more);
  g_autoptr(Reply) reply = fixture_ask_staff (&self->fixture, "POST", "/commands", self->li, body);

  assert_reply (reply, 200, NULL);
}

char *
world_raise_request (World *self,
                     guint  student)
{
  g_autofree char *identity = fixture_verify (&self->fixture, student);
  char *submission = fixture_submit (&self->fixture, identity, student);
  g_autoptr(Reply) leased = fixture_ask_staff (&self->fixture, "POST", "/leases", self->li,
                                               "{\"wanted\":5}");
  Sealing sealing = { self, submission };

  assert_reply (leased, 200, NULL);
  command (self, "decide", submission,
           "\"decision\":{\"verdict\":\"reject\",\"reasons\":[\"background-colour\"]}");
  self->fixture.ahead_us += G_TIME_SPAN_MINUTE;
  dz_test_wait_for (is_rejected, &sealing, WORLD_WAIT_S, "the decision seals");
  command (self, "ask", submission,
           "\"reason\":\"" WORLD_WHY "\",\"decision\":{\"verdict\":\"approve\",\"reasons\":[]}");
  return submission;
}

DzReasonList *
world_list_reasons (World *self)
{
  g_autoptr(Reply) reply = world_ask (self, "GET", "/reasons", NULL);
  g_autoptr(GError) error = NULL;
  DzReasonList *reasons = dz_wire_reason_list_from_json (reply->json, &error);

  g_assert_no_error (error);
  return reasons;
}

guint
world_count_entries (World      *self,
                     const char *kind,
                     const char *words)
{
  g_autoptr(Reply) history = world_ask (self, "GET", "/history?from=1&limit=1000", NULL);
  guint n = 0;

  assert_reply (history, 200, NULL);
  for (guint i = 0; i < reply_length (history, "entries"); i++)
    {
      g_autofree char *of = g_strdup_printf ("entries.%u.kind", i);
      g_autofree char *detail = g_strdup_printf ("entries.%u.detail", i);

      n += g_str_equal (reply_string (history, of), kind) &&
           strstr (reply_string (history, detail), words) != NULL;
    }
  return n;
}
