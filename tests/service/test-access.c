/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may ask what: every route by everybody, over HTTP. The routes themselves say whom they answer
 * (dz-routes.c); here stands, once more and by itself, whom they ought to. A route without a line
 * fails. */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-passwords.h"
#include "dz-route.h"

/* Everybody who may come, in the columns' order. */
typedef enum
{
  NOBODY,        /* without a token */
  MISSHAPEN,     /* with what is no token */
  UNKNOWN,       /* with a token that never was */
  EXPIRED,       /* with a session that was over an hour ago */
  SIGNED_OUT,    /* with a session that was ended */
  STUDENT,       /* with the identity of a student's phone */
  REVIEWER,
  SUPERVISOR,
  DELIVERER,
  ADMINISTRATOR,
  N_ASKERS,
} Asker;

static const char *const asker_names[N_ASKERS] = {
  "nobody", "misshapen token", "unknown token", "expired session", "ended session", "student",
  "reviewer", "supervisor", "deliverer", "administrator",
};

/* What comes of it, a letter a column:
 *   +  it is answered: neither 401 nor 403
 *   o  401 signed-out      x  403 forbidden
 *   i  401 no-identity     b  403 not-bound     of students */
#define ALL "++++++++++"
#define STAFF "oooooo++++"
#define JUDGES "oooooo++xx"
#define LOOKERS "oooooo++x+"
#define OVERSEERS "oooooox+x+"
#define DELIVERERS "oooooox+++"
#define SUPERVISORS "oooooox+xx"
#define ADMINISTRATORS "ooooooxxx+"
#define PHONES "iibbb+bbbb"

static const struct
{
  const char *route;
  const char *cells;
} matrix[] = {
  { "students GET /schools", ALL },
  { "students POST /verify", ALL },
  { "students POST /submissions", PHONES },
  { "students GET /submissions", PHONES },
  { "staff GET /service", ALL },
  { "staff POST /setup", ALL },
  { "staff POST /sessions", ALL },
  { "staff DELETE /sessions/current", STAFF },
  { "staff POST /leases", JUDGES },
  { "staff POST /leases/renew", JUDGES },
  { "staff POST /leases/release", JUDGES },
  { "staff POST /leases/recall", SUPERVISORS },
  { "staff GET /tasks", SUPERVISORS },
  { "staff POST /tasks/{id}/finish", SUPERVISORS },
  { "staff GET /queue", LOOKERS },
  { "staff GET /queue/holders", LOOKERS },
  { "staff GET /queue/windows", LOOKERS },
  { "staff GET /photos/{sha256}", JUDGES },
  { "staff GET /decisions/held", JUDGES },
  { "staff POST /commands", JUDGES },
  { "staff GET /submissions/{id}", OVERSEERS },
  { "staff GET /submissions/{id}/standing", JUDGES },
  { "staff POST /submissions/{id}/retake", JUDGES },
  { "staff POST /submissions/{id}/reveal", JUDGES },
  { "staff GET /history", LOOKERS },
  { "staff GET /history/head", OVERSEERS },
  { "staff GET /history/feed", OVERSEERS },
  { "staff POST /history/key", ADMINISTRATORS },
  { "staff POST /history/epochs", ADMINISTRATORS },
  { "staff GET /profiles/{sha256}", LOOKERS },
  { "staff GET /reasons", STAFF },
  { "staff POST /reasons", OVERSEERS },
  { "staff POST /reasons/{code}/retire", OVERSEERS },
  { "staff POST /schools", ADMINISTRATORS },
  { "staff GET /schools/{code}/policy", OVERSEERS },
  { "staff POST /schools/{code}/policy", OVERSEERS },
  { "staff POST /schools/{code}/roster", ADMINISTRATORS },
  { "staff POST /admission-imports", ADMINISTRATORS },
  { "staff POST /admission-imports/{id}/match", ADMINISTRATORS },
  { "staff PUT /admission-imports/{id}/photos/{student}", ADMINISTRATORS },
  { "staff POST /admission-imports/{id}/end", ADMINISTRATORS },
  { "staff GET /windows", STAFF },
  { "staff POST /windows", ADMINISTRATORS },
  { "staff GET /windows/{id}/delivery-note", DELIVERERS },
  { "staff POST /waivers/find", OVERSEERS },
  { "staff POST /waivers", OVERSEERS },
  { "staff POST /waivers/withdraw", OVERSEERS },
  { "staff POST /users", ADMINISTRATORS },
};

/* A school with a photo that the reviewer holds, and everybody's token. */
typedef struct
{
  Fixture fixture;
  char   *tokens[N_ASKERS]; /* owned, nullable */
  char   *stranger;         /* owned: the token of a reviewer who holds nothing */
  char   *submission;       /* owned */
  char   *photo;            /* owned */
} World;

static char *
end_session (World *world,
             char  *token)
{
  g_autofree char *hash = dz_token_hash (token);
  g_autoptr(GError) error = NULL;

  dz_store_end_session (world->fixture.store, hash, &error);
  g_assert_no_error (error);
  return token;
}

static void
take_photo (World *world)
{
  g_autoptr(Reply) leased = fixture_ask_staff (&world->fixture, "POST", "/leases",
                                               world->tokens[REVIEWER], "{\"wanted\":1}");

  assert_reply (leased, 200, NULL);
  g_assert_cmpuint (reply_length (leased, "items"), ==, 1);
  world->photo = g_strdup (reply_string (leased, "items.0.submission.photo"));
}

static void
world_set_up (World        *world,
              gconstpointer user_data)
{
  Fixture *fixture = &world->fixture;

  fixture_set_up (fixture, NULL);
  world->tokens[STUDENT] = fixture_verify (fixture, 0);
  world->submission = fixture_submit (fixture, world->tokens[STUDENT], 0);
  world->tokens[MISSHAPEN] = g_strdup ("nonsense");
  world->tokens[UNKNOWN] = dz_token_new ();
  world->tokens[EXPIRED] = fixture_sign_in (fixture, "陈", DZ_ROLE_ALL, "w");
  fixture->ahead_us = 2 * G_TIME_SPAN_HOUR;
  world->tokens[SIGNED_OUT] = end_session (world, fixture_sign_in (fixture, "陈", DZ_ROLE_ALL,
                                                                   "w"));
  world->tokens[REVIEWER] = fixture_sign_in (fixture, "李", DZ_ROLE_REVIEWER, "w");
  world->tokens[SUPERVISOR] = fixture_sign_in (fixture, "王", DZ_ROLE_SUPERVISOR, "w");
  world->tokens[DELIVERER] = fixture_sign_in (fixture, "赵", DZ_ROLE_DELIVERER, "w");
  world->tokens[ADMINISTRATOR] = fixture_sign_in (fixture, "钱", DZ_ROLE_ADMINISTRATOR, "w");
  world->stranger = fixture_sign_in (fixture, "孙", DZ_ROLE_REVIEWER, "w");
  take_photo (world);
}

static void
world_tear_down (World        *world,
                 gconstpointer user_data)
{
  for (guint i = 0; i < N_ASKERS; i++)
    g_free (world->tokens[i]);
  g_free (world->stranger);
  g_free (world->submission);
  g_free (world->photo);
  fixture_tear_down (&world->fixture, NULL);
}

static char *
key_of (const DzRoute *route)
{
  return g_strdup_printf ("%s %s %s",
                          route->listener == DZ_LISTENER_STUDENTS ? "students" : "staff",
                          route->method, route->pattern);
}

static const char *
cells_of (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    {
      if (g_str_equal (matrix[i].route, key))
        return matrix[i].cells;
    }
  g_test_message ("%s has no line here", key);
  g_assert_not_reached ();
}

/* Of what is there, so that nobody is sent away because it is not. */
static char *
path_of (World         *world,
         const DzRoute *route)
{
  g_autoptr(GString) path = g_string_new (route->pattern);
  gboolean is_window = g_str_has_prefix (route->pattern, "/windows/");

  g_string_replace (path, "{sha256}", world->photo, 0);
  g_string_replace (path, "{id}", is_window ? world->fixture.window->id : world->submission, 0);
  g_string_replace (path, "{student}", world->submission, 0);
  g_string_replace (path, "{code}",
                    g_str_has_prefix (route->pattern, "/reasons") ? "none" : FIXTURE_SCHOOL, 0);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* With a body that no handler likes: what counts is whether it is asked at all. */
static Reply *
ask (World         *world,
     const DzRoute *route,
     Asker          asker)
{
  gboolean is_student = route->listener == DZ_LISTENER_STUDENTS;
  gboolean ends = g_str_equal (route->pattern, "/sessions/current") && asker > STUDENT;
  g_autofree char *path = path_of (world, route);
  const char *body = g_str_equal (route->method, "GET") || ends ? NULL : "[]";
  g_autofree char *own = NULL;

  if (ends) /* who asks after that is still signed in */
    own = fixture_sign_in (&world->fixture, asker == REVIEWER ? "李" : asker == SUPERVISOR ? "王"
                           : asker == DELIVERER ? "赵" : "钱", DZ_ROLE_NONE, "w");
  return (is_student ? fixture_ask_students : fixture_ask_staff) (
    &world->fixture, route->method, path, ends ? own : world->tokens[asker], body);
}

static void
assert_cell (Reply *reply,
             char   cell)
{
  switch (cell)
    {
    case '+':
      g_assert_cmpuint (reply->status, !=, 401);
      g_assert_cmpuint (reply->status, !=, 403);
      g_assert_cmpstr (reply_string (reply, "error.code"), !=, "unknown-address");
      g_assert_cmpuint (reply->status, !=, 405);
      g_assert_cmpuint (reply->status, <, 500);
      break;
    case 'o':
      assert_reply (reply, 401, "signed-out");
      break;
    case 'x':
      assert_reply (reply, 403, "forbidden");
      break;
    case 'i':
      assert_reply (reply, 401, "no-identity");
      break;
    case 'b':
      assert_reply (reply, 403, "not-bound");
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_matrix (World        *world,
             gconstpointer user_data)
{
  guint n_routes;
  const DzRoute *routes = dz_routes_get (&n_routes);

  for (guint i = 0; i < n_routes; i++)
    {
      g_autofree char *key = key_of (&routes[i]);
      const char *cells = cells_of (key);

      g_assert_cmpuint (strlen (cells), ==, N_ASKERS);
      for (Asker asker = 0; asker < N_ASKERS; asker++)
        {
          g_autoptr(Reply) reply = ask (world, &routes[i], asker);

          g_test_message ("%s by %s: %u %s", key, asker_names[asker], reply->status,
                          reply_string (reply, "error.code"));
          assert_cell (reply, cells[asker]);
        }
    }
  g_assert_cmpuint (n_routes, ==, G_N_ELEMENTS (matrix));
}

static char *
user_id (World      *world,
         const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzUser) user = dz_store_find_user (world->fixture.store, name, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (user->id);
}

/* What depends on whose it is, or on what the body asks for. */
static const struct
{
  const char *method;
  const char *path;     /* SUBMISSION, PHOTO, and USER for the supervisor's id */
  const char *body;     /* nullable */
  char        reviewer; /* who holds the submission */
  char        stranger;
  char        supervisor;
  char        administrator;
} theirs[] = {
  { "GET", "/photos/PHOTO", NULL, '+', 'x', '+', 'x' },
  { "GET", "/submissions/SUBMISSION/standing", NULL, '+', 'x', '+', 'x' },
  { "POST", "/submissions/SUBMISSION/retake", "{}", '+', 'x', '+', 'x' },
  { "POST", "/submissions/SUBMISSION/reveal", "{\"code\":\"asked\"}", '+', 'x', '+', 'x' },
  { "GET", "/history?actor=USER", NULL, 'x', 'x', '+', '+' },
  { "POST", "/leases", "{\"wanted\":0,\"queue\":\"supervisor\"}", 'x', 'x', '+', 'x' },
  { "POST", "/commands",
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"kind\":\"reopen\",\"reason\":\"r\","
    "\"submission\":\"SUBMISSION\",\"version\":1,\"photo\":\"PHOTO\",\"shown_ms\":0,"
    "\"decision\":null,\"made_us\":1}", 'x', 'x', '+', 'x' },
};

static char *
fill (World      *world,
      const char *text)
{
  g_autoptr(GString) filled = g_string_new (text);
  g_autofree char *user = user_id (world, "王");

  g_string_replace (filled, "SUBMISSION", world->submission, 0);
  g_string_replace (filled, "PHOTO", world->photo, 0);
  g_string_replace (filled, "USER", user, 0);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static void
assert_theirs (World      *world,
               guint       i,
               const char *token,
               char        cell)
{
  g_autofree char *path = fill (world, theirs[i].path);
  g_autofree char *body = theirs[i].body != NULL ? fill (world, theirs[i].body) : NULL;
  g_autoptr(Reply) reply = fixture_ask_staff (&world->fixture, theirs[i].method, path, token, body);

  g_test_message ("%s %s wants %c: %u %s", theirs[i].method, theirs[i].path, cell, reply->status,
                  reply_string (reply, "error.en"));
  assert_cell (reply, cell);
  g_assert_cmpuint (reply->status, !=, 400);
}

static void
test_theirs (World        *world,
             gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (theirs); i++)
    {
      assert_theirs (world, i, world->tokens[REVIEWER], theirs[i].reviewer);
      assert_theirs (world, i, world->stranger, theirs[i].stranger);
      assert_theirs (world, i, world->tokens[SUPERVISOR], theirs[i].supervisor);
      assert_theirs (world, i, world->tokens[ADMINISTRATOR], theirs[i].administrator);
    }
}

/* A reviewer's history is all theirs; a supervisor's is everybody's, or one actor's. */
static void
test_own_history (World        *world,
                  gconstpointer user_data)
{
  g_autofree char *id = user_id (world, "李");
  g_autofree char *path = g_strconcat ("/history?actor=", id, NULL);
  g_autoptr(Reply) own = fixture_ask_staff (&world->fixture, "GET", "/history",
                                            world->tokens[REVIEWER], NULL);
  g_autoptr(Reply) all = fixture_ask_staff (&world->fixture, "GET", "/history",
                                            world->tokens[SUPERVISOR], NULL);
  g_autoptr(Reply) one = fixture_ask_staff (&world->fixture, "GET", path,
                                            world->tokens[SUPERVISOR], NULL);

  assert_reply (own, 200, NULL);
  g_assert_cmpuint (reply_length (own, "entries"), ==, 2); /* signed in, leased */
  for (guint i = 0; i < reply_length (own, "entries"); i++)
    {
      g_autofree char *actor = g_strdup_printf ("entries.%u.actor", i);

      g_assert_cmpstr (reply_string (own, actor), ==, id);
    }
  g_assert_cmpuint (reply_length (all, "entries"), >, reply_length (own, "entries"));
  g_assert_true (g_bytes_equal (own->body, one->body));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/service/access/matrix", World, NULL, world_set_up, test_matrix, world_tear_down);
  g_test_add ("/service/access/theirs", World, NULL, world_set_up, test_theirs, world_tear_down);
  g_test_add ("/service/access/own-history", World, NULL, world_set_up, test_own_history,
              world_tear_down);
  return g_test_run ();
}
