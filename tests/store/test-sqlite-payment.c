/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a payment does; nothing in the store takes one yet, so that the move is made from within. */
#include "dz-store-fixture.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-reopenings.h"

static void
open_window (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzWindow) wanted = fixture_new_window (self->window->retake_ends_us);
  g_autoptr(DzWindow) window = NULL;

  wanted->payer = DZ_PAYER_STUDENT;
  wanted->fee_fen = 3000;
  window = dz_store_open_window (self->store, wanted, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  self->now_us = window->opens_us;
}

static void
pay (Fixture    *self,
     const char *submission)
{
  g_autoptr(GError) error = NULL;
  DzStateChange change = { submission, DZ_STATE_UNPAID, DZ_STATE_PENDING, DZ_ACTOR_SERVICE,
                           DZ_STORE_ACTOR_SERVICE, NULL, NULL, FALSE };
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self->store, "paying", &error);

  g_assert_no_error (error);
  g_assert_true (dz_store_move (self->store, &change, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (dz_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

/* Another student sends the same photo. */
static DzSubmission *
send_twin (Fixture    *self,
           const char *other)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzPeers) peers = dz_peers_new ();
  DzTwin *twin = dz_twin_new ();
  g_autoptr(DzSubmission) received = NULL;

  twin->submission = g_strdup (other);
  g_ptr_array_add (peers->twins, twin);
  fixture_bind (self->store, 1);
  received = fixture_receive (self->store, 1, "photo");
  return fixture_examine_among (self->store, received->id, measurement, peers, G_MAXINT64);
}

/* What was paid for stays so when it is set apart, and only that can be approved. */
static void
test_paid (Fixture      *self,
           gconstpointer data)
{
  g_autoptr(DzUser) supervisor = dz_store_add_user (self->store, "赵主任", "$argon2id$",
                                                    DZ_ROLE_SUPERVISOR, DZ_STORE_ACTOR_SERVICE,
                                                    NULL);
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(GPtrArray) items = NULL;

  open_window (self);
  first = fixture_queue (self->store, 0, "photo");
  g_assert_cmpint (first->state, ==, DZ_STATE_UNPAID);
  pay (self, first->id);
  second = send_twin (self, first->id);
  g_assert_cmpint (second->state, ==, DZ_STATE_QUARANTINED);
  items = dz_store_lease (self->store, supervisor, FIXTURE_DESK, DZ_QUEUE_SUPERVISOR, 5, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  for (guint i = 0; i < items->len; i++)
    {
      const DzSubmission *leased = ((DzItem *) g_ptr_array_index (items, i))->submission;
      gboolean paid = g_str_equal (leased->id, first->id);
      g_autoptr(DzCommand) approve = fixture_approve (leased);
      g_autoptr(GError) error = NULL;
      g_autoptr(DzCommandAnswer) answer =
        dz_store_apply (self->store, supervisor, FIXTURE_DESK, approve, "body", &error);

      g_assert_true ((answer != NULL) == paid);
      g_assert_true (g_error_matches (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNPAID) == !paid);
    }
}

/* Rejected by wang, and in effect. */
static void
reject (Fixture *self)
{
  g_autoptr(GPtrArray) items = fixture_lease (self, self->wang, 1);
  g_autoptr(DzCommand) command =
    fixture_reject (((DzItem *) g_ptr_array_index (items, 0))->submission, "blurred", NULL);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (self, self->wang, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  self->now_us += (DZ_WINDOW_HOLD_S_DEFAULT + 1) * G_USEC_PER_SEC;
  g_assert_true (dz_store_seal_due (self->store, NULL, NULL));
}

/* A later photo that nobody has paid for stands in no other's place; and nobody pays for it while
 * the one before waits again. */
static void
test_reopened (Fixture      *self,
               gconstpointer data)
{
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) later = NULL;
  g_autoptr(DzSubmission) open = NULL;
  g_autoptr(DzSubmission) gone = NULL;
  g_autoptr(GError) error = NULL;

  open_window (self);
  first = fixture_queue (self->store, 0, "photo");
  pay (self, first->id);
  reject (self);
  later = fixture_queue (self->store, 0, "another");
  g_assert_cmpint (later->state, ==, DZ_STATE_UNPAID);
  g_assert_true (dz_store_reopen (self->store, first->id, "背景在范围之内", &error));
  g_assert_no_error (error);
  open = dz_store_get_submission (self->store, first->id, NULL);
  g_assert_cmpint (open->state, ==, DZ_STATE_PENDING);
  gone = dz_store_get_submission (self->store, later->id, NULL);
  g_assert_cmpint (gone->state, ==, DZ_STATE_EXPIRED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/sqlite-payment/paid", fixture_set_up, test_paid);
  fixture_add ("/store/sqlite-payment/reopened", fixture_set_up, test_reopened);
  return g_test_run ();
}
