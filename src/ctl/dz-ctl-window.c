/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "dz-ctl-command.h"
#include "dz-level.h"
#include "dz-profile.h"
#include "dz-time.h"

#define PROFILE_DEFAULT "graduate-2022"
#define YUAN_DIGITS_MAX 5

/* The options of "window open", as they were typed. */
typedef struct
{
  char *school;
  char *levels;
  char *opens;
  char *ends;
  char *retake_ends;
  char *payment_ends;
  char *fee_yuan;
  char *payer;
  char *profile;
  char *phone;
  char *identifier;
  int   hold_s;
  int   attempts;
  int   retention_days;
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->school);
  g_free (wanted->levels);
  g_free (wanted->opens);
  g_free (wanted->ends);
  g_free (wanted->retake_ends);
  g_free (wanted->payment_ends);
  g_free (wanted->fee_yuan);
  g_free (wanted->payer);
  g_free (wanted->profile);
  g_free (wanted->phone);
  g_free (wanted->identifier);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* "30", "30.5" or "30.50", never by way of a binary fraction. */
static gboolean
read_yuan (const char *text,
           int        *fen,
           GError    **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ".", 2);
  const char *yuan = parts[0] != NULL ? parts[0] : "";
  const char *fraction = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";
  gsize n_digits = strlen (fraction);

  if (*yuan == '\0' || strlen (yuan) > YUAN_DIGITS_MAX || n_digits > 2 ||
      strspn (yuan, "0123456789") != strlen (yuan) || strspn (fraction, "0123456789") != n_digits)
    return dz_ctl_refuse_usage (error, _("“%s” is no amount in yuan."), text);
  *fen = 100 * atoi (yuan) + atoi (fraction) * (n_digits == 1 ? 10 : 1);
  return TRUE;
}

static gboolean
read_day (const char *option,
          const char *day,
          gint64     *begins_us,
          GError    **error)
{
  if (dz_time_parse_day (day, begins_us))
    return TRUE;
  return dz_ctl_refuse_usage (error, _("%s wants a day such as 2022-05-09, not “%s”."), option,
                              day != NULL ? day : "");
}

/* People say the last day, and it counts: a window ends at 24:00 in Beijing. */
static gboolean
read_last_day (const char *option,
               const char *day,
               gint64      otherwise_us,
               gint64     *ends_us,
               GError    **error)
{
  if (day == NULL && otherwise_us > 0)
    {
      *ends_us = otherwise_us;
      return TRUE;
    }
  if (!read_day (option, day, ends_us, error))
    return FALSE;
  *ends_us += DZ_TIME_DAY_US;
  return TRUE;
}

static gboolean
read_times (const Wanted *wanted,
            DzWindow     *window,
            GError      **error)
{
  return read_day ("--opens", wanted->opens, &window->opens_us, error) &&
         read_last_day ("--ends", wanted->ends, 0, &window->upload_ends_us, error) &&
         read_last_day ("--retake-ends", wanted->retake_ends, window->upload_ends_us,
                        &window->retake_ends_us, error) &&
         read_last_day ("--payment-ends", wanted->payment_ends, window->retake_ends_us,
                        &window->payment_ends_us, error);
}

static gboolean
read_payment (const Wanted *wanted,
              DzWindow     *window,
              GError      **error)
{
  window->payer = DZ_PAYER_NOBODY;
  if (wanted->fee_yuan != NULL && !read_yuan (wanted->fee_yuan, &window->fee_fen, error))
    return FALSE;
  if (wanted->payer != NULL && !dz_payer_from_nick (wanted->payer, &window->payer))
    return dz_ctl_refuse_usage (error, _("--payer is nobody, school or student."));
  if (window->fee_fen > 0 && window->payer == DZ_PAYER_NOBODY)
    return dz_ctl_refuse_usage (error, _("Say with --payer who pays the fee: school or student."));
  return TRUE;
}

static gboolean
read_words (const Wanted *wanted,
            DzWindow     *window,
            GError      **error)
{
  g_autoptr(DzProfile) profile = NULL;

  window->profile = g_strdup (wanted->profile != NULL ? wanted->profile : PROFILE_DEFAULT);
  profile = dz_profile_find (window->profile, NULL);
  if (profile == NULL)
    {
      g_auto(GStrv) ids = dz_profile_list ();
      g_autofree char *known = g_strjoinv (", ", ids);

      return dz_ctl_refuse_usage (error, _("No profile is called “%s”; there is %s."),
                                  window->profile, known);
    }
  if (wanted->identifier != NULL &&
      !dz_identifier_kind_from_nick (wanted->identifier, &window->identifier_kind))
    return dz_ctl_refuse_usage (error, _("--identifier is student-number or collection-code."));
  window->phone = wanted->phone != NULL ? dz_ctl_dup_text (wanted->phone, error) : NULL;
  return wanted->phone == NULL || window->phone != NULL;
}

static gboolean
read_numbers (const Wanted *wanted,
              DzWindow     *window,
              GError      **error)
{
  if (wanted->hold_s < 0 || wanted->attempts < 1 || wanted->retention_days < 1)
    return dz_ctl_refuse_usage (error, _("--attempts and --retention-days are at least 1, "
                                         "--hold-seconds at least 0."));
  window->hold_s = (guint) wanted->hold_s;
  window->attempts_max = (guint) wanted->attempts;
  window->retention_days = (guint) wanted->retention_days;
  return TRUE;
}

static DzWindow *
make_window (const Wanted *wanted,
             GError      **error)
{
  g_autoptr(DzWindow) window = dz_window_new ();

  if (wanted->school == NULL || wanted->levels == NULL || wanted->opens == NULL ||
      wanted->ends == NULL)
    {
      dz_ctl_refuse_usage (error, _("A window needs --school, --levels, --opens and --ends."));
      return NULL;
    }
  window->school = dz_ctl_dup_text (wanted->school, error);
  if (window->school == NULL || !dz_ctl_read_levels (wanted->levels, &window->levels, error) ||
      !read_times (wanted, window, error) || !read_payment (wanted, window, error) ||
      !read_words (wanted, window, error) || !read_numbers (wanted, window, error))
    return NULL;
  return g_steal_pointer (&window);
}

static char *
describe_levels (guint levels)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < DZ_N_LEVELS; i++)
    {
      if (levels & (1u << i))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", dz_level_to_nick (i));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The last day, as it was asked for. */
static char *
describe_end (gint64 ends_us)
{
  return dz_time_format_date (ends_us - 1);
}

static void
print_window (const DzWindow *window)
{
  g_autofree char *levels = describe_levels (window->levels);
  g_autofree char *opens = dz_time_format_date (window->opens_us);
  g_autofree char *ends = describe_end (window->upload_ends_us);
  g_autofree char *retake_ends = describe_end (window->retake_ends_us);
  g_autofree char *payment_ends = describe_end (window->payment_ends_us);

  g_print ("%s  %s  %s  %s – %s\n", window->id, window->school, levels, opens, ends);
  g_print (_("  retakes until %s, payments until %s, fee %d.%02d yuan paid by %s\n"), retake_ends,
           payment_ends, window->fee_fen / 100, window->fee_fen % 100,
           dz_payer_to_nick (window->payer));
  g_print (_("  profile %s, identifier %s, phone %s\n"), window->profile,
           dz_identifier_kind_to_nick (window->identifier_kind),
           window->phone != NULL ? window->phone : "–");
  g_print (_("  decisions held for %u s, at most %u attempts, kept for %u days\n"), window->hold_s,
           window->attempts_max, window->retention_days);
}

static gboolean
parse_wanted (const DzCtlCommand *command,
              char              **argv,
              Wanted             *wanted,
              DzCtlTarget        *target,
              GError            **error)
{
  const GOptionEntry entries[] = {
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &wanted->school, N_("Code of the school"),
      N_("CODE") },
    { "levels", 0, 0, G_OPTION_ARG_FILENAME, &wanted->levels,
      N_("For whom: associate, bachelor, master, doctor, joined by commas"), N_("LEVELS") },
    { "opens", 0, 0, G_OPTION_ARG_FILENAME, &wanted->opens, N_("First day, in Beijing"),
      N_("DAY") },
    { "ends", 0, 0, G_OPTION_ARG_FILENAME, &wanted->ends,
      N_("Last day for first uploads; the whole day counts"), N_("DAY") },
    { "retake-ends", 0, 0, G_OPTION_ARG_FILENAME, &wanted->retake_ends,
      N_("Last day for retakes; the same unless given"), N_("DAY") },
    { "payment-ends", 0, 0, G_OPTION_ARG_FILENAME, &wanted->payment_ends,
      N_("Last day on which a payment may begin; that of the retakes unless given"), N_("DAY") },
    { "fee-yuan", 0, 0, G_OPTION_ARG_FILENAME, &wanted->fee_yuan, N_("Fee for a photo"),
      N_("YUAN") },
    { "payer", 0, 0, G_OPTION_ARG_FILENAME, &wanted->payer,
      N_("Who pays it: nobody, school or student"), N_("WHO") },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &wanted->profile,
      N_("What judges; graduate-2022 unless given"), N_("ID") },
    { "phone", 0, 0, G_OPTION_ARG_FILENAME, &wanted->phone, N_("The line students may call"),
      N_("NUMBER") },
    { "identifier", 0, 0, G_OPTION_ARG_FILENAME, &wanted->identifier,
      N_("What students type: student-number or collection-code"), N_("KIND") },
    { "hold-seconds", 0, 0, G_OPTION_ARG_INT, &wanted->hold_s,
      N_("How long a decision can be taken back; 30 unless given"), N_("N") },
    { "attempts", 0, 0, G_OPTION_ARG_INT, &wanted->attempts,
      N_("Most attempts of a student; 10 unless given"), N_("N") },
    { "retention-days", 0, 0, G_OPTION_ARG_INT, &wanted->retention_days,
      N_("Days after the end until photos go; 400 unless given"), N_("N") },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;

  return dz_ctl_parse (command, argv, entries, target, &rest, error) &&
         dz_ctl_expect (rest, 0, 0, error);
}

/**
 * dz_ctl_window_open:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Opens a window and prints it.
 *
 * Returns: whether it was opened
 */
gboolean
dz_ctl_window_open (const DzCtlCommand *command,
                    char              **argv,
                    GError            **error)
{
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(Wanted) wanted = { .hold_s = DZ_WINDOW_HOLD_S_DEFAULT,
                            .attempts = DZ_WINDOW_ATTEMPTS_MAX_DEFAULT,
                            .retention_days = DZ_WINDOW_RETENTION_DAYS_DEFAULT };
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzWindow) opened = NULL;

  if (!parse_wanted (command, argv, &wanted, target, error))
    return FALSE;
  window = make_window (&wanted, error);
  if (window == NULL || !dz_ctl_target_open (target, TRUE, error))
    return FALSE;
  opened = dz_ctl_target_open_window (target, window, error);
  if (opened == NULL)
    return FALSE;
  print_window (opened);
  return TRUE;
}

/**
 * dz_ctl_window_list:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Prints a school's windows, those that open last first.
 *
 * Returns: whether they could be read
 */
gboolean
dz_ctl_window_list (const DzCtlCommand *command,
                    char              **argv,
                    GError            **error)
{
  g_autofree char *school = NULL;
  const GOptionEntry entries[] = {
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &school, N_("Code of the school"), N_("CODE") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_autoptr(GPtrArray) windows = NULL;
  g_auto(GStrv) rest = NULL;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 0, 0, error))
    return FALSE;
  if (school == NULL)
    return dz_ctl_refuse_usage (error, _("Say with --school whose windows to list."));
  if (!dz_ctl_target_open (target, FALSE, error))
    return FALSE;
  windows = dz_ctl_target_list_windows (target, school, error);
  for (guint i = 0; windows != NULL && i < windows->len; i++)
    print_window (g_ptr_array_index (windows, i));
  return windows != NULL;
}
