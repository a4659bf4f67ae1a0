/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader finds: the real workstation on the accessibility bus, page after page and
 * window after window, each walked to its last widget. What can be used, or is a picture, has a
 * name; what is used is told by keys alone, as somebody does who does not see the pointer. */
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <atspi/atspi.h>
#include <string.h>

#define MAIN_TITLE "Duizhao"
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
  char             *dir;
  char             *data;
  DzTestService    *service;
  GSubprocess      *desk;
  GDataInputStream *lines;
  char             *reviewer;
  char             *password;
  char             *page;       /* nullable: what the desk said last of each */
  char             *side;
  char             *first_keys;
  guint             n_shown;
  Node             *program;    /* owned, nullable: the desk on the bus */
  Node             *beside;     /* owned, nullable: what stands beside the photo */
  const char       *awaited;
  GString          *nameless;   /* of the state that is walked */
  guint             n_seen;
  guint             n_used;     /* of these, what can be used */
} Work;

/* ---- the desk ---- */

static void read_next_line (Work *work);

static void
hear (const char  *line,
      const char  *what,
      char       **word)
{
  const char *found = strstr (line, what);

  if (found == NULL)
    return;
  g_free (*word);
  *word = g_strdup (found + strlen (what));
}

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Work *work = user_data;
  g_autofree char *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL || work->lines == NULL)
    return;
  hear (line, ": page ", &work->page);
  hear (line, ": side ", &work->side);
  hear (line, ": first keys ", &work->first_keys);
  work->n_shown += strstr (line, ": shown ") != NULL;
  read_next_line (work);
}

static void
read_next_line (Work *work)
{
  g_data_input_stream_read_line_async (work->lines, G_PRIORITY_DEFAULT, NULL, line_cb, work);
}

static void
seed (Work *work)
{
  const char *const argv[]
      = { g_getenv ("DZ_CTL"), "demo", "seed", "--data", work->data, NULL };
  g_autofree char *output = dz_test_run (argv, NULL, 0);
  g_autoptr(GRegex) regex
      = g_regex_new ("^(\\S+) reviews; the password is (\\S+)$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, output, 0, &match));
  work->reviewer = g_match_info_fetch (match, 1);
  work->password = g_match_info_fetch (match, 2);
}

static void
start_desk (Work *work)
{
  g_autoptr(GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "duizhao", TRUE);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "atspi", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", work->dir, TRUE);
  work->desk = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_DESK"), "--service",
                                            work->service->staff_url, NULL);
  g_assert_no_error (error);
  work->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (work->desk));
  read_next_line (work);
}

/* ---- the keyboard ---- */

static char *
xdotool (const char *command,
         const char *option,
         const char *argument)
{
  const char *const argv[] = { "xdotool", command, option, argument, NULL };

  return g_strchomp (dz_test_run (argv, NULL, 0));
}

static void
press (const char *key)
{
  g_autofree char *said = xdotool ("key", key, NULL);
}

/* Without a window manager nobody gives a window the keyboard. */
static void
take_keyboard (const char *title)
{
  g_autofree char *pattern = g_strdup_printf ("^%s$", title);
  const char *const argv[]
      = { "xdotool", "search", "--sync", "--onlyvisible", "--name", pattern, NULL };
  g_autofree char *found = g_strchomp (dz_test_run (argv, NULL, 0));
  char *newline = strrchr (found, '\n');
  g_autofree char *said = xdotool ("windowfocus", "--sync", newline != NULL ? newline + 1 : found);
}

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
  guint pid = (guint) g_ascii_strtoull (g_subprocess_get_identifier (work->desk), NULL, 10);
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

static gboolean
is_on_page (gpointer data)
{
  return g_strcmp0 (((Work *) data)->page, ((Work *) data)->awaited) == 0;
}

static gboolean
is_beside (gpointer data)
{
  return g_strcmp0 (((Work *) data)->side, ((Work *) data)->awaited) == 0;
}

static gboolean
has_shown (gpointer data)
{
  return ((Work *) data)->n_shown > 0;
}

static gboolean
said_of_first_keys (gpointer data)
{
  return g_strcmp0 (((Work *) data)->first_keys, ((Work *) data)->awaited) == 0;
}

static void
await (Work            *work,
       DzTestCondition  condition,
       const char      *what)
{
  work->awaited = what;
  dz_test_wait_for (condition, work, WAIT_S, what);
}

static void
sign_in (Work *work)
{
  g_autofree char *typed = NULL;
  g_autofree char *password = NULL;

  await (work, is_on_page, "sign-in");
  take_keyboard (MAIN_TITLE);
  await (work, finds_program, "the desk on the accessibility bus");
  walk_all (work, "sign-in", 6);
  typed = xdotool ("type", work->reviewer, NULL);
  press ("Return");
  password = xdotool ("type", work->password, NULL);
  press ("Return");
  await (work, is_on_page, "main");
  await (work, has_shown, "the first photo");
  await (work, said_of_first_keys, "shown");
  walk_all (work, "first keys and the page below them", 60);
  press ("Escape");
  await (work, said_of_first_keys, "closed");
}

static void
walk_pane (Work       *work,
           const char *key,
           const char *side,
           guint       n_used_min)
{
  press (key);
  await (work, is_beside, side);
  walk_from (work, work->beside, side, n_used_min);
  press ("Escape");
  await (work, is_beside, "facts");
}

static void
walk_window (Work       *work,
             const char *key,
             const char *title,
             guint       n_used_min)
{
  g_autoptr(Node) window = NULL;

  press (key);
  await (work, has_window, title);
  window = find_window (work, title);
  walk_from (work, window, title, n_used_min);
  take_keyboard (title);
  press ("Escape");
  await (work, has_no_window, title);
  take_keyboard (MAIN_TITLE);
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
  work->dir = g_dir_make_tmp ("dz-accessible-XXXXXX", NULL);
  work->data = g_build_filename (work->dir, "data", NULL);
  work->nameless = g_string_new (NULL);
  seed (work);
  work->service = dz_test_service_start (work->data, NULL, NULL);
  start_desk (work);
}

static void
tear_down (Work          *work,
           gconstpointer  data)
{
  g_subprocess_force_exit (work->desk);
  g_subprocess_wait (work->desk, NULL, NULL);
  g_clear_object (&work->program);
  g_clear_object (&work->beside);
  g_clear_object (&work->desk);
  g_clear_object (&work->lines);
  g_clear_pointer (&work->service, dz_test_service_free);
  dz_test_remove_tree (work->dir);
  g_string_free (work->nameless, TRUE);
  g_free (work->page);
  g_free (work->side);
  g_free (work->first_keys);
  g_free (work->reviewer);
  g_free (work->password);
  g_free (work->data);
  g_free (work->dir);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("DISPLAY") == NULL || g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL)
    {
      g_print ("1..0 # SKIP no display or no session bus\n");
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
