/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason.h"

#include <string.h>

#define RULE_BYTES_MAX 20

/**
 * dz_reason_new:
 *
 * Returns: (transfer full): an empty reason
 */
DzReason *
dz_reason_new (void)
{
  return g_new0 (DzReason, 1);
}

/**
 * dz_reason_copy:
 * @self: a reason
 *
 * Returns: (transfer full): a deep copy
 */
DzReason *
dz_reason_copy (const DzReason *self)
{
  DzReason *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzReason, 1);
  *copy = *self;
  copy->code = g_strdup (self->code);
  copy->rules = g_strdup (self->rules);
  copy->label_zh = g_strdup (self->label_zh);
  copy->label_en = g_strdup (self->label_en);
  copy->zh = g_strdup (self->zh);
  copy->en = g_strdup (self->en);
  copy->made_by = g_strdup (self->made_by);
  copy->retired_by = g_strdup (self->retired_by);
  return copy;
}

/**
 * dz_reason_free:
 * @self: (transfer full) (nullable): a reason of its own, not of a table
 */
void
dz_reason_free (DzReason *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->rules);
  g_free (self->label_zh);
  g_free (self->label_en);
  g_free (self->zh);
  g_free (self->en);
  g_free (self->made_by);
  g_free (self->retired_by);
  g_free (self);
}

static gboolean
is_code (const char *code)
{
  gsize length = code != NULL ? strlen (code) : 0;

  return length > 0 && length <= DZ_REASON_CODE_MAX && g_ascii_islower (code[0]) &&
         code[length - 1] != '-' && strstr (code, "--") == NULL &&
         strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static gboolean
are_rules (const char *rules)
{
  g_auto(GStrv) each = g_strsplit (rules != NULL ? rules : "", " ", DZ_REASON_RULES_MAX + 1);

  if (rules == NULL || g_strv_length (each) > DZ_REASON_RULES_MAX)
    return FALSE;
  for (guint i = 0; *rules != '\0' && each[i] != NULL; i++)
    {
      gsize length = strlen (each[i]);

      if (length == 0 || length > RULE_BYTES_MAX ||
          strspn (each[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != length ||
          g_strv_contains ((const char *const *) each + i + 1, each[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_line (const char *text,
         glong       length_max)
{
  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL) ||
      g_utf8_strlen (text, -1) > length_max)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

/* [a|b] stands alone, never within another, and a bar stands in one only. */
static gboolean
has_whole_choices (const char *sentence)
{
  gboolean open = FALSE;
  guint n_bars = 0;

  for (const char *p = sentence; *p != '\0'; p++)
    {
      if ((*p == '[' && open) || (*p == ']' && !open) || (*p == '|' && (!open || ++n_bars > 1)))
        return FALSE;
      if (*p == '[' || *p == ']')
        {
          open = *p == '[';
          n_bars = 0;
        }
    }
  return !open;
}

/* A mark that is not known would be told as it stands, and so would one outside of a choice that
 * cannot be filled. */
static gboolean
has_known_marks (const char *sentence)
{
  static const char *const marks[] = { "{v}", "{what}", "{limit}", "{bound}" };
  gboolean open = FALSE;

  for (const char *p = sentence; *p != '\0'; p++)
    {
      gboolean known = FALSE;

      open = *p == '[' || (open && *p != ']' && *p != '|');
      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        known = known || g_str_has_prefix (p, marks[i]);
      if (*p == '{' && (!known || !open))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_sentence (const char *sentence)
{
  return is_line (sentence, DZ_REASON_SENTENCE_MAX) && has_whole_choices (sentence) &&
         has_known_marks (sentence);
}

/**
 * dz_reason_is_wrong_in:
 * @self: a reason, perhaps from outside
 * @part: one of its words
 *
 * Returns: whether that part is not allowed as it stands
 */
gboolean
dz_reason_is_wrong_in (const DzReason *self,
                       DzReasonPart    part)
{
  g_return_val_if_fail (self != NULL, TRUE);

  switch (part)
    {
    case DZ_REASON_PART_CODE:
      return !is_code (self->code);
    case DZ_REASON_PART_RULES:
      return !are_rules (self->rules);
    case DZ_REASON_PART_LABEL_ZH:
      return !is_line (self->label_zh, DZ_REASON_LABEL_MAX);
    case DZ_REASON_PART_LABEL_EN:
      return !is_line (self->label_en, DZ_REASON_LABEL_MAX);
    case DZ_REASON_PART_ZH:
      return !is_sentence (self->zh);
    case DZ_REASON_PART_EN:
      return !is_sentence (self->en);
    case DZ_REASON_PART_NONE:
    case DZ_N_REASON_PARTS:
    default:
      return FALSE;
    }
}

/**
 * dz_reason_find_problem:
 * @self: a reason, perhaps from outside
 *
 * Returns: (transfer none) (nullable): what is wrong with its words; %NULL where nothing is
 */
const char *
dz_reason_find_problem (const DzReason *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (dz_reason_is_wrong_in (self, DZ_REASON_PART_CODE))
    return "a code is made of small letters, digits and single hyphens, at most 40, a letter first";
  if (dz_reason_is_wrong_in (self, DZ_REASON_PART_RULES))
    return "the rules are none, or ids separated by single spaces, each once";
  if (dz_reason_is_wrong_in (self, DZ_REASON_PART_LABEL_ZH) ||
      dz_reason_is_wrong_in (self, DZ_REASON_PART_LABEL_EN))
    return "a label is one line of at most 40 characters, in Chinese and in English";
  if (dz_reason_is_wrong_in (self, DZ_REASON_PART_ZH) ||
      dz_reason_is_wrong_in (self, DZ_REASON_PART_EN))
    return "a sentence is one line of at most 300 characters, in Chinese and in English; {v}, "
           "{what}, {limit} and {bound} stand in the first half of [one|or another] only";
  return NULL;
}

/**
 * dz_reason_says_alike:
 * @self: a reason
 * @other: a reason
 *
 * Returns: whether both have the same words and rules, whichever version they are
 */
gboolean
dz_reason_says_alike (const DzReason *self,
                      const DzReason *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return g_strcmp0 (self->code, other->code) == 0 && g_strcmp0 (self->rules, other->rules) == 0 &&
         g_strcmp0 (self->label_zh, other->label_zh) == 0 &&
         g_strcmp0 (self->label_en, other->label_en) == 0 &&
         g_strcmp0 (self->zh, other->zh) == 0 && g_strcmp0 (self->en, other->en) == 0 &&
         !self->needs_note == !other->needs_note;
}

/**
 * dz_reason_names_rule:
 * @self: a reason
 * @rule: (nullable): a rule's id
 *
 * Returns: whether it answers that rule
 */
gboolean
dz_reason_names_rule (const DzReason *self,
                      const char     *rule)
{
  gsize length = rule != NULL ? strlen (rule) : 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (length == 0 || strchr (rule, ' ') != NULL)
    return FALSE;
  for (const char *p = self->rules; (p = strstr (p, rule)) != NULL; p += length)
    {
      if ((p == self->rules || p[-1] == ' ') && (p[length] == '\0' || p[length] == ' '))
        return TRUE;
    }
  return FALSE;
}

/**
 * dz_reason_answers:
 * @self: a reason
 * @finding: what a rule says
 *
 * The rules take the reason away from a warning that it does not fit: a file of 12 MB is not "too
 * small". Such a finding is answered by none.
 *
 * Returns: whether the reason is one for which @finding may refuse a photo
 */
gboolean
dz_reason_answers (const DzReason  *self,
                   const DzFinding *finding)
{
  g_return_val_if_fail (self != NULL && finding != NULL, FALSE);

  if (finding->reason == NULL || finding->internal)
    return FALSE;
  return g_str_equal (finding->reason, self->code) || dz_reason_names_rule (self, finding->rule);
}
