/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens-others.h"

#include "dz-id.h"
#include "dz-wire.h"
#include "twins-world.h"

typedef struct
{
  char      *token; /* owned: of the other */
  GPtrArray *items; /* owned, nullable: what they hold */
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

static void
send (const DzItem     *item,
      const DzDecision *decision)
{
  g_autoptr(DzCommand) command = dz_command_new ();
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) answer = NULL;

  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_DECIDE;
  command->submission = g_strdup (item->submission->id);
  command->version = item->submission->version;
  command->photo = g_strdup (item->submission->photo);
  command->shown_ms = 900;
  command->made_us = 1;
  command->decision = dz_decision_copy (decision);
  json = dz_wire_command_to_json (command);
  body = dz_wire_print (json);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  answer = world_ask_staff ("POST", "/commands", others.token, text, 200);
}

void
screens_others_reject (ScreensDesk  *self,
                       const DzItem *item)
{
  g_autoptr(DzDecision) decision = dz_decision_new ();
  const DzItem *taken = take_from_reviewer (self, item);

  g_assert_nonnull (taken);
  decision->verdict = DZ_VERDICT_REJECT;
  decision->reasons = g_strsplit ("background-colour", " ", -1);
  send (taken, decision);
  screens_others_let_go (self);
}

void
screens_others_take (ScreensDesk  *self,
                     const DzItem *item)
{
  g_assert_nonnull (take_from_reviewer (self, item));
}
