/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens-others.h"

#include "dz-id.h"
#include "dz-test-wait.h"
#include "dz-wire.h"
#include "twins-world.h"

typedef struct
{
  char      *token;  /* owned: of the other */
  GPtrArray *items;  /* owned, nullable: what they hold */
  char      *sealed; /* owned, nullable: what the reviewer has decided at another desk */
} Others;

static Others others;

static char *
sign_in (const char *name,
         const char *password,
         const char *workstation)
{
  g_autofree char *json
    = g_strdup_printf ("{\"name\":\"%s\",\"password\":\"%s\",\"workstation\":\"%s\"}", name,
                       password, workstation);
  g_autoptr(JsonNode) answer = world_ask_staff ("POST", "/sessions", NULL, json, 201);

  return g_strdup (json_object_get_string_member (json_node_get_object (answer), "token"));
}

void
screens_others_open (ScreensDesk *self)
{
  world.service = self->service;
  world.session = soup_session_new ();
  others.token = sign_in (self->head, self->head_password, "another-desk");
}

void
screens_others_close (ScreensDesk *self)
{
  screens_others_let_go (self);
  g_clear_pointer (&others.sealed, g_free);
  g_clear_object (&world.session);
  g_clear_pointer (&others.token, g_free);
}

void
screens_others_hold (ScreensDesk *self)
{
  screens_others_let_go (self);
  others.items = world_lease (others.token, "review");
}

void
screens_others_let_go (ScreensDesk *self)
{
  if (others.items != NULL)
    world_release (others.token, others.items);
  g_clear_pointer (&others.items, g_ptr_array_unref);
}

/* A lease belongs to a person at a desk, and is given back from there only. */
static char *
find_workstation (ScreensDesk  *self,
                  const DzItem *item)
{
  g_autofree char *database = g_build_filename (self->data, "duizhao.sqlite", NULL);
  g_autofree char *query = g_strdup_printf ("SELECT workstation FROM leases WHERE id = '%s'",
                                            item->lease->id);
  const char *const argv[] = { "sqlite3", database, query, NULL };

  return g_strchomp (dz_test_run (argv, NULL, 0));
}

static const DzItem *
take_from_reviewer (ScreensDesk  *self,
                    const DzItem *item)
{
  g_autofree char *workstation = find_workstation (self, item);
  g_autofree char *token = sign_in (self->reviewer, self->password, workstation);
  g_autoptr(GPtrArray) mine = g_ptr_array_new ();

  g_ptr_array_add (mine, (gpointer) item);
  world_release (token, mine);
  screens_others_hold (self);
  return world_find_item (others.items, item->submission->id);
}

/* Takes what it is given. */
static void
post (DzCommand  *command,
      const char *token)
{
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) answer = NULL;

  json = dz_wire_command_to_json (command);
  body = dz_wire_print (json);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  answer = world_ask_staff ("POST", "/commands", token, text, 200);
  dz_command_free (command);
}

static DzCommand *
new_command (DzCommandKind       kind,
             const DzSubmission *submission)
{
  DzCommand *command = dz_command_new ();

  command->id = dz_id_new ();
  command->kind = kind;
  command->submission = g_strdup (submission->id);
  command->version = submission->version;
  command->photo = g_strdup (submission->photo);
  command->shown_ms = 900;
  command->made_us = 1;
  return command;
}

static void
reject (const DzItem *item,
        const char   *token)
{
  DzCommand *command = new_command (DZ_COMMAND_DECIDE, item->submission);

  command->decision = dz_decision_new ();
  command->decision->verdict = DZ_VERDICT_REJECT;
  command->decision->reasons = g_strsplit ("background-colour", " ", -1);
  post (command, token);
}

void
screens_others_reject (ScreensDesk  *self,
                       const DzItem *item)
{
  const DzItem *taken = take_from_reviewer (self, item);

  g_assert_nonnull (taken);
  reject (taken, others.token);
  screens_others_let_go (self);
}

void
screens_others_take (ScreensDesk  *self,
                     const DzItem *item)
{
  g_assert_nonnull (take_from_reviewer (self, item));
}

static const DzItem *
find_fitting (GPtrArray       *items,
              ScreensItemTest  fits,
              const DzItem    *but)
{
  for (guint i = 0; i < items->len; i++)
    if (g_ptr_array_index (items, i) != but && fits (g_ptr_array_index (items, i)))
      return g_ptr_array_index (items, i);
  g_assert_not_reached ();
}

void
screens_others_reject_and_escalate (ScreensDesk     *self,
                                    ScreensItemTest  fits)
{
  g_autofree char *token = sign_in (self->reviewer, self->password, "a-third-desk");
  g_autoptr(GPtrArray) items = world_lease (token, "review");
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();
  const DzItem *rejected = find_fitting (items, fits, NULL);
  const DzItem *escalated = find_fitting (items, fits, rejected);
  DzCommand *command = new_command (DZ_COMMAND_ESCALATE, escalated->submission);

  reject (rejected, token);
  others.sealed = g_strdup (rejected->submission->id);
  command->escalation
    = dz_escalation_new ("altered", screens_in_english () ? "The skin looks drawn."
                                                          : "皮肤像是画出来的。");
  post (command, token);
  for (guint i = 0; i < items->len; i++)
    if (g_ptr_array_index (items, i) != rejected && g_ptr_array_index (items, i) != escalated)
      g_ptr_array_add (rest, g_ptr_array_index (items, i));
  world_release (token, rest);
}

static DzSubmission *
find_decided (void)
{
  g_autofree char *path = g_strconcat ("/submissions/", others.sealed, NULL);
  g_autoptr(JsonNode) answer = world_ask_staff ("GET", path, others.token, NULL, 200);
  g_autoptr(GError) error = NULL;
  DzSubmission *submission = dz_wire_submission_from_json (answer, &error);

  g_assert_no_error (error);
  return submission;
}

static gboolean
has_sealed (gpointer data)
{
  g_autoptr(DzSubmission) submission = find_decided ();

  return submission->state == DZ_STATE_REJECTED;
}

void
screens_others_reopen (void)
{
  g_autoptr(DzSubmission) submission = NULL;
  DzCommand *command;

  dz_test_wait_for (has_sealed, NULL, SCREENS_LONG_S, "the decision is in effect");
  submission = find_decided ();
  command = new_command (DZ_COMMAND_REOPEN, submission);
  command->reason = g_strdup (screens_in_english () ? "The wall is as blue as it should be."
                                                    : "背景颜色符合要求，退回有误。");
  post (command, others.token);
}
