/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader finds: the real workstation on the accessibility bus, page after page and
 * window after window, each walked to its last widget. What can be used, or is a picture, has a
 * name; what is used is told by keys alone, as somebody does who does not see the pointer. */
#include "dz-test-desk.h"
#include "dz-test-keys.h"
#include "dz-test-school.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <atspi/atspi.h>

#define WAIT_S 60
#define DEPTH_MAX 60
#define N_AROUND 6
#define N_CHILDREN_MAX 4000 /* of one widget; more would be a circle */

typedef AtspiAccessible Node;
typedef AtspiStateSet States;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Node, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (States, g_object_unref)

typedef struct
{
  char          *home;
  DzTestSchool  *school;
  DzTestService *service;
  DzTestDesk    *desk;
  Node          *program;  /* owned, nullable: the desk on the bus */
  Node          *beside;   /* owned, nullable: what stands beside the photo */
  const char    *awaited;  /* the name of a window */
  GString       *nameless; /* of the state that is walked */
  guint          n_seen;
  guint          n_used;   /* of these, what can be used */
} Work;

/* ---- the accessibility bus ---- */

static char *
get_name (Node *node)
{
  char *name = atspi_accessible_get_name (node, NULL);

  return name != NULL ? name : g_strdup ("");
}

static gboolean
has_state (Node           *node,
           AtspiStateType  state)
{
  g_autoptr(States) states = atspi_accessible_get_state_set (node);

  return states != NULL && atspi_state_set_contains (states, state);
}

static gboolean
finds_program (gpointer data)
{
  Work *work = data;
  g_autoptr(Node) desktop = atspi_get_desktop (0);
  const char *said = g_subprocess_get_identifier (work->desk->process);
  guint pid = (guint) g_ascii_strtoull (said, NULL, 10);
  int n_children = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n_children && work->program == NULL; i++)
    {
      g_autoptr(Node) child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && atspi_accessible_get_process_id (child, NULL) == pid)
        work->program = g_steal_pointer (&child);
    }
  return work->program != NULL;
}

/* The newest window, for what is asked of it lies over the others. */
static Node *
find_window (Work       *work,
             const char *name)
{
  for (int i = atspi_accessible_get_child_count (work->program, NULL) - 1; i >= 0; i--)
    {
      g_autoptr(Node) child
          = atspi_accessible_get_child_at_index (work->program, i, NULL);
      g_autofree char *said = child != NULL ? get_name (child) : NULL;

      if (said != NULL && g_str_equal (said, name))
        return g_steal_pointer (&child);
    }
  return NULL;
}

static gboolean
has_window (gpointer data)
{
  Work *work = data;
  g_autoptr(Node) window = find_window (work, work->awaited);

  return window != NULL;
}

static gboolean
has_no_window (gpointer data)
{
  return !has_window (data);
}

/* Things one uses, and pictures that mean something; a text beside another tells itself. */
static gboolean
must_have_name (Node *node)
{
  static const AtspiRole named[]
      = { ATSPI_ROLE_PUSH_BUTTON,     ATSPI_ROLE_TOGGLE_BUTTON,   ATSPI_ROLE_CHECK_BOX,
          ATSPI_ROLE_RADIO_BUTTON,    ATSPI_ROLE_COMBO_BOX,       ATSPI_ROLE_SPIN_BUTTON,
          ATSPI_ROLE_SLIDER,          ATSPI_ROLE_ENTRY,           ATSPI_ROLE_PASSWORD_TEXT,
          ATSPI_ROLE_LINK,            ATSPI_ROLE_MENU_ITEM,       ATSPI_ROLE_CHECK_MENU_ITEM,
          ATSPI_ROLE_RADIO_MENU_ITEM, ATSPI_ROLE_PAGE_TAB,        ATSPI_ROLE_IMAGE,
          ATSPI_ROLE_ICON,            ATSPI_ROLE_DIALOG,          ATSPI_ROLE_FRAME };
  AtspiRole role = atspi_accessible_get_role (node, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (role == named[i])
      return TRUE;
  return has_state (node, ATSPI_STATE_FOCUSABLE);
}

/* GTK tells the name of the class where there is none. */
static gboolean
is_name (const char *name)
{
  return *name != '\0' && !g_str_has_prefix (name, "Gtk") && !g_str_has_prefix (name, "Adw")
         && !g_str_has_prefix (name, "Dz");
}

/* A control, or the row that it decorates, so many steps above. */
static gboolean
is_within_named (Node  *node,
                 guint  n_steps)
{
  g_autoptr(Node) at = g_object_ref (node);

  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr(Node) parent = atspi_accessible_get_parent (at, NULL);
      g_autofree char *name = parent != NULL ? get_name (parent) : NULL;

      if (parent == NULL)
        return FALSE;
      if (is_name (name) && atspi_accessible_get_role (parent, NULL) != ATSPI_ROLE_FRAME)
        return TRUE;
      g_set_object (&at, parent);
    }
  return FALSE;
}

/* A label is its own text, what scrolls is what it holds, the picture on a named control has no
 * more to say than that, and libadwaita hides a search in each preferences window. */
static gboolean
needs_none (Node *node)
{
  switch ((int) atspi_accessible_get_role (node, NULL))
    {
    case ATSPI_ROLE_LABEL:
    case ATSPI_ROLE_SCROLL_PANE:
      return TRUE;
    case ATSPI_ROLE_IMAGE:
      return is_within_named (node, N_AROUND);
    case ATSPI_ROLE_ENTRY:
    case ATSPI_ROLE_LIST:
      return !has_state (node, ATSPI_STATE_SHOWING);
    default:
      return FALSE;
    }
}

static void
note_nameless (Work *work,
               Node *node)
{
  g_autoptr(Node) at = g_object_ref (node);

  g_string_append (work->nameless, " ");
  while (at != NULL)
    {
      g_autofree char *role = atspi_accessible_get_role_name (at, NULL);
      g_autofree char *name = get_name (at);
      g_autoptr(Node) above = atspi_accessible_get_parent (at, NULL);

      g_string_append_printf (work->nameless, " %s [%s]", role, name);
      g_set_object (&at, above);
    }
  g_string_append (work->nameless, "\n");
}

static void
look_at (Work *work,
         Node *node)
{
  g_autofree char *name = NULL;

  work->n_seen++;
  name = get_name (node);
  if (g_str_equal (name, "Beside the photo"))
    g_set_object (&work->beside, node);
  if (!must_have_name (node))
    return;
  work->n_used++;
  if (!is_name (g_strstrip (name)) && !needs_none (node))
    note_nameless (work, node);
}

static void
walk (Work  *work,
      Node  *node,
      guint  depth)
{
  int n_children = atspi_accessible_get_child_count (node, NULL);

  g_assert_cmpuint (depth, <, DEPTH_MAX);
  g_assert_cmpint (n_children, <, N_CHILDREN_MAX);
  look_at (work, node);
  for (int i = 0; i < n_children; i++)
    {
      g_autoptr(Node) child = atspi_accessible_get_child_at_index (node, i, NULL);

      if (child != NULL)
        walk (work, child, depth + 1);
    }
}

/* All that is nameless is told, of one state after the other, before the test fails. */
static void
walk_from (Work       *work,
           Node       *root,
           const char *state,
           guint       n_used_min)
{
  atspi_accessible_clear_cache (work->program);
  work->n_seen = 0;
  work->n_used = 0;
  g_string_truncate (work->nameless, 0);
  walk (work, root, 0);
  g_test_message ("%s: %u widgets, %u that are used or seen", state, work->n_seen, work->n_used);
  if (work->nameless->len > 0)
    {
      g_printerr ("%s: without a name:\n%s", state, work->nameless->str);
      g_test_fail ();
    }
  g_assert_cmpuint (work->n_used, >=, n_used_min);
}

static void
walk_all (Work       *work,
          const char *state,
          guint       n_used_min)
{
  walk_from (work, work->program, state, n_used_min);
}

/* ---- the states ---- */

static void
sign_in (Work *work)
{
  dz_test_desk_wait_said (work->desk, 0, "page sign-in");
  dz_test_keys_focus (DZ_TEST_DESK_TITLE);
  dz_test_wait_for (finds_program, work, WAIT_S, "the desk on the accessibility bus");
  walk_all (work, "sign-in", 6);
  dz_test_desk_sign_in (work->desk, work->school->reviewer, work->school->password);
  walk_all (work, "first keys and the page below them", 60);
  dz_test_desk_close_first_keys (work->desk);
}

static void
walk_pane (Work       *work,
           const char *key,
           const char *side,
           guint       n_used_min)
{
  g_autofree char *words = g_strconcat ("side ", side, NULL);

  dz_test_desk_press (work->desk, key, words);
  walk_from (work, work->beside, side, n_used_min);
  dz_test_desk_press (work->desk, "Escape", "side facts");
}

static void
walk_window (Work       *work,
             const char *key,
             const char *title,
             guint       n_used_min)
{
  g_autoptr(Node) window = NULL;

  dz_test_keys_send (key);
  work->awaited = title;
  dz_test_wait_for (has_window, work, WAIT_S, title);
  window = find_window (work, title);
  walk_from (work, window, title, n_used_min);
  dz_test_keys_focus (title);
  dz_test_keys_send ("Escape");
  dz_test_wait_for (has_no_window, work, WAIT_S, title);
  dz_test_keys_focus (DZ_TEST_DESK_TITLE);
}

static void
test_names (Work          *work,
            gconstpointer  data)
{
  sign_in (work);
  g_assert_nonnull (work->beside);
  walk_pane (work, "r", "reject", 20);
  walk_pane (work, "e", "escalate", 20);
  walk_pane (work, "A", "override", 20);
  walk_window (work, "ctrl+comma", "Preferences", 60);
  walk_window (work, "ctrl+question", "Keyboard shortcuts", 1);
  walk_window (work, "x", "Not Applied", 2);
}

static void
set_up (Work          *work,
        gconstpointer  data)
{
  work->home = g_dir_make_tmp ("dz-accessible-XXXXXX", NULL);
  work->nameless = g_string_new (NULL);
  work->school = dz_test_school_new ();
  work->service = dz_test_service_start (work->school->data, NULL, NULL);
  work->desk = dz_test_desk_new (work->home);
  g_setenv ("GTK_A11Y", "atspi", TRUE);
  dz_test_desk_start (work->desk, work->service->staff_url);
}

static void
tear_down (Work          *work,
           gconstpointer  data)
{
  dz_test_desk_free (work->desk);
  g_clear_object (&work->program);
  g_clear_object (&work->beside);
  dz_test_service_free (work->service);
  dz_test_school_free (work->school);
  dz_test_remove_tree (work->home);
  g_string_free (work->nameless, TRUE);
  g_free (work->home);
}

int
main (int    argc,
      char **argv)
{
  int result;

  if (!dz_test_keys_open (&argc, &argv))
    return 0;
  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL)
    {
      g_print ("1..0 # SKIP there is no session bus\n");
      return 0;
    }
  /* GTK 4.8 keeps no cache for the client, which warns of that and asks for each thing instead. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_assert_cmpint (atspi_init (), ==, 0);
  g_test_add ("/accessible/names", Work, NULL, set_up, test_names, tear_down);
  result = g_test_run ();
  atspi_exit ();
  return result;
}
