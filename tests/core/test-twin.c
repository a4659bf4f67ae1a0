/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-kind.h"
#include "dz-task.h"

#include <string.h>

static void
test_distance (void)
{
  DzPdq one = { { 1, 2, 4, G_MAXUINT64 } };
  DzPdq other = { { 0, 2, 7, 0 } };

  g_assert_cmpuint (dz_pdq_distance (&one, &one), ==, 0);
  g_assert_cmpuint (dz_pdq_distance (&one, &other), ==, 1 + 0 + 2 + 64);
}

static void
test_hex (void)
{
  static const char hex[] = "0123456789abcdef00000000000000010000000000000000f000000000000000";
  DzPdq hash;
  g_autofree char *written = NULL;

  g_assert_true (dz_pdq_from_hex (hex, &hash));
  g_assert_cmpuint (hash.words[0], ==, G_GUINT64_CONSTANT (0x0123456789abcdef));
  g_assert_cmpuint (hash.words[3], ==, G_GUINT64_CONSTANT (0xf) << 60);
  written = dz_pdq_to_hex (&hash);
  g_assert_cmpstr (written, ==, hex);
  g_assert_false (dz_pdq_from_hex ("0123", &hash));
  g_assert_false (dz_pdq_from_hex ("g123456789abcdef0000000000000001000000000000000000000000000000"
                                   "00", &hash));
}

/* What a form does to the corner (1, 0) of a square around the middle, y downwards. */
static void
move (DzPdqForm form,
      int      *x,
      int      *y)
{
  static const int moves[DZ_N_PDQ_FORMS][4] = {
    [DZ_PDQ_FORM_SAME] = { 1, 0, 0, 1 },        [DZ_PDQ_FORM_TURNED_90] = { 0, -1, 1, 0 },
    [DZ_PDQ_FORM_TURNED_180] = { -1, 0, 0, -1 }, [DZ_PDQ_FORM_TURNED_270] = { 0, 1, -1, 0 },
    [DZ_PDQ_FORM_MIRRORED] = { -1, 0, 0, 1 },   [DZ_PDQ_FORM_FLIPPED] = { 1, 0, 0, -1 },
    [DZ_PDQ_FORM_TRANSPOSED] = { 0, 1, 1, 0 },  [DZ_PDQ_FORM_TRANSVERSED] = { 0, -1, -1, 0 },
  };
  int before_x = *x;

  *x = moves[form][0] * before_x + moves[form][1] * *y;
  *y = moves[form][2] * before_x + moves[form][3] * *y;
}

static void
test_forms (void)
{
  for (DzPdqForm form = 0; form < DZ_N_PDQ_FORMS; form++)
    {
      DzPdqForm read;
      int x = 1;
      int y = 3;

      move (form, &x, &y);
      move (dz_pdq_form_invert (form), &x, &y);
      g_assert_true (x == 1 && y == 3);
      g_assert_true (dz_pdq_form_from_nick (dz_pdq_form_to_nick (form), &read));
      g_assert_cmpint (read, ==, form);
    }
}

static void
test_words (void)
{
  DzTwinKind twin;
  DzTaskKind task;
  DzQueueKind queue;

  for (DzTwinKind kind = DZ_TWIN_BYTES; kind <= DZ_TWIN_ALIKE; kind++)
    g_assert_true (dz_twin_kind_from_nick (dz_twin_kind_to_nick (kind), &twin) && twin == kind);
  for (DzTaskKind kind = DZ_TASK_QUARANTINE; kind <= DZ_TASK_REQUEST; kind++)
    g_assert_true (dz_task_kind_from_nick (dz_task_kind_to_nick (kind), &task) && task == kind);
  for (DzQueueKind kind = DZ_QUEUE_REVIEW; kind <= DZ_QUEUE_SUPERVISOR; kind++)
    g_assert_true (dz_queue_kind_from_nick (dz_queue_kind_to_nick (kind), &queue) && queue == kind);
  g_assert_false (dz_twin_kind_from_nick ("same", &twin));
  g_assert_false (dz_task_kind_from_nick (NULL, &task));
  g_assert_false (dz_queue_kind_from_nick ("", &queue));
}

static void
test_copy (void)
{
  g_autoptr(DzTask) task = dz_task_new ();
  g_autoptr(DzTask) copy = NULL;

  task->name = g_strdup ("王梦");
  task->twin = dz_twin_new ();
  task->twin->kind = DZ_TWIN_PIXELS;
  task->twin->identifier = g_strdup ("2020");
  copy = dz_task_copy (task);
  g_clear_pointer (&task, dz_task_free);
  g_assert_cmpstr (copy->name, ==, "王梦");
  g_assert_cmpstr (copy->twin->identifier, ==, "2020");
  g_assert_true (dz_twin_is_identical (copy->twin));
  copy->twin->kind = DZ_TWIN_ALIKE;
  g_assert_false (dz_twin_is_identical (copy->twin));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/twin/distance", test_distance);
  g_test_add_func ("/twin/hex", test_hex);
  g_test_add_func ("/twin/forms", test_forms);
  g_test_add_func ("/twin/words", test_words);
  g_test_add_func ("/twin/copy", test_copy);
  return g_test_run ();
}
