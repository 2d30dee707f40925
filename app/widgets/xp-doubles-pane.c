#include "xp-doubles-pane.h"

#include "xp-cells-view.h"
#include "xp-doubles-work.h"
#include "xp-form-window.h"
#include "xp-household-work.h"
#include "xp-page.h"

#include <glib/gi18n.h>

struct _XpDoublesPane {
  AdwBin parent_instance;

  GtkLabel *count; /* template children: borrowed */
  GtkSpinner *spinner;
  GtkWidget *back;
  XpCellsView *list;

  XpDesk *desk;              /* owned */
  GPtrArray *pairs;          /* of XpHouseholdPair, the likeliest first; owned */
  GCancellable *cancellable; /* owned; NULL: nothing is being looked for */
};

G_DEFINE_FINAL_TYPE (XpDoublesPane, xp_doubles_pane, ADW_TYPE_BIN)

enum {
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- the pairs ---- */

static char *
name_side (const XpPairSide *side)
{
  g_autofree char *name = side->told_apart_by[0] != '\0'
                            ? g_strdup_printf (_ ("%s（%s）"), side->head, side->told_apart_by)
                            : g_strdup (side->head);
  return g_strdup_printf (_ ("%d号 %s%s %s"), side->number, side->group, side->door, name);
}

static void
show_pairs (XpDoublesPane *self)
{
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < self->pairs->len; i++) {
    const XpHouseholdPair *pair = self->pairs->pdata[i];
    g_autofree char *one = name_side (&pair->a), *other = name_side (&pair->b);
    xp_cells_view_add (self->list, "", one, other, pair->reason, NULL);
  }
  xp_cells_view_end (self->list);
  g_autofree char *count =
    self->pairs->len > 0
      ? g_strdup_printf (_ ("有%u对像是同一户。选中一对按回车，说是一户还是两户；"
                            "说了是两户，以后不再问。"),
                         self->pairs->len)
      : g_strdup (_ ("没有找到像是重复的户。"));
  gtk_label_set_label (self->count, count);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpDoublesPane) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *pairs = xp_doubles_work_list_finish (XP_DESK (source), result, &error);
  if (g_error_matches (error, XP_ERROR, XP_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  g_clear_object (&self->cancellable);
  if (pairs == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  g_ptr_array_unref (self->pairs);
  self->pairs = pairs;
  show_pairs (self);
}

void
xp_doubles_pane_show (XpDoublesPane *self, XpDesk *desk)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->desk, desk);
  if (desk == NULL) {
    g_ptr_array_set_size (self->pairs, 0);
    return;
  }
  self->cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  xp_doubles_work_list_async (desk, self->cancellable, found_cb, g_object_ref (self));
}

bool
xp_doubles_pane_is_busy (XpDoublesPane *self)
{
  return self->cancellable != NULL;
}

/* ---- what a person says ---- */

typedef struct {
  GtkWidget *page; /* borrowed: outlives its modal window */
  XpDesk *desk;    /* owned */
  int64_t a, b;
  AdwComboRow *kept; /* the window's */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  g_free (asking);
}

static bool
merge (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const bool keeps_first = adw_combo_row_get_selected (asking->kept) == 0;
  const bool is_done = xp_household_work_merge (asking->desk,
                                                keeps_first ? asking->a : asking->b,
                                                keeps_first ? asking->b : asking->a,
                                                NULL,
                                                error);
  if (is_done)
    xp_page_tell_done (asking->page, _ ("合好了，并掉的那一户算销户。合错了按 Ctrl+Z。"));
  return is_done;
}

static bool
tell_apart (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const bool is_done = xp_household_work_tell_apart (asking->desk, asking->a, asking->b, error);
  if (is_done)
    xp_page_tell_done (asking->page, _ ("记下了：是两户，以后不再问。"));
  return is_done;
}

/* The one that goes on by default: see xp_household_work_propose_merge(). */
static guint
propose_kept (XpDesk *desk, const XpHouseholdPair *pair)
{
  g_autoptr (XpHouseholdCard) one = xp_household_work_load (desk, pair->a.uid, NULL);
  g_autoptr (XpHouseholdCard) other = xp_household_work_load (desk, pair->b.uid, NULL);
  return one != NULL && other != NULL &&
         xp_household_work_propose_merge (one, other) == pair->b.uid;
}

static void
pair_activated_cb (XpDoublesPane *self, guint index)
{
  const XpHouseholdPair *pair = self->pairs->pdata[index];
  Asking *asking = g_new0 (Asking, 1);
  *asking = (Asking){GTK_WIDGET (self), g_object_ref (self->desk), pair->a.uid, pair->b.uid, NULL};
  g_autofree char *one = name_side (&pair->a), *other = name_side (&pair->b);
  g_autofree char *keeps_one = g_strdup_printf (_ ("留%s"), one);
  g_autofree char *keeps_other = g_strdup_printf (_ ("留%s"), other);
  const char *const choices[] = {keeps_one, keeps_other, NULL};
  g_autofree char *about = g_strdup_printf (_ ("%s\n%s\n%s"), one, other, pair->reason);
  XpFormWindow *window = xp_form_window_new (GTK_WIDGET (self),
                                             _ ("是一户还是两户？"),
                                             about,
                                             _ ("是一户，合起来"),
                                             merge,
                                             asking,
                                             free_asking);
  asking->kept = xp_form_window_add_choice (window,
                                            _ ("合起来留哪一户"),
                                            choices,
                                            propose_kept (self->desk, pair));
  xp_form_window_add_button (window, _ ("是两户，不再问"), tell_apart);
  xp_form_window_ask (window);
}

/* ---- the widget ---- */

static void
back_cb (XpDoublesPane *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
xp_doubles_pane_dispose (GObject *object)
{
  XpDoublesPane *self = XP_DOUBLES_PANE (object);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_doubles_pane_parent_class)->dispose (object);
}

static void
xp_doubles_pane_class_init (XpDoublesPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_doubles_pane_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  signals[LEFT] = g_signal_new ("left",
                                XP_TYPE_DOUBLES_PANE,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/widgets/xp-doubles-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, XpDoublesPane, count);
  gtk_widget_class_bind_template_child (widget_class, XpDoublesPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, XpDoublesPane, back);
  gtk_widget_class_bind_template_child (widget_class, XpDoublesPane, list);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
xp_doubles_pane_init (XpDoublesPane *self)
{
  const XpCellsColumn columns[] = {
    {_ ("这一户"), 20, 0},
    {_ ("那一户"), 20, 0},
    {_ ("为什么像"), 0, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pairs = g_ptr_array_new ();
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("可能重复的户"));
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (pair_activated_cb), self);
}
