/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "dz-service.h"
#include "dz-store-queue.h"
#include "dz-store-register.h"
#include "dz-store-submissions.h"
#include "dz-store-users.h"
#include "dz-wire.h"

G_BEGIN_DECLS

/* A service in this process: a real store, the real helper, two real servers on free ports of the
 * loopback, and a real client. */

#define FIXTURE_SCHOOL "11414"
#define FIXTURE_PHONE "010-58691620"
#define FIXTURE_CREDENTIAL "0123456789abcdef-once"
#define FIXTURE_PASSWORD "correct horse"
#define FIXTURE_N_STUDENTS 6

typedef struct
{
  char        *dir;          /* owned */
  DzService   *service;      /* owned */
  SoupServer  *students;     /* owned */
  SoupServer  *staff;        /* owned */
  char        *students_url; /* owned, with the API's prefix */
  char        *staff_url;    /* owned, with the API's prefix */
  SoupSession *session;      /* owned */
  DzStore     *store;        /* owned: the test's own way to the data */
  DzWindow    *window;       /* owned, nullable */
  gint64       ahead_us;     /* atomic enough: how far the clock was put forward */
  DzServiceOptions options;
} Fixture;

/* Options may be changed between fixture_init() and fixture_start(). */
void     fixture_init       (Fixture      *self);
void     fixture_start      (Fixture      *self);
void     fixture_start_with_school (Fixture *self);
/* Ends the service; its data stays and may be started again. */
void     fixture_stop       (Fixture      *self);
void     fixture_clear      (Fixture      *self);
void     fixture_set_up     (Fixture      *self,
                             gconstpointer user_data);
void     fixture_tear_down  (Fixture      *self,
                             gconstpointer user_data);
gint64   fixture_clock      (gpointer      user_data);

typedef struct
{
  guint               status;
  SoupMessageHeaders *headers; /* owned */
  GBytes             *body;    /* owned */
  JsonNode           *json;    /* owned, nullable */
} Reply;

void        reply_free   (Reply *self);
/* A member by its path: "user.roles", "submissions.0.state"; NULL where there is none. */
JsonNode   *reply_get    (Reply      *self,
                          const char *path);
const char *reply_string (Reply      *self,
                          const char *path);
gint64      reply_int    (Reply      *self,
                          const char *path);
/* The length of a list. */
guint       reply_length (Reply      *self,
                          const char *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

#define assert_reply(reply, wanted_status, wanted_code)                                           \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_assert_cmpuint ((reply)->status, ==, (wanted_status));                                      \
    g_assert_cmpstr (reply_string ((reply), "error.code"), ==, (wanted_code));                    \
    if ((wanted_status) >= 400)                                                                   \
      {                                                                                           \
        g_assert_nonnull (reply_string ((reply), "error.zh"));                                    \
        g_assert_nonnull (reply_string ((reply), "error.en"));                                    \
      }                                                                                           \
  }                                                                                               \
  G_STMT_END

/* Asks and waits, at most half a minute. @json is a text, or NULL for no body. */
Reply *fixture_ask_students (Fixture     *self,
                             const char  *method,
                             const char  *path,
                             const char  *identity,
                             const char  *json);
Reply *fixture_ask_staff    (Fixture     *self,
                             const char  *method,
                             const char  *path,
                             const char  *token,
                             const char  *json);
Reply *fixture_send         (Fixture     *self,
                             SoupMessage *message);
SoupMessage *fixture_message (const char *base,
                              const char *method,
                              const char *path,
                              const char *token,
                              const char *type,
                              GBytes     *body);

/* A user with a session, without the price of a password: returns the token. */
char  *fixture_sign_in      (Fixture     *self,
                             const char  *name,
                             DzRole       roles,
                             const char  *workstation);
/* Verifies student @n over HTTP: returns the phone's identity. */
char  *fixture_verify       (Fixture     *self,
                             guint        n);
char  *fixture_claim        (guint        n);
/* A photo that keeps every rule, another one for every @n, painted once in a program. */
GBytes *fixture_photo       (guint        n);
/* Submits photo @n as student @n, who must come to pending: returns the submission's id. */
char  *fixture_submit       (Fixture     *self,
                             const char  *identity,
                             guint        n);
/* A command as JSON. @decision may be NULL. */
char  *fixture_command      (const char  *id,
                             const char  *kind,
                             const char  *submission,
                             guint        version,
                             const char  *photo,
                             const char  *decision);

/* An approval of a submission as JSON, with a reason for each rule that it fails. */
char  *fixture_approval     (Fixture     *self,
                             const char  *submission);

G_END_DECLS
