/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-replay.h"

#include <glib/gi18n.h>

#include "dz-profile-json.h"
#include "dz-time.h"
#include "dz-wire-writer.h"

static void
append_totals (GString        *text,
               const DzReplay *self,
               gint64          since_us)
{
  g_autofree char *since = dz_time_format_date (since_us);

  g_string_append_printf (text, _("Profile %s, version %s, over photos received since %s\n"),
                          dz_profile_get_id (self->profile),
                          dz_profile_get_version (self->profile), since);
  g_string_append_printf (text, _("photos: %u; compared: %u; not comparable: %u\n"),
                          self->n_photos, self->n_compared, self->gaps->len);
  g_string_append_printf (text, _("outcomes that would change: %u; photos concerned: %u\n"),
                          self->n_changed, self->n_changed_photos);
}

static void
append_rule (GString            *text,
             const DzReplayRule *rule)
{
  for (guint i = 0; i < DZ_N_OUTCOMES * DZ_N_OUTCOMES; i++)
    {
      guint before = i / DZ_N_OUTCOMES;
      guint after = i % DZ_N_OUTCOMES;

      if (before != after && rule->n[before][after] > 0)
        g_string_append_printf (text, "  %-8s  %s → %s  %u\n", rule->rule,
                                dz_outcome_to_nick (before), dz_outcome_to_nick (after),
                                rule->n[before][after]);
    }
}

static void
append_gaps (GString        *text,
             const DzReplay *self)
{
  if (self->gaps->len > 0)
    g_string_append_printf (text, "%s\n", _("Photos that cannot be compared:"));
  for (guint i = 0; i < self->gaps->len; i++)
    {
      const DzReplayGap *gap = g_ptr_array_index (self->gaps, i);

      g_string_append_printf (text, "  %s  %s  %s\n", gap->submission, gap->photo, gap->why);
    }
}

/**
 * dz_replay_to_text:
 * @self: a replay
 * @since_us: since when it looked
 *
 * Returns: (transfer full): lines for a person
 */
char *
dz_replay_to_text (const DzReplay *self,
                   gint64          since_us)
{
  GString *text = g_string_new (NULL);

  append_totals (text, self, since_us);
  for (guint i = 0; i < self->rules->len; i++)
    append_rule (text, g_ptr_array_index (self->rules, i));
  if (self->n_unranked > 0)
    g_string_append_printf (
      text,
      ngettext ("Of %u photo the profile that judged it is not known here, so that SHARP-01 and "
                "ORIG-04 are not compared.\n",
                "Of %u photos the profile that judged them is not known here, so that SHARP-01 and "
                "ORIG-04 are not compared.\n", self->n_unranked), self->n_unranked);
  g_string_append_printf (text, "%s\n",
                          _("Not compared, since they ask the register or other photos: ORIG-05, "
                            "ORIG-06, ORIG-07, REC-01 to REC-04."));
  append_gaps (text, self);
  return g_string_free (text, FALSE);
}

static JsonObject *
change_to_json (guint before,
                guint after,
                guint n)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "before", dz_outcome_to_nick (before));
  json_object_set_string_member (object, "after", dz_outcome_to_nick (after));
  json_object_set_int_member (object, "photos", n);
  return object;
}

static JsonNode *
rule_to_json (gconstpointer record)
{
  const DzReplayRule *rule = record;
  JsonObject *object = json_object_new ();
  JsonArray *changes = json_array_new ();
  guint n_same = 0;

  for (guint before = 0; before < DZ_N_OUTCOMES; before++)
    {
      for (guint after = 0; after < DZ_N_OUTCOMES; after++)
        {
          guint n = rule->n[before][after];

          if (before == after)
            n_same += n;
          else if (n > 0)
            json_array_add_object_element (changes, change_to_json (before, after, n));
        }
    }
  json_object_set_string_member (object, "rule", rule->rule);
  json_object_set_int_member (object, "same", n_same);
  json_object_set_array_member (object, "changes", changes);
  return dz_wire_take_object (object);
}

static JsonNode *
gap_to_json (gconstpointer record)
{
  const DzReplayGap *gap = record;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "submission", gap->submission);
  json_object_set_string_member (object, "photo", gap->photo);
  json_object_set_string_member (object, "why", gap->why);
  return dz_wire_take_object (object);
}

/**
 * dz_replay_to_json:
 * @self: a replay
 * @since_us: since when it looked
 *
 * Returns: (transfer full): one object for a program
 */
JsonNode *
dz_replay_to_json (const DzReplay *self,
                   gint64          since_us)
{
  JsonObject *object = json_object_new ();
  g_autofree char *since = dz_time_format_date (since_us);

  json_object_set_member (object, "profile", dz_profile_json_new (self->profile));
  json_object_set_string_member (object, "since", since);
  json_object_set_int_member (object, "photos", self->n_photos);
  json_object_set_int_member (object, "compared", self->n_compared);
  json_object_set_int_member (object, "changed_photos", self->n_changed_photos);
  json_object_set_int_member (object, "changed_outcomes", self->n_changed);
  json_object_set_int_member (object, "unranked", self->n_unranked);
  dz_wire_set_records (object, "rules", self->rules, rule_to_json);
  dz_wire_set_records (object, "not_comparable", self->gaps, gap_to_json);
  return dz_wire_take_object (object);
}
