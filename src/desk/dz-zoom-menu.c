/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-zoom-menu.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *label;
  const char *target;
  const char *key; /* entry of the table of keys */
} Part;

static const Part parts[] = {
  { N_("_Whole photo"), "fit", "review.zoom('fit')" },
  { N_("_Face"), "face", "review.zoom('face')" },
  { N_("_Eyes"), "eyes", "review.zoom('eyes')" },
  { N_("_Shoulders and background"), "shoulders", "review.zoom('shoulders')" },
  { N_("_Pixel by pixel"), "pixels", "review.zoom-pixels" },
};

static void
tell_key (GMenuItem  *item,
          DzKeymap   *keymap,
          const char *key)
{
  guint n_keys = 0;
  const DzKey *keys = dz_keymap_get_keys (keymap, dz_key_table_find (key), &n_keys);
  g_autofree char *name = n_keys > 0 ? dz_key_dup_name (&keys[0]) : NULL;

  if (name != NULL)
    g_menu_item_set_attribute (item, "accel", "s", name);
}

/**
 * dz_zoom_menu_new:
 * @keymap: the keys that are in use
 *
 * Returns: (transfer full): the parts of a photo that can be looked at, each with its key
 */
GMenuModel *
dz_zoom_menu_new (DzKeymap *keymap)
{
  g_autoptr(GMenu) menu = NULL;

  g_return_val_if_fail (DZ_IS_KEYMAP (keymap), NULL);

  menu = g_menu_new ();
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(parts[i].label), NULL);

      g_menu_item_set_action_and_target (item, "review.zoom", "s", parts[i].target);
      tell_key (item, keymap, parts[i].key);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}
