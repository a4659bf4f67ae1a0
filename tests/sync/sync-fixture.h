/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sync.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

/* The desk's client against a service that keeps just what these tests need and fails when told. */

#define WAIT_S 30
#define PHOTO "a photo"
#define LI "7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a"
#define ZHAO "8b8b8b8b8b8b8b8b8b8b8b8b8b8b8b8b"

typedef struct
{
  SoupServer *server;
  char       *url;
  char       *dir;
  DzSync     *sync;
  GBytes     *bytes;         /* of every photo: PHOTO unless they are set before fixture_set_up() */
  char       *photo;         /* their SHA-256 */
  gboolean    no_photos;     /* it fails to give any */
  guint       photo_status;  /* with which it refuses photos; 0 where it does not */
  GPtrArray  *leased;        /* ids of submissions the service leases */
  const char *leased_anew;   /* id of the lease of a submission "a…" since it was undone; or NULL */
  GPtrArray  *set_apart;     /* and of those it leases only from the queue of supervisors */
  guint       n_apart;       /* how often it was asked for these */
  GPtrArray  *commands;      /* bodies of commands, in the order in which they came */
  GPtrArray  *tokens;        /* the Authorization each of them came with */
  guint       command_status; /* what the next commands are answered with */
  const char *failing;       /* of this submission the service says itself that it failed */
  const char *busy_s;        /* it is too busy for commands, and says for how long */
  const char *judged_by;     /* who decided, as it says how a submission stands; %NULL for nobody */
  const char *decided_by; /* user id of who, it says, forestalled a command: 王核 */
  guint       n_resting;     /* decisions of before that it holds; it says one at a time */
  gboolean    knows_no_before; /* … the same one, whatever it has said already */
  guint       n_held_asked;  /* how often it was asked what it holds */
  guint       hold_s;        /* how long it says that a decision rests */
  gint64      ahead_s;       /* how far its clock is ahead of ours */
  gboolean    nameless;      /* its answers do not bear the names of their requests */
  gboolean    strange;       /* they are answered by something between us and the service */
  const char *user;          /* id of who signs in next */
  const char *user_name;
  const char *roles;         /* their roles in JSON */
  guint       n_ended;       /* sessions of LI that a desk has ended */
  gboolean    hold_sessions; /* requests for a session are not answered, ever */
  gboolean    no_window;     /* it knows no school or window of a filter */
  gboolean    hold_leases;   /* the next request for leases is not answered … */
  SoupServerMessage *held_leases; /* … but kept here */
  JsonNode   *wish;          /* what leases were asked for last */
  guint       n_wishes;      /* how often they were */
  guint       n_photos;      /* how often a photo was asked for */
  guint       n_problems;    /* how often the desk said what a person should know */
  char       *earlier;       /* SHA-256 of the photo of an earlier attempt; NULL for a first one */
  char       *admission;     /* SHA-256 of the photo the student was admitted with; NULL for none */
  gboolean    photos_differ; /* each submission has its own photo, its id twice; else PHOTO */
  GString    *asked_photos;  /* the first two digits of each photo, in the order they were asked */
  char       *conflict;      /* the last sentence of a conflict */
  DzReasonList *reasons;     /* what the service says of reasons */
  gboolean    done;          /* the last command is safe */
} Fixture;

JsonNode *fixture_answer_leases  (Fixture *fixture);
void      fixture_result_cb      (GObject      *source,
                                  GAsyncResult *result,
                                  gpointer      user_data);
DzSync   *fixture_open_sync      (const char *url,
                                  const char *dir);
void      fixture_open_desk      (Fixture *fixture);
void      fixture_close_desk     (Fixture *fixture);
void      fixture_start_service  (Fixture *fixture);
void      fixture_set_up         (Fixture      *fixture,
                                  gconstpointer data);
void      fixture_tear_down      (Fixture      *fixture,
                                  gconstpointer data);
gboolean  fixture_queue_is_full  (gpointer data);
gboolean  fixture_queue_has_one  (gpointer data);
guint     fixture_get_waiting    (Fixture *fixture);
gboolean  fixture_nothing_waits  (gpointer data);
gboolean  fixture_is_offline     (gpointer data);
gboolean  fixture_is_expired     (gpointer data);
gboolean  fixture_has_conflict   (gpointer data);
gboolean  fixture_is_online      (gpointer data);
gboolean  fixture_has_command    (gpointer data);
gboolean  fixture_is_undoable    (gpointer data);
void      fixture_safe_cb        (GObject      *source,
                                  GAsyncResult *result,
                                  gpointer      user_data);
void      fixture_approve_first  (Fixture *fixture);
void      fixture_undo_last      (Fixture *fixture);
void      fixture_assert_command (Fixture    *fixture,
                                  guint       i,
                                  const char *kind,
                                  guint       version);
void      fixture_sign_in        (Fixture    *fixture,
                                  const char *user);
gboolean  fixture_has_kept_photo (gpointer data);
gboolean  fixture_has_no_photo   (gpointer data);
gboolean  fixture_is_done        (gpointer data);
