/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wrap-box.h"

#include "dz-widget.h"

#define SPACING 9
#define ROW_SPACING 6

struct _DzWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (DzWrapBox, dz_wrap_box, GTK_TYPE_WIDGET)

/* Children in one row, from @first up to but without @end, which is %NULL where all follow. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  guint      n_children;
  guint      n_expanding;
  int        width;     /* that they need */
  gboolean   fills;     /* they share what is left, rather than leave it */
} Row;

static GtkWidget *
find_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return find_shown (gtk_widget_get_next_sibling (child));
}

static gboolean
expands (GtkWidget *child)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

static int
measure_width (GtkWidget *child)
{
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return expands (child) ? minimum : natural;
}

static int
measure_minimum (GtkWidget      *child,
                 GtkOrientation  orientation,
                 int             for_size)
{
  int minimum;

  gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
add_child (Row       *row,
           GtkWidget *child)
{
  row->width += measure_width (child) + (row->n_children > 0 ? SPACING : 0);
  row->n_children++;
  row->n_expanding += expands (child) ? 1 : 0;
  row->end = get_next (child);
}

/* As many as fit, or only one that does not. */
static Row
collect_row (GtkWidget *first,
             int        width,
             gboolean   wraps)
{
  Row row = { .first = first };

  for (GtkWidget *child = first; child != NULL; child = row.end)
    {
      if (row.n_children > 0 && row.width + SPACING + measure_width (child) > width)
        break;
      add_child (&row, child);
      if (wraps && expands (child))
        break;
    }
  return row;
}

/* What stands behind the one that expands fills its rows. */
static GArray *
list_rows (DzWrapBox *self,
           int        width)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GtkWidget *first = find_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));
  Row all = { 0 };
  gboolean behind = FALSE;

  if (first == NULL)
    return rows;
  all = collect_row (first, width, FALSE);
  if (all.end == NULL)
    {
      g_array_append_val (rows, all);
      return rows;
    }
  for (GtkWidget *child = first; child != NULL; )
    {
      Row row = collect_row (child, width, TRUE);

      row.fills = behind;
      for (; child != row.end; child = get_next (child))
        behind = behind || expands (child);
      g_array_append_val (rows, row);
    }
  return rows;
}

/* Those that expand have what is left; without one they share it in a row that fills. */
static int
share_rest (const Row *row,
            GtkWidget *child,
            int        rest)
{
  if (row->n_expanding > 0)
    return expands (child) ? rest / (int) row->n_expanding : 0;
  return row->fills ? rest / (int) row->n_children : 0;
}

static int
choose_width (const Row *row,
              GtkWidget *child,
              int        width)
{
  int wanted = measure_width (child) + share_rest (row, child, MAX (0, width - row->width));

  return MAX (measure_minimum (child, GTK_ORIENTATION_HORIZONTAL, -1), MIN (wanted, width));
}

/* Text that wraps needs more of it where it has less width. */
static int
choose_height (const Row *row,
               int        width)
{
  int height = 0;

  for (GtkWidget *child = row->first; child != row->end; child = get_next (child))
    height = MAX (height, measure_minimum (child, GTK_ORIENTATION_VERTICAL,
                                           choose_width (row, child, width)));
  return height;
}

static void
measure_rows (DzWrapBox *self,
              int        width,
              int       *minimum,
              int       *natural)
{
  g_autoptr(GArray) rows = list_rows (self, width);

  *minimum = rows->len > 0 ? (int) (rows->len - 1) * ROW_SPACING : 0;
  for (guint i = 0; i < rows->len; i++)
    *minimum += choose_height (&g_array_index (rows, Row, i), width);
  *natural = *minimum;
}

static void
dz_wrap_box_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_rows (DZ_WRAP_BOX (widget), for_size < 0 ? G_MAXINT / 2 : for_size, minimum, natural);
      return;
    }
  for (GtkWidget *child = find_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = get_next (child))
    {
      int child_minimum;
      int child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SPACING : 0);
    }
}

static GtkSizeRequestMode
dz_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
allocate_row (const Row *row,
              int        width,
              int        y,
              int        height)
{
  int x = 0;

  for (GtkWidget *child = row->first; child != row->end; child = get_next (child))
    {
      GtkAllocation place = { x, y, choose_width (row, child, width), height };

      gtk_widget_size_allocate (child, &place, -1);
      x += place.width + SPACING;
    }
}

static void
dz_wrap_box_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  g_autoptr(GArray) rows = list_rows (DZ_WRAP_BOX (widget), width);
  int y = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      int row_height = choose_height (row, width);

      allocate_row (row, width, y, row_height);
      y += row_height + ROW_SPACING;
    }
}

static void
dz_wrap_box_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_wrap_box_parent_class)->dispose (object);
}

static void
dz_wrap_box_class_init (DzWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_wrap_box_dispose;
  widget_class->measure = dz_wrap_box_measure;
  widget_class->get_request_mode = dz_wrap_box_get_request_mode;
  widget_class->size_allocate = dz_wrap_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
dz_wrap_box_init (DzWrapBox *self)
{
}

/**
 * dz_wrap_box_new:
 *
 * Returns: (transfer floating): a bar without widgets; they are given it as their parent
 */
GtkWidget *
dz_wrap_box_new (void)
{
  return g_object_new (DZ_TYPE_WRAP_BOX, NULL);
}
