/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-language.h"

/**
 * dz_language_pick:
 * @zh: (nullable): words in Chinese
 * @en: (nullable): the same in English
 *
 * For words that come in both languages with the data (reasons, the service's refusals), and so
 * not through gettext.
 *
 * Returns: (transfer none): @zh where the person's first language is Chinese, else @en
 */
const char *
dz_language_pick (const char *zh,
                  const char *en)
{
  return g_str_has_prefix (g_get_language_names ()[0], "zh") ? zh : en;
}
