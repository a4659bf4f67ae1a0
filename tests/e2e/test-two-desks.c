/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole way of many photos: a roster is imported, every shared portrait is uploaded by its
 * own student over HTTP, two desks lease and decide all of them at once, the service is killed in
 * the middle and started again. Afterwards every command that a desk held safe is applied once or
 * listed as a conflict, every state is legal and the history verifies. */
#include "dz-cache.h"
#include "dz-store.h"
#include "dz-store-history.h"
#include "dz-store-queue.h"
#include "dz-store-submissions.h"
#include "dz-sync.h"
#include "dz-test-frame.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#define SCHOOL "11414"
#define PASSWORD "对照 two desks"
#define KILL_AFTER 20 /* decisions safe on the desks' disks when the service dies */
#define LONG_S 240

static const char *const reviewers[] = { "李审", "王核" };

typedef struct
{
  char          *dir;
  char          *data;
  char          *ctl;
  DzTestService *service;
  GPtrArray     *photos; /* paths */
  guint          n_safe; /* decisions safe on disk */
  guint          n_conflicts;
} Rush;

/* One desk without a window: it decides whatever stands first. */
typedef struct
{
  Rush    *rush;
  DzSync  *sync;
  char    *cache_dir;
  gboolean signed_in;
  gboolean deciding;
  guint    n_decided;
} Desk;

/* ---- preparing ---- */

static GPtrArray *
list_portraits (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("DZ_SHARED_DIR"), "photos", "portraits",
                                              NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".jpg"))
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }
  return paths;
}

static char *
number_of (guint i)
{
  return g_strdup_printf ("2022%06u", i + 1);
}

static void
run_ctl (Rush       *rush,
         const char *arguments,
         const char *input)
{
  g_autofree char *line = g_strdup_printf ("%s %s --data %s", rush->ctl, arguments, rush->data);
  g_auto(GStrv) argv = NULL;
  g_autofree char *output = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  output = dz_test_run ((const char *const *) argv, input, 0);
}

static void
prepare (Rush *rush)
{
  g_autoptr(GString) roster = g_string_new ("学号,姓名,学历层次\n");
  g_autofree char *file = g_build_filename (rush->dir, "roster.csv", NULL);
  g_autofree char *import = g_strdup_printf ("roster import %s --school " SCHOOL, file);

  for (guint i = 0; i < rush->photos->len; i++)
    {
      g_autofree char *number = number_of (i);

      g_string_append_printf (roster, "%s,学生%u,硕士\n", number, i + 1);
    }
  g_assert_true (g_file_set_contents (file, roster->str, -1, NULL));
  run_ctl (rush, import, NULL);
  run_ctl (rush,
           "window open --school " SCHOOL " --levels master --opens 2022-05-09 --ends 2099-05-14"
           " --payer school --hold-seconds 1",
           NULL);
  for (guint i = 0; i < G_N_ELEMENTS (reviewers); i++)
    {
      g_autofree char *add = g_strdup_printf ("user add %s --roles reviewer --password-stdin",
                                              reviewers[i]);

      run_ctl (rush, add, PASSWORD "\n");
    }
}

/* ---- the students ---- */

static JsonNode *
exchange (SoupSession *session,
          SoupMessage *message,
          const char  *type,
          GBytes      *body,
          guint        status)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = NULL;
  JsonNode *node;

  soup_message_set_request_body_from_bytes (message, type, body);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != status)
    g_error ("%s: %u: %.*s", g_uri_get_path (soup_message_get_uri (message)),
             soup_message_get_status (message), (int) g_bytes_get_size (answer),
             (const char *) g_bytes_get_data (answer, NULL));
  node = json_from_string (g_bytes_get_data (answer, NULL), &error);
  g_assert_no_error (error);
  return node;
}

static char *
verify (Rush        *rush,
        SoupSession *session,
        guint        i)
{
  g_autofree char *url = g_strconcat (rush->service->students_url, "/api/v1/verify", NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", url);
  g_autofree char *number = number_of (i);
  g_autofree char *text = g_strdup_printf ("{\"school\":\"" SCHOOL "\",\"level\":\"master\","
                                           "\"name\":\"学生%u\",\"identifier\":\"%s\"}",
                                           i + 1, number);
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr(JsonNode) node = exchange (session, message, "application/json", body, 200);

  return g_strdup (json_object_get_string_member (json_node_get_object (node), "identity"));
}

static void
upload (Rush        *rush,
        SoupSession *session,
        guint        i)
{
  g_autofree char *identity = verify (rush, session, i);
  g_autofree char *authority = g_strconcat ("Bearer ", identity, NULL);
  g_autofree char *url = g_strconcat (rush->service->students_url, "/api/v1/submissions", NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", url);
  g_autofree char *bytes = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(JsonNode) node = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_ptr_array_index (rush->photos, i), &bytes, &length, NULL));
  body = g_bytes_new_take (g_steal_pointer (&bytes), length);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               authority);
  node = exchange (session, message, "image/jpeg", body, 201);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "state"), ==,
                   "in-review");
}

/* ---- the desks ---- */

static void decide_first (Desk *desk);

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Desk *desk = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_decide_finish (DZ_SYNC (source), result, &error);
  g_assert_no_error (error);
  desk->n_decided++;
  desk->rush->n_safe++;
  desk->deciding = FALSE;
  decide_first (desk);
}

/* As a reviewer must who approves against rules that fail. */
static GPtrArray *
new_overrides (const DzItem *item)
{
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (item->submission->findings,
                                                           item->waivers);

  return dz_overrides_new_for (failing, "画出来的人");
}

static void
decide_first (Desk *desk)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (dz_sync_get_queue (desk->sync), 0);
  g_autoptr(DzDecision) decision = dz_decision_new ();
  const char *reasons[] = { "other", NULL };

  if (item == NULL || desk->deciding)
    return;
  decision->verdict = desk->n_decided % 3 == 2 ? DZ_VERDICT_REJECT : DZ_VERDICT_APPROVE;
  if (decision->verdict == DZ_VERDICT_REJECT)
    {
      decision->reasons = g_strdupv ((char **) reasons);
      decision->note = g_strdup ("请上传证件照。");
    }
  else
    {
      decision->overrides = new_overrides (dz_queue_item_get_item (item));
      dz_test_frame (decision, dz_queue_item_get_item (item)->measurement,
                     dz_queue_item_get_item (item)->submission->profile_hash);
    }
  desk->deciding = TRUE;
  dz_sync_decide_async (desk->sync, item, decision, 500, decided_cb, desk);
}

static void
queue_cb (GListModel *queue,
          guint       position,
          guint       removed,
          guint       added,
          Desk       *desk)
{
  if (added > 0)
    decide_first (desk);
}

static void
conflict_cb (DzSync     *sync,
             const char *submission,
             const char *sentence,
             Desk       *desk)
{
  g_test_message ("conflict: %s", sentence);
  desk->rush->n_conflicts++;
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Desk *desk = user_data;
  g_autoptr(GError) error = NULL;

  desk->signed_in = dz_sync_sign_in_finish (DZ_SYNC (source), result, &error);
  g_assert_no_error (error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static DzSync *
open_sync (const char *url,
           const char *dir)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  DzSync *sync;

  dz_sync_open_async (url, dir, NULL, opened_cb, &result);
  dz_test_wait_set (&result, 30, "the desk's data open");
  sync = dz_sync_open_finish (result, &error);
  g_assert_no_error (error);
  return sync;
}

static Desk *
open_desk (Rush *rush,
           guint i)
{
  Desk *desk = g_new0 (Desk, 1);
  g_autofree char *name = g_strdup_printf ("desk-%u", i);

  desk->rush = rush;
  desk->cache_dir = g_build_filename (rush->dir, name, NULL);
  desk->sync = open_sync (rush->service->staff_url, desk->cache_dir);
  g_signal_connect (dz_sync_get_queue (desk->sync), "items-changed", G_CALLBACK (queue_cb), desk);
  g_signal_connect (desk->sync, "conflict", G_CALLBACK (conflict_cb), desk);
  dz_sync_sign_in_async (desk->sync, reviewers[i], PASSWORD, NULL, signed_in_cb, desk);
  return desk;
}

static void
close_desk (Desk *desk)
{
  dz_sync_close (desk->sync);
  dz_test_wait_finalized (desk->sync);
}

static gboolean
enough_safe (gpointer data)
{
  return ((Rush *) data)->n_safe >= KILL_AFTER;
}

static guint
count_waiting (Desk **desks)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (reviewers); i++)
    {
      guint in_outbox;

      g_object_get (desks[i]->sync, "waiting", &in_outbox, NULL);
      n += in_outbox;
    }
  return n;
}

static gboolean
all_done (gpointer data)
{
  Desk **desks = data;
  Rush *rush = desks[0]->rush;
  guint in_queues = 0;

  for (guint i = 0; i < G_N_ELEMENTS (reviewers); i++)
    {
      in_queues += g_list_model_get_n_items (dz_sync_get_queue (desks[i]->sync));
      dz_sync_refresh (desks[i]->sync);
    }
  return rush->n_safe >= rush->photos->len && count_waiting (desks) + in_queues == 0;
}

/* ---- what must be true afterwards ---- */

static void
count_decisions (DzStore    *store,
                 GHashTable *decided)
{
  g_autoptr(GPtrArray) entries = dz_store_read_history (store, 1, 100000, NULL, NULL);

  g_assert_nonnull (entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->kind, "decide"))
        g_assert_true (g_hash_table_add (decided, g_strdup (entry->subject)));
    }
}

/* Nothing was approved against a rule without a word why. */
static void
check_overrides (const DzSubmission *submission)
{
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (submission->findings, NULL);

  for (guint i = 0; i < failing->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (failing, i);

      g_assert_true (submission->decision->verdict == DZ_VERDICT_REJECT ||
                     dz_overrides_find (submission->decision->overrides, finding->rule) != NULL);
    }
}

static void
check_command (DzStore           *store,
               GHashTable        *decided,
               const DzOutboxRow *row)
{
  g_autoptr(DzSubmission) submission = dz_store_get_submission (store, row->submission, NULL);

  g_assert_nonnull (submission);
  g_assert_nonnull (submission->decision);
  g_assert_true (g_hash_table_contains (decided, row->submission));
  g_assert_true (submission->state == DZ_STATE_APPROVED || submission->state == DZ_STATE_REJECTED ||
                 submission->state == DZ_STATE_HELD);
  check_overrides (submission);
  g_assert_nonnull (strstr (row->body, submission->decision->verdict == DZ_VERDICT_APPROVE
                                           ? "approve"
                                           : "reject"));
}

static guint
check_outbox (DzStore    *store,
              GHashTable *decided,
              const char *cache_dir)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzCache) cache = dz_cache_open (cache_dir, &error);
  g_autoptr(GPtrArray) done = NULL;
  g_autoptr(GPtrArray) waiting = NULL;
  g_autoptr(GPtrArray) conflicts = NULL;
  g_autoptr(GPtrArray) refused = NULL;

  g_assert_no_error (error);
  done = dz_cache_list_commands (cache, NULL, "done", NULL);
  waiting = dz_cache_list_commands (cache, NULL, "waiting", NULL);
  conflicts = dz_cache_list_commands (cache, NULL, "conflict", NULL);
  refused = dz_cache_list_commands (cache, NULL, "refused", NULL);
  g_assert_cmpuint (waiting->len, ==, 0);
  g_assert_cmpuint (refused->len, ==, 0);
  for (guint i = 0; i < done->len; i++)
    check_command (store, decided, g_ptr_array_index (done, i));
  return done->len + conflicts->len;
}

static void
check_history (DzStore *store)
{
  g_auto(DzHistoryCheck) check = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_store_verify_history (store, NULL, &check, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check.first_bad, ==, 0);
}

static void
check_all (Rush  *rush,
           Desk **desks)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = dz_store_open (rush->data, &error);
  g_autoptr(GHashTable) decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_ended = 0;

  g_assert_no_error (error);
  check_history (store);
  count_decisions (store, decided);
  g_assert_cmpuint (g_hash_table_size (decided), ==, rush->photos->len);
  for (guint i = 0; i < G_N_ELEMENTS (reviewers); i++)
    n_ended += check_outbox (store, decided, desks[i]->cache_dir);
  g_assert_cmpuint (n_ended, ==, rush->n_safe);
  run_ctl (rush, "audit verify", NULL);
}

/* ---- the test ---- */

static void
restart (Rush *rush)
{
  DzTestService *killed = rush->service;

  dz_test_service_kill (killed);
  rush->service = dz_test_service_start (rush->data, killed->students_url, killed->staff_url);
  dz_test_service_free (killed);
}

static gboolean
all_signed_in (gpointer data)
{
  Desk **desks = data;

  return desks[0]->signed_in && desks[1]->signed_in;
}

static void
rush_free (Rush *rush)
{
  g_clear_pointer (&rush->service, dz_test_service_free);
  dz_test_remove_tree (rush->dir);
  g_ptr_array_unref (rush->photos);
  g_free (rush->dir);
  g_free (rush->data);
  g_free (rush->ctl);
}

static void
test_two_desks (void)
{
  Rush rush = { 0 };
  Desk *desks[G_N_ELEMENTS (reviewers)];
  g_autoptr(SoupSession) session = soup_session_new ();
  guint n_waiting;

  rush.photos = list_portraits ();
  if (rush.photos->len == 0)
    {
      g_ptr_array_unref (rush.photos);
      g_test_skip ("the shared portraits are not here");
      return;
    }
  rush.dir = g_dir_make_tmp ("dz-e2e-XXXXXX", NULL);
  rush.data = g_build_filename (rush.dir, "data", NULL);
  rush.ctl = g_strdup (g_getenv ("DZ_CTL"));
  prepare (&rush);
  rush.service = dz_test_service_start (rush.data, NULL, NULL);
  for (guint i = 0; i < rush.photos->len; i++)
    upload (&rush, session, i);
  for (guint i = 0; i < G_N_ELEMENTS (reviewers); i++)
    desks[i] = open_desk (&rush, i);
  dz_test_wait_for (all_signed_in, desks, LONG_S, "both reviewers sign in");
  dz_test_wait_for (enough_safe, &rush, LONG_S, "decisions before the service dies");
  n_waiting = count_waiting (desks);
  restart (&rush);
  dz_test_wait_for (all_done, desks, LONG_S, "every photo is decided and every command answered");
  g_test_message ("%u portraits, %u decisions safe, %u of them unsent when the service died, %u"
                  " conflicts",
                  rush.photos->len, rush.n_safe, n_waiting, rush.n_conflicts);
  for (guint i = 0; i < G_N_ELEMENTS (reviewers); i++)
    close_desk (desks[i]);
  dz_test_service_stop (rush.service);
  check_all (&rush, desks);
  for (guint i = 0; i < G_N_ELEMENTS (reviewers); i++)
    {
      g_free (desks[i]->cache_dir);
      g_free (desks[i]);
    }
  rush_free (&rush);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/two-desks", test_two_desks);
  return g_test_run ();
}
