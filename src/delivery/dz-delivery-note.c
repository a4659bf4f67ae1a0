/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-delivery-note.h"

#include <glib/gi18n.h>

#include "dz-language.h"
#include "dz-override-code.h"
#include "dz-reason-builtin.h"
#include "dz-time.h"

struct _DzDeliveryNote
{
  DzDeliveryFacts *facts; /* owned */
};

/**
 * dz_delivery_note_new:
 * @facts: (transfer full): what there is to be said; its school and window are there
 *
 * Returns: (transfer full): the note of it
 */
DzDeliveryNote *
dz_delivery_note_new (DzDeliveryFacts *facts)
{
  DzDeliveryNote *self;

  g_return_val_if_fail (facts != NULL && facts->school != NULL && facts->window != NULL, NULL);

  self = g_new (DzDeliveryNote, 1);
  self->facts = facts;
  return self;
}

/**
 * dz_delivery_note_free:
 * @self: (transfer full) (nullable): a note
 */
void
dz_delivery_note_free (DzDeliveryNote *self)
{
  if (self == NULL)
    return;
  dz_delivery_facts_free (self->facts);
  g_free (self);
}

/* ---- JSON ---- */

static JsonObject *
school_to_json (const DzSchool *school)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", school->code);
  json_object_set_string_member (object, "name", school->name);
  return object;
}

static JsonObject *
window_to_json (const DzWindow *window)
{
  JsonObject *object = json_object_new ();
  JsonArray *levels = json_array_new ();

  for (DzLevel level = 0; level < DZ_N_LEVELS; level++)
    {
      if (window->levels & (1u << level))
        json_array_add_string_element (levels, dz_level_to_nick (level));
    }
  json_object_set_string_member (object, "id", window->id);
  json_object_set_array_member (object, "levels", levels);
  json_object_set_int_member (object, "opens_us", window->opens_us);
  json_object_set_int_member (object, "upload_ends_us", window->upload_ends_us);
  json_object_set_int_member (object, "retake_ends_us", window->retake_ends_us);
  return object;
}

static JsonObject *
profile_to_json (const DzDeliveryFacts *facts)
{
  JsonObject *object = json_object_new ();
  JsonArray *hashes = json_array_new ();

  for (guint i = 0; facts->profile_hashes[i] != NULL; i++)
    json_array_add_string_element (hashes, facts->profile_hashes[i]);
  json_object_set_string_member (object, "id", facts->window->profile);
  json_object_set_array_member (object, "hashes", hashes);
  return object;
}

static JsonObject *
counts_to_json (const DzDeliveryCounts *counts)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "approved", counts->approved);
  json_object_set_int_member (object, "waiting", counts->waiting);
  json_object_set_int_member (object, "refused", counts->refused);
  json_object_set_int_member (object, "unpaid", counts->unpaid);
  json_object_set_int_member (object, "closed", counts->closed);
  json_object_set_int_member (object, "not_sent", counts->not_sent);
  return object;
}

static JsonObject *
waived_to_json (const DzWaived *waived)
{
  const DzWaiver *waiver = waived->waiver;
  const DzReason *fault = dz_reason_for_rule (waiver->rule);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "level", dz_level_to_nick (waived->level));
  json_object_set_string_member (object, "identifier", waived->identifier);
  json_object_set_string_member (object, "name", waived->name);
  json_object_set_string_member (object, "rule", waiver->rule);
  json_object_set_string_member (object, "fault_zh", fault != NULL ? fault->label_zh : NULL);
  json_object_set_string_member (object, "fault_en", fault != NULL ? fault->label_en : NULL);
  json_object_set_string_member (object, "code", waiver->code);
  json_object_set_string_member (object, "reason", waiver->reason);
  json_object_set_string_member (object, "granted_by", waiver->granted_by);
  json_object_set_int_member (object, "granted_us", waiver->granted_us);
  json_object_set_string_member (object, "outcome",
                                 waived->judged ? dz_outcome_to_nick (waived->outcome) : NULL);
  return object;
}

/**
 * dz_delivery_note_to_json:
 * @self: a note
 *
 * Writes the note for another program. Times are microseconds since 1970 UTC, and words are those
 * of data/openapi.yaml:
 *
 * - `format`: DZ_DELIVERY_NOTE_FORMAT
 * - `made_us`: when all of this was so
 * - `school`: `code`, `name`
 * - `window`: `id`, `levels`, `opens_us`, `upload_ends_us`, `retake_ends_us`
 * - `profile`: `id`, and in `hashes` the contents of it by which the approved photos were judged
 * - `counts`: students that are `approved`, `waiting`, `refused`, `unpaid`, `closed`, `not_sent`,
 *   as #DzDeliveryCounts
 * - `waivers`: those that stand, of students whose photo is approved: `level`, `identifier`,
 *   `name`; `rule`, and the fault that it names in `fault_zh` and `fault_en`, null for a rule not
 *   known here; `code` (religious, medical …) and `reason`, one of which may be null; `granted_by`,
 *   "service" for the agency as such, `granted_us`; `outcome`, what the rule said of the approved
 *   photo: pass, warn, fail, unmeasured, or null where it was not judged by that rule
 *
 * Returns: (transfer full): an object
 */
JsonNode *
dz_delivery_note_to_json (const DzDeliveryNote *self)
{
  const DzDeliveryFacts *facts = self->facts;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *waivers = json_array_new ();

  for (guint i = 0; i < facts->waived->len; i++)
    json_array_add_object_element (waivers,
                                   waived_to_json (g_ptr_array_index (facts->waived, i)));
  json_object_set_int_member (object, "format", DZ_DELIVERY_NOTE_FORMAT);
  json_object_set_int_member (object, "made_us", facts->made_us);
  json_object_set_object_member (object, "school", school_to_json (facts->school));
  json_object_set_object_member (object, "window", window_to_json (facts->window));
  json_object_set_object_member (object, "profile", profile_to_json (facts));
  json_object_set_object_member (object, "counts", counts_to_json (&facts->counts));
  json_object_set_array_member (object, "waivers", waivers);
  json_node_take_object (node, object);
  return node;
}

/* ---- text ---- */

static void
say_head (GString               *text,
          const DzDeliveryFacts *facts)
{
  const DzWindow *window = facts->window;
  g_autofree char *levels = dz_level_join (window->levels);
  g_autofree char *opens = dz_time_format_date (window->opens_us);
  g_autofree char *ends = dz_time_format_date (window->upload_ends_us - 1); /* the last day */
  g_autofree char *made = dz_time_format (facts->made_us);
  g_autofree char *hashes = g_strjoinv (_(", "), facts->profile_hashes);

  g_string_append_printf (text, _("Delivery note for %s %s\n"), facts->school->code,
                          facts->school->name);
  g_string_append_printf (text, _("Window: %s, %s, %s – %s\n"), window->id, levels, opens, ends);
  g_string_append_printf (text, _("Standard: %s\n"), window->profile);
  if (*hashes != '\0')
    g_string_append_printf (text, _("Its contents when the approved photos were judged: %s\n"),
                            hashes);
  g_string_append_printf (text, _("Made: %s (Beijing time)\n"), made);
}

static void
say_counts (GString                *text,
            const DzDeliveryCounts *counts)
{
  g_string_append_printf (text, "\n%s\n", _("Students of the roster"));
  g_string_append_printf (text, _("  approved: %u\n"), counts->approved);
  g_string_append_printf (text, _("  waiting for a decision: %u\n"), counts->waiting);
  g_string_append_printf (text, _("  refused: %u\n"), counts->refused);
  g_string_append_printf (text, _("  not paid yet: %u\n"), counts->unpaid);
  g_string_append_printf (text, _("  expired or erased: %u\n"), counts->closed);
  g_string_append_printf (text, _("  no photo sent: %u\n"), counts->not_sent);
}

static const char *
say_outcome (const DzWaived *waived)
{
  if (!waived->judged)
    return _("The approved photo was not judged by this rule.");
  switch (waived->outcome)
    {
    case DZ_OUTCOME_PASS:
      return _("The approved photo meets this rule.");
    case DZ_OUTCOME_WARN:
      return _("Whether the approved photo meets this rule was for a person to see.");
    case DZ_OUTCOME_FAIL:
      return _("The approved photo does not meet this rule.");
    case DZ_OUTCOME_UNMEASURED:
    default:
      return _("Whether the approved photo meets this rule could not be measured.");
    }
}

/* What the program calls itself says nothing to a school. */
static void
say_granter (GString        *text,
             const DzWaiver *waiver)
{
  g_autofree char *granted = dz_time_format_date (waiver->granted_us);

  if (g_str_equal (waiver->granted_by, DZ_WAIVER_GRANTED_BY_SERVICE))
    g_string_append_printf (text, _("Granted by the agency on %s.\n"), granted);
  else
    g_string_append_printf (text, _("Granted by %s on %s.\n"), waiver->granted_by, granted);
}

static void
say_waiver (GString        *text,
            const DzWaived *waived)
{
  const DzWaiver *waiver = waived->waiver;
  const DzReason *fault = dz_reason_for_rule (waiver->rule);
  const char *label = dz_override_code_label (waiver->code);
  g_autofree char *why = dz_override_code_join (label != NULL ? _(label) : NULL, waiver->reason);

  g_string_append_printf (text, "  %s", waiver->rule);
  if (fault != NULL)
    g_string_append_printf (text, " %s", dz_language_pick (fault->label_zh, fault->label_en));
  g_string_append_printf (text, "\n    %s\n    ", why);
  say_granter (text, waiver);
  g_string_append_printf (text, "    %s\n", say_outcome (waived));
}

static gboolean
is_same_student (const DzWaived *one,
                 const DzWaived *other)
{
  return one->level == other->level && g_str_equal (one->identifier, other->identifier);
}

static void
say_waived (GString   *text,
            GPtrArray *all)
{
  g_string_append_printf (text, "\n%s\n",
                          all->len > 0 ? _("Approved students to whom a rule does not apply")
                                       : _("No approved student is excepted from a rule."));
  for (guint i = 0; i < all->len; i++)
    {
      const DzWaived *waived = g_ptr_array_index (all, i);

      if (i == 0 || !is_same_student (waived, g_ptr_array_index (all, i - 1)))
        g_string_append_printf (text, "%s  %s  %s\n", waived->identifier, waived->name,
                                dz_level_name (waived->level));
      say_waiver (text, waived);
    }
}

/**
 * dz_delivery_note_to_text:
 * @self: a note
 *
 * Writes the note for a person, in the language of the program.
 *
 * Returns: (transfer full): lines of plain UTF-8
 */
char *
dz_delivery_note_to_text (const DzDeliveryNote *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  say_head (text, self->facts);
  say_counts (text, &self->facts->counts);
  say_waived (text, self->facts->waived);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
