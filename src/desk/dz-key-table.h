/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzKeyPlaces:
 * @DZ_KEY_PLACE_WINDOW: a page on which nothing is reviewed: signing in, for one
 * @DZ_KEY_PLACE_PHOTO: a photo, with its facts beside it
 * @DZ_KEY_PLACE_REJECT: a photo, with the reasons to reject it beside it
 * @DZ_KEY_PLACE_OVERRIDE: a photo, with the reasons to approve it against rules beside it
 * @DZ_KEY_PLACE_PANE: a photo, with any other question beside it
 * @DZ_KEY_PLACE_ESCALATE: a photo, with the reasons to leave it to a supervisor beside it
 * @DZ_KEY_PLACE_CONFLICTS: the list of what was not applied
 * @DZ_KEY_PLACE_SHEET: a contact sheet
 * @DZ_KEY_PLACE_TRAY: the list of what I decided lately
 *
 * Where the reviewer is. The same key may mean different things in different places.
 */
typedef enum
{
  DZ_KEY_PLACE_WINDOW = 1 << 0,
  DZ_KEY_PLACE_PHOTO = 1 << 1,
  DZ_KEY_PLACE_REJECT = 1 << 2,
  DZ_KEY_PLACE_OVERRIDE = 1 << 3,
  DZ_KEY_PLACE_PANE = 1 << 4,
  DZ_KEY_PLACE_ESCALATE = 1 << 5,
  DZ_KEY_PLACE_CONFLICTS = 1 << 6,
  DZ_KEY_PLACE_SHEET = 1 << 7,
  DZ_KEY_PLACE_TRAY = 1 << 8,
} DzKeyPlaces;

/* Everywhere on the page that reviews, and everywhere at all. */
#define DZ_KEY_PLACES_REVIEW \
  (DZ_KEY_PLACE_PHOTO | DZ_KEY_PLACE_REJECT | DZ_KEY_PLACE_OVERRIDE | DZ_KEY_PLACE_PANE | \
   DZ_KEY_PLACE_ESCALATE | DZ_KEY_PLACE_SHEET)
#define DZ_KEY_PLACES_ALL (DZ_KEY_PLACE_WINDOW | DZ_KEY_PLACES_REVIEW)

/**
 * DzKeyFlags:
 * @DZ_KEY_REPEATS: acts again and again while it is held; what decides never does
 * @DZ_KEY_FIXED: the key is the same for everybody
 * @DZ_KEY_NUMBERS: the digits, as many as there are; the action takes the position, "u": 0 for the
 *   first
 * @DZ_KEY_FOREIGN: the window or a list acts on it by itself; it stands here to be read
 */
typedef enum
{
  DZ_KEY_REPEATS = 1 << 0,
  DZ_KEY_FIXED = 1 << 1,
  DZ_KEY_NUMBERS = 1 << 2,
  DZ_KEY_FOREIGN = 1 << 3,
} DzKeyFlags;

/**
 * DzKeyAction:
 * @action: what is done, as g_action_parse_detailed_name() reads it; names the entry
 * @group: what it belongs to; translatable
 * @title: what it does; translatable
 * @places: where the key means it
 * @keys: its keys as they come, as GTK writes them, separated by spaces, the first one first told
 * @flags: what is special about it
 * @released: (nullable): what is done when the key goes up again
 *
 * Something that a key does.
 */
typedef struct
{
  const char  *action;
  const char  *group;
  const char  *title;
  DzKeyPlaces  places;
  const char  *keys;
  DzKeyFlags   flags;
  const char  *released;
} DzKeyAction;

const DzKeyAction *dz_key_table_get (guint      *n_actions);
const DzKeyAction *dz_key_table_find (const char *action);

G_END_DECLS
