/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reviewer who never looks away: a real window on a real service, seen and typed to from outside.
 * Of a queue everything is approved, rejected, skipped or left to a supervisor, some of it undone
 * and judged again, as fast as the desk allows; then the service is asked what it has of all that.
 * A first argument gives another number of submissions than 500. It fails where anything that was
 * pressed is not what the service has. */
#include <stdio.h>
#include <stdlib.h>

#include "bench-desk.h"
#include "bench-figures.h"
#include "dz-escalation-code.h"
#include "dz-reason-choice.h"
#include "dz-test-wait.h"
#include "rush-record.h"

#define SCREEN_WIDTH 1280
#define SCREEN_HEIGHT 800

#define N_ITEMS 500
#define N_ITEMS_MAX 5000

/* Of a hundred photos. */
#define APPROVED 58
#define REJECTED 27
#define SKIPPED 8
#define UNDONE 6
#define NOTED 15 /* of those that are rejected */
#define NOTE "another collar please"

/* A key counts when its photo has been there for 150 ms; what is seen from outside has been painted
 * a little before. */
#define READABLE_MS 152
#define LATE_MS 60000
#define READ_BACK_S 120
#define LOOK_US 500

#define REACH_PER_HOUR 1200.0
#define REACH_RSS_MB 350.0

typedef struct
{
  BenchScreen *screen;   /* owned */
  BenchDesk   *desk;     /* owned */
  RushWorld   *world;    /* owned */
  RushRecord  *pressed;  /* owned */
  RushRecord  *has;      /* owned, nullable: what the service has */
  GRand       *rand;     /* owned */
  GArray      *waits;    /* owned (element-type double): from the last key to the next photo, ms */
  char        *here;     /* owned: submission on the screen */
  guint        n_shown;  /* when it came */
  gint64       seen_us;  /* since when it is there */
  guint        n_items;
  guint        n_left;   /* nothing was done with them yet */
  guint        n_keys;
  guint        n_framed; /* approvals that cover what is delivered */
} Rush;

static void
stop (const char *sentence)
{
  g_printerr ("bench-rush: %s\n", sentence);
  exit (1);
}

/* ---- what is seen ---- */

static gboolean
reads_code_of (Rush       *self,
               const char *submission)
{
  const RushItem *item = g_hash_table_lookup (self->world->items, submission);

  if (item == NULL)
    stop ("the desk shows what nobody has sent");
  if (bench_screen_read_code (self->screen) != BENCH_NO_CODE)
    return bench_screen_read_code (self->screen) == item->code;
  return bench_screen_find_code (self->screen)
         && bench_screen_read_code (self->screen) == item->code;
}

/* Another photo than the one before, and the very one of which the desk says so. */
static gboolean
see_next (Rush *self)
{
  guint n_shown;
  g_autofree char *shown = bench_desk_dup_shown (self->desk, &n_shown);

  if (n_shown == self->n_shown)
    return FALSE;
  bench_screen_look (self->screen);
  if (!reads_code_of (self, shown))
    return FALSE;
  self->seen_us = g_get_monotonic_time ();
  self->n_shown = n_shown;
  g_free (self->here);
  self->here = g_steal_pointer (&shown);
  return TRUE;
}

static void
wait_next (Rush *self)
{
  gint64 begin_us = g_get_monotonic_time ();

  while (!see_next (self))
    {
      if (bench_ms_since (begin_us) > LATE_MS)
        stop ("the next photo does not come");
      g_usleep (LOOK_US);
    }
}

static void
wait_readable (Rush *self)
{
  double left_ms = READABLE_MS - bench_ms_since (self->seen_us);

  if (left_ms > 0)
    g_usleep ((gulong) (left_ms * 1000));
}

static void
wait_side (Rush       *self,
           const char *side)
{
  gint64 begin_us = g_get_monotonic_time ();

  while (!bench_desk_shows_side (self->desk, side))
    {
      if (bench_ms_since (begin_us) > LATE_MS)
        stop ("a key does nothing");
      g_usleep (LOOK_US);
    }
}

/* ---- what is pressed ---- */

static gboolean
happens (Rush *self,
         guint of_hundred)
{
  return (guint) g_rand_int_range (self->rand, 0, 100) < of_hundred;
}

static void
press (Rush       *self,
       const char *key)
{
  bench_screen_press (self->screen, key);
  self->n_keys++;
}

static void
press_number (Rush *self,
              guint number)
{
  g_autofree char *key = g_strdup_printf ("%u", number);

  press (self, key);
}

/* The key with which a photo is done with, to the photo after it. */
static void
press_last (Rush       *self,
            const char *key)
{
  gint64 begin_us = g_get_monotonic_time ();
  double ms;

  press (self, key);
  if (self->n_left == 0)
    return;
  wait_next (self);
  ms = (double) (self->seen_us - begin_us) / 1000;
  g_array_append_val (self->waits, ms);
}

static void
record (Rush       *self,
        const char *what,
        GPtrArray  *codes,
        const char *note)
{
  rush_record_add (self->pressed, self->here, what, codes, note);
}

static RushItem *
get_item (Rush *self)
{
  return g_hash_table_lookup (self->world->items, self->here);
}

/* Against rules only with a reason for each of them: the first that there is. What is delivered is
 * covered. */
static void
approve (Rush *self)
{
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (get_item (self)->findings, NULL);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < failing->len; i++)
    g_ptr_array_add (codes, g_strdup (((DzFinding *) g_ptr_array_index (failing, i))->rule));
  g_ptr_array_add (codes, rush_record_say_frame (&get_item (self)->frame));
  self->n_framed++;
  record (self, "approve", codes, NULL);
  if (failing->len == 0)
    {
      press_last (self, "a");
      return;
    }
  press (self, "a");
  wait_side (self, "override");
  for (guint i = 0; i < failing->len; i++)
    press (self, "1");
  press_last (self, "Return");
}

static void
toggle (GPtrArray *codes,
        char      *code)
{
  if (!g_ptr_array_remove (codes, code))
    g_ptr_array_add (codes, code);
}

/* What the desk proposes, and one or two numbers more, or less.
 *
 * Returns: whether one of them wants a note */
static gboolean
choose_reasons (Rush      *self,
                GPtrArray *choices,
                GPtrArray *codes)
{
  guint n_more = happens (self, 50) ? 2 : 1;
  gboolean wants_note = FALSE;

  for (guint i = 0; i < choices->len; i++)
    if (((DzReasonChoice *) g_ptr_array_index (choices, i))->preselected)
      toggle (codes, ((DzReasonChoice *) g_ptr_array_index (choices, i))->reason->code);
  for (guint i = 0; i < n_more || codes->len == 0; i++)
    {
      guint number = (guint) g_rand_int_range (self->rand, 0, 9);

      press_number (self, number + 1);
      toggle (codes, ((DzReasonChoice *) g_ptr_array_index (choices, number))->reason->code);
    }
  for (guint i = 0; i < choices->len; i++)
    {
      const DzReason *reason = ((DzReasonChoice *) g_ptr_array_index (choices, i))->reason;

      wants_note |= reason->needs_note && g_ptr_array_find (codes, reason->code, NULL);
    }
  return wants_note;
}

static void
reject (Rush *self)
{
  g_autoptr(GPtrArray) choices = dz_reason_choices_new (self->world->reasons,
                                                        get_item (self)->findings);
  GPtrArray *codes = g_ptr_array_new ();
  const char *note = NULL;

  press (self, "r");
  wait_side (self, "reject");
  if (choose_reasons (self, choices, codes) || happens (self, NOTED))
    {
      note = NOTE;
      press (self, "Tab");
      bench_screen_type (self->screen, NOTE);
    }
  record (self, "reject", codes, note);
  press_last (self, "Return");
}

static void
skip (Rush *self)
{
  record (self, "return", NULL, NULL);
  press_last (self, "s");
}

/* Any reason but the last, which wants words. */
static void
escalate (Rush *self)
{
  GPtrArray *codes = g_ptr_array_new ();
  guint n_codes;
  const DzEscalationCode *known = dz_escalation_codes_get (&n_codes);
  guint chosen = (guint) g_rand_int_range (self->rand, 0, (gint32) n_codes - 1);

  g_ptr_array_add (codes, (gpointer) known[chosen].code);
  record (self, "escalate", codes, NULL);
  press (self, "e");
  wait_side (self, "escalate");
  press_number (self, chosen + 1);
  press_last (self, "Return");
}

/* The workstation must not approve a photo of which no picture can be delivered: the key does
 * nothing, and the photo is rejected. */
static void
decide (Rush *self)
{
  gboolean approves = happens (self, 100 * APPROVED / (APPROVED + REJECTED));
  gboolean deliverable = !dz_crop_is_empty (&get_item (self)->frame);

  if (approves && deliverable)
    {
      approve (self);
      return;
    }
  if (approves)
    press (self, "a");
  reject (self);
}

/* The photo comes back, and is judged again. */
static void
undo (Rush       *self,
      const char *decided)
{
  rush_record_add (self->pressed, decided, "undo", NULL, NULL);
  press (self, "BackSpace");
  wait_next (self);
  if (!g_str_equal (self->here, decided))
    stop ("another photo comes back than the one that was undone");
  wait_readable (self);
  decide (self);
}

static void
judge (Rush *self)
{
  g_autofree char *judged = g_strdup (self->here);
  guint chance = (guint) g_rand_int_range (self->rand, 0, 100);

  self->n_left--;
  wait_readable (self);
  if (chance >= APPROVED + REJECTED + SKIPPED)
    escalate (self);
  else if (chance >= APPROVED + REJECTED)
    skip (self);
  else
    {
      decide (self);
      if (self->n_left > 0 && happens (self, UNDONE))
        undo (self, judged);
    }
}

/* ---- all ---- */

static void
open_desk (Rush *self)
{
  self->desk = bench_desk_start (self->screen, self->world->dir, self->world->service->staff_url);
  if (!bench_screen_maximize (self->screen, LATE_MS))
    stop ("the desk opens no window");
  if (!bench_desk_wait_page (self->desk, "sign-in", LATE_MS))
    stop ("the desk does not ask who is there");
  bench_desk_sign_in (self->desk, RUSH_REVIEWER, RUSH_PASSWORD);
  if (!bench_desk_wait_page (self->desk, "main", LATE_MS))
    stop ("the desk does not let the reviewer in");
  wait_next (self);
}

static gboolean
has_all (gpointer data)
{
  Rush *self = data;

  g_clear_pointer (&self->has, rush_record_free);
  self->has = rush_record_read (self->world);
  return rush_record_compare (self->pressed, self->has, FALSE) == self->n_items;
}

/* The last commands are still on their way. What never comes is printed. */
static guint
read_back (Rush *self)
{
  gint64 end_us = g_get_monotonic_time () + READ_BACK_S * G_TIME_SPAN_SECOND;

  while (!has_all (self) && g_get_monotonic_time () < end_us)
    g_usleep (LOOK_US);
  return rush_record_compare (self->pressed, self->has, TRUE);
}

static gboolean
say_all (Rush   *self,
         double  hours)
{
  BenchFigures figures = { 0, 0 };
  guint n_equal = read_back (self);

  bench_figures_say_at_least (&figures, "rush", "items", self->n_items / hours, "per hour",
                              REACH_PER_HOUR);
  bench_figures_say (&figures, "rush", "keys", self->n_keys / hours, "per hour", BENCH_NO_REACH);
  bench_figures_say (&figures, "rush", "key-to-photo-median", bench_percentile (self->waits, 50),
                     "ms", BENCH_NO_REACH);
  bench_figures_say (&figures, "rush", "key-to-photo-p95", bench_percentile (self->waits, 95),
                     "ms", BENCH_NO_REACH);
  bench_figures_say (&figures, "rush", "key-to-photo-max", bench_percentile (self->waits, 100),
                     "ms", BENCH_NO_REACH);
  bench_figures_say (&figures, "rush", "approvals-with-frame", self->n_framed, "",
                     BENCH_NO_REACH);
  bench_figures_say_at_least (&figures, "rush", "read-back-equal", n_equal, "", self->n_items);
  bench_figures_say (&figures, "rush", "rss", bench_desk_get_rss_mb (self->desk), "MB",
                     REACH_RSS_MB);
  bench_figures_say_all (&figures);
  return n_equal == self->n_items && rush_record_count (self->has) == self->n_items;
}

static gboolean
run (Rush *self)
{
  gint64 begin_us;
  double hours;
  gboolean equal;

  self->world = rush_world_new (self->n_items);
  open_desk (self);
  begin_us = g_get_monotonic_time ();
  while (self->n_left > 0)
    judge (self);
  hours = bench_ms_since (begin_us) / (3600 * 1000);
  equal = say_all (self, hours);
  bench_desk_close (self->desk);
  rush_world_free (self->world);
  return equal;
}

int
main (int   argc,
      char *argv[])
{
  static const char *const needed[] = { "Xvfb", "openbox" };
  Rush self = { NULL };
  int wanted = argc > 1 ? atoi (argv[1]) : N_ITEMS;
  gboolean equal;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *found = g_find_program_in_path (needed[i]);

      if (found == NULL)
        {
          printf ("%s is not installed: nothing was measured\n", needed[i]);
          return 77;
        }
    }
  self.n_items = self.n_left = (guint) CLAMP (wanted, 2, N_ITEMS_MAX);
  self.screen = bench_screen_new (SCREEN_WIDTH, SCREEN_HEIGHT);
  self.pressed = rush_record_new ();
  self.rand = g_rand_new_with_seed (5);
  self.waits = g_array_new (FALSE, FALSE, sizeof (double));
  equal = run (&self);
  rush_record_free (self.pressed);
  g_clear_pointer (&self.has, rush_record_free);
  g_rand_free (self.rand);
  g_array_unref (self.waits);
  g_free (self.here);
  bench_screen_free (self.screen);
  return equal ? 0 : 1;
}
