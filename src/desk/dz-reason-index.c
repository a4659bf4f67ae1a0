/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-index.h"

#include <string.h>

#include "dz-pinyin.h"

/* How one label is spelt. */
typedef struct
{
  char *whole;    /* owned: "beijingyansebufu" */
  char *initials; /* owned: "bjysbf" */
} Spelling;

struct _DzReasonIndex
{
  GHashTable *spellings; /* owned: Chinese label → Spelling */
};

static void
spelling_free (Spelling *spelling)
{
  g_free (spelling->whole);
  g_free (spelling->initials);
  g_free (spelling);
}

/* @spelt: syllables with spaces between them; other marks part them too. */
static Spelling *
spelling_new (const char *spelt)
{
  Spelling *self = g_new0 (Spelling, 1);
  GString *whole = g_string_new (NULL);
  GString *initials = g_string_new (NULL);
  gboolean begins = TRUE;

  for (const char *p = spelt; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (whole, g_ascii_tolower (*p));
      if (g_ascii_isalnum (*p) && begins)
        g_string_append_c (initials, g_ascii_tolower (*p));
      begins = !g_ascii_isalnum (*p);
    }
  self->whole = g_string_free (whole, FALSE);
  self->initials = g_string_free (initials, FALSE);
  return self;
}

/**
 * dz_reason_index_new:
 * @reasons: the reasons
 *
 * Reads tables, and takes a while for it: not on the main thread.
 *
 * Returns: (transfer full): an index of those that can be given
 */
DzReasonIndex *
dz_reason_index_new (DzReasonList *reasons)
{
  DzReasonIndex *self = g_new0 (DzReasonIndex, 1);
  g_autoptr(GPtrArray) current = dz_reason_list_list_current (reasons);
  g_autoptr(DzPinyin) pinyin = dz_pinyin_new ();

  self->spellings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) spelling_free);
  for (guint i = 0; i < current->len; i++)
    {
      const DzReason *reason = g_ptr_array_index (current, i);
      g_autofree char *spelt = dz_pinyin_spell (pinyin, reason->label_zh);

      if (spelt != NULL)
        g_hash_table_insert (self->spellings, g_strdup (reason->label_zh), spelling_new (spelt));
    }
  return self;
}

/**
 * dz_reason_index_free:
 * @self: (transfer full) (nullable): an index
 */
void
dz_reason_index_free (DzReasonIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->spellings);
  g_free (self);
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      reasons,
     GCancellable *cancellable)
{
  g_task_return_pointer (task, dz_reason_index_new (reasons),
                         (GDestroyNotify) dz_reason_index_free);
}

/**
 * dz_reason_index_new_async:
 * @reasons: the reasons
 * @cancellable: (nullable): gives up waiting
 * @callback: called when the index is there
 * @user_data: for @callback
 *
 * Makes an index in another thread.
 */
void
dz_reason_index_new_async (DzReasonList       *reasons,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (reasons != NULL);

  g_task_set_task_data (task, dz_reason_list_ref (reasons), (GDestroyNotify) dz_reason_list_unref);
  g_task_run_in_thread (task, run);
}

/**
 * dz_reason_index_new_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the index; %NULL where nobody waits for it any more
 */
DzReasonIndex *
dz_reason_index_new_finish (GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Without the spaces, which nobody types between syllables, and which an input method leaves. */
static char *
fold (const char *typed)
{
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  GString *text = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != '\'')
      g_string_append_unichar (text, g_utf8_get_char (p));
  return g_string_free (text, FALSE);
}

/**
 * dz_reason_matches_word:
 * @reason: a reason
 * @typed: what was typed
 *
 * Returns: whether its labels or its code have @typed in them; all have nothing in them
 */
gboolean
dz_reason_matches_word (const DzReason *reason,
                        const char     *typed)
{
  g_autofree char *wanted = fold (typed);
  g_autofree char *zh = fold (reason->label_zh);
  g_autofree char *en = fold (reason->label_en);

  g_return_val_if_fail (reason != NULL && typed != NULL, FALSE);

  return strstr (zh, wanted) != NULL || strstr (en, wanted) != NULL
         || strstr (reason->code, wanted) != NULL;
}

/**
 * dz_reason_index_matches:
 * @self: an index
 * @reason: a reason that can be given
 * @typed: what was typed
 *
 * Returns: whether @typed is in its labels, its pinyin or the initials of it: "背景", "back",
 *   "beijing" and "bj" all find 背景颜色不符
 */
gboolean
dz_reason_index_matches (DzReasonIndex  *self,
                         const DzReason *reason,
                         const char     *typed)
{
  g_autofree char *wanted = NULL;
  const Spelling *spelling;

  g_return_val_if_fail (self != NULL && reason != NULL && typed != NULL, FALSE);

  if (dz_reason_matches_word (reason, typed))
    return TRUE;
  wanted = fold (typed);
  spelling = g_hash_table_lookup (self->spellings, reason->label_zh);
  if (spelling == NULL)
    return FALSE;
  return strstr (spelling->initials, wanted) != NULL || strstr (spelling->whole, wanted) != NULL;
}
