#include "xp-entrant-sidebar.h"

#include "xp-entrant-list.h"
#include "xp-still-label.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>

struct _XpEntrantSidebar {
  AdwBin parent_instance;

  GtkSearchEntry *search; /* template children: borrowed */
  GtkListView *list;

  XpMarking *marking;      /* owned; NULL: no round */
  XpEntrantList *entrants; /* owned */
  GHashTable *rows;        /* owned: GtkListItem (borrowed) of each entrant that is shown */
  int judge_no;
  int selected;    /* entrant */
  guint scrolling; /* to whom is selected, with the next frame; 0: not asked for */
};

G_DEFINE_FINAL_TYPE (XpEntrantSidebar, xp_entrant_sidebar, ADW_TYPE_BIN)

enum {
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- rows ---- */

static void
setup_row_cb (XpEntrantSidebar *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *number = g_object_new (XP_TYPE_STILL_LABEL,
                                    "xalign",
                                    1.0,
                                    "width-chars",
                                    4,
                                    "has-even-figures",
                                    TRUE,
                                    NULL);
  GtkWidget *name =
    g_object_new (XP_TYPE_STILL_LABEL, "wraps", TRUE, "width-chars", 5, "hexpand", TRUE, NULL);
  GtkWidget *state = gtk_label_new (NULL);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (state, "dim-label");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), state);
  gtk_list_item_set_child (list_item, box);
}

static const char DONE[] = "✓";

static bool
is_started (const XpTally *tally, int entrant_no)
{
  const XpRound *round = xp_tally_get_round (tally);
  for (size_t i = 0; i < round->n_judges; i++)
    if (xp_round_is_scoring (round, round->judges[i].no) &&
        xp_tally_get_sheet (tally, entrant_no, round->judges[i].no)->is_started)
      return true;
  return false;
}

static const char *
state_of (XpEntrantSidebar *self, int entrant_no)
{
  const XpTally *tally = xp_marking_get_tally (self->marking);
  const XpTotal *total = xp_tally_get_total (tally, entrant_no);
  if (!xp_marking_is_asked (self->marking, entrant_no))
    return _ ("没抽到");
  if (total->state != XP_STATE_PRESENT)
    return xp_state_get_word (total->state);
  if (self->judge_no == XP_SIDEBAR_ALL_JUDGES)
    return total->is_gate_failed || total->n_missing == 0 ? DONE
           : is_started (tally, entrant_no)               ? _ ("没录完")
                                                          : "";
  if (xp_marking_is_done (self->marking, entrant_no, self->judge_no))
    return DONE;
  return xp_tally_get_sheet (tally, entrant_no, self->judge_no)->is_started ? _ ("没录完") : "";
}

static void
show_row (XpEntrantSidebar *self, GtkListItem *list_item)
{
  GtkWidget *number = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *name = gtk_widget_get_next_sibling (number);
  GtkWidget *state = gtk_widget_get_next_sibling (name);
  const int no = xp_entrant_item_get_no (gtk_list_item_get_item (list_item));
  const XpEntrant *entrant = xp_round_get_entrant (xp_marking_get_round (self->marking), no);
  if (entrant == NULL)
    return;
  g_autofree char *digits = g_strdup_printf ("%d", entrant->number);
  const char *word = state_of (self, no);
  xp_still_label_set_text (XP_STILL_LABEL (number), digits);
  xp_still_label_set_text (XP_STILL_LABEL (name), entrant->name);
  gtk_label_set_label (GTK_LABEL (state), word);
  g_autofree char *said =
    g_strjoin ("，", digits, entrant->name, word == DONE ? _ ("已记完") : word, NULL);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (list_item))),
    GTK_ACCESSIBLE_PROPERTY_LABEL,
    said,
    -1);
}

static gpointer
get_row_key (GtkListItem *list_item)
{
  return GINT_TO_POINTER (xp_entrant_item_get_no (gtk_list_item_get_item (list_item)));
}

static void
bind_row_cb (XpEntrantSidebar *self, GtkListItem *list_item)
{
  g_hash_table_insert (self->rows, get_row_key (list_item), list_item);
  show_row (self, list_item);
}

/* Another row may show the entrant by now. */
static void
unbind_row_cb (XpEntrantSidebar *self, GtkListItem *list_item)
{
  if (g_hash_table_lookup (self->rows, get_row_key (list_item)) == list_item)
    g_hash_table_remove (self->rows, get_row_key (list_item));
}

/* ---- going about ---- */

/* Before its first allocation the list would be left blank by this: then it waits for a frame. */
static gboolean
scroll_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  XpEntrantSidebar *self = data;
  if (gtk_widget_get_mapped (list) && gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  const guint place = model != NULL
                        ? gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model))
                        : GTK_INVALID_LIST_POSITION;
  if (place != GTK_INVALID_LIST_POSITION && gtk_widget_get_height (list) > 0)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", place);
  self->scrolling = 0;
  return G_SOURCE_REMOVE;
}

void
xp_entrant_sidebar_select (XpEntrantSidebar *self, int entrant_no)
{
  self->selected = entrant_no;
  const int place = self->entrants != NULL ? xp_entrant_list_find (self->entrants, entrant_no) : -1;
  if (place < 0)
    return;
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), (guint) place);
  if (self->scrolling == 0)
    self->scrolling = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_cb, self, NULL);
}

static void
list_mapped_cb (XpEntrantSidebar *self)
{
  xp_entrant_sidebar_select (self, self->selected);
}

/* One row is written anew where it stands: a row that the list makes again costs a mark its frame.
 */
void
xp_entrant_sidebar_refresh (XpEntrantSidebar *self, int entrant_no)
{
  if (self->entrants == NULL)
    return;
  if (entrant_no == 0) {
    xp_entrant_list_refresh (self->entrants);
    return;
  }
  GtkListItem *row = g_hash_table_lookup (self->rows, GINT_TO_POINTER (entrant_no));
  if (row != NULL)
    show_row (self, row);
}

void
xp_entrant_sidebar_begin_search (XpEntrantSidebar *self, char letter)
{
  const char text[] = {letter, '\0'};
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  if (letter != '\0') {
    gtk_editable_set_text (GTK_EDITABLE (self->search), text);
    gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  }
}

static void
leave (XpEntrantSidebar *self, int entrant_no)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  xp_entrant_list_filter (self->entrants, NULL, 0);
  xp_entrant_sidebar_select (self, self->selected);
  g_signal_emit (self, signals[LEFT], 0, entrant_no);
}

static void
row_activated_cb (XpEntrantSidebar *self, guint position)
{
  g_autoptr (XpEntrantItem) item = g_list_model_get_item (G_LIST_MODEL (self->entrants), position);
  if (item != NULL)
    leave (self, xp_entrant_item_get_no (item));
}

static void
search_changed_cb (XpEntrantSidebar *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (self->marking == NULL)
    return;
  size_t n = 0;
  int *found = query[0] != '\0' ? xp_marking_find (self->marking, query, &n) : NULL;
  xp_entrant_list_filter (self->entrants, found, n);
}

static void
search_activated_cb (XpEntrantSidebar *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  size_t n = 0;
  g_autofree int *found = xp_marking_find (self->marking, query, &n);
  if (query[0] == '\0')
    leave (self, XP_SIDEBAR_NOBODY);
  else
    leave (self, n > 0 ? found[0] : XP_SIDEBAR_NOT_FOUND);
}

static void
search_stopped_cb (XpEntrantSidebar *self)
{
  leave (self, XP_SIDEBAR_NOBODY);
}

/* ---- the round ---- */

void
xp_entrant_sidebar_set_marking (XpEntrantSidebar *self, XpMarking *marking, int judge_no)
{
  const bool is_same_judge = judge_no == self->judge_no;
  self->judge_no = judge_no;
  if (marking != NULL && marking == self->marking && is_same_judge)
    return;
  if (marking != NULL && marking == self->marking) {
    xp_entrant_sidebar_refresh (self, 0);
    return;
  }
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->entrants);
  g_set_object (&self->marking, marking);
  self->selected = 0;
  if (marking == NULL)
    return;

  self->entrants = xp_entrant_list_new ((int) xp_marking_get_round (marking)->n_entrants);
  GtkSingleSelection *selection =
    gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->entrants)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
xp_entrant_sidebar_dispose (GObject *object)
{
  XpEntrantSidebar *self = XP_ENTRANT_SIDEBAR (object);
  if (self->rows != NULL) /* the first time: the list is still there */
    g_signal_handlers_disconnect_by_data (gtk_list_view_get_factory (self->list), self);
  g_clear_object (&self->entrants);
  g_clear_object (&self->marking);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (xp_entrant_sidebar_parent_class)->dispose (object);
}

/* The arrows go from household to household; Tab leaves them. */
static gboolean
xp_entrant_sidebar_focus (GtkWidget *widget, GtkDirectionType direction)
{
  XpEntrantSidebar *self = XP_ENTRANT_SIDEBAR (widget);
  const bool is_in_list = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL &&
                          gtk_widget_get_focus_child (widget) != NULL;
  if (is_in_list && direction == GTK_DIR_TAB_FORWARD)
    return FALSE;
  if (is_in_list && direction == GTK_DIR_TAB_BACKWARD)
    return gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return GTK_WIDGET_CLASS (xp_entrant_sidebar_parent_class)->focus (widget, direction);
}

static void
xp_entrant_sidebar_class_init (XpEntrantSidebarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  widget_class->focus = xp_entrant_sidebar_focus;
  G_OBJECT_CLASS (class)->dispose = xp_entrant_sidebar_dispose;
  signals[LEFT] = g_signal_new ("left",
                                XP_TYPE_ENTRANT_SIDEBAR,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/widgets/xp-entrant-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, XpEntrantSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, XpEntrantSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
settle_width (GtkWidget *sidebar)
{
  static const int WIDTH = 260;
  gtk_widget_set_size_request (sidebar, xp_text_scale_width (WIDTH), -1);
}

static void
xp_entrant_sidebar_init (XpEntrantSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new (NULL, NULL);
  xp_text_scale_follow (GTK_WIDGET (self), settle_width);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_swapped (self->list, "map", G_CALLBACK (list_mapped_cb), self);
  g_object_unref (factory);
}
