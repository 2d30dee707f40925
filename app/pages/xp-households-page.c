#include "xp-households-page.h"

#include "xp-roster-work.h"
#include "xp-round.h"

#include <string.h>

struct _XpHouseholdsPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  GtkSearchEntry *search;
  GtkLabel *count, *summary;
  GtkListView *list, *rows;
  GtkFlowBox *columns;
  GtkButton *import;

  XpDesk *desk;       /* owned */
  XpRosterPlan *plan; /* owned; while a preview is shown */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (XpHouseholdsPage, xp_households_page, ADW_TYPE_BIN)

/* ---- rows of text: GtkStringList holds the cells of a line, parted by tabs ---- */

enum {
  N_CELLS = 5
};
static const int WIDTHS[N_CELLS] = {5, 12, 10, 8, 0};

static void
setup_cells_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  for (int i = 0; i < N_CELLS; i++) {
    GtkWidget *label = gtk_label_new (NULL);
    gtk_label_set_xalign (GTK_LABEL (label), i == 0 ? 1 : 0);
    gtk_label_set_wrap (GTK_LABEL (label), i == N_CELLS - 1);
    if (WIDTHS[i] > 0) {
      gtk_label_set_width_chars (GTK_LABEL (label), WIDTHS[i]);
      gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTHS[i]);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
    gtk_widget_set_hexpand (label, i == N_CELLS - 1);
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cells_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_auto (GStrv) cells = g_strsplit (line, "\t", N_CELLS);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  for (int i = 0; label != NULL && cells[i] != NULL; i++) {
    gtk_label_set_label (GTK_LABEL (label), cells[i]);
    label = gtk_widget_get_next_sibling (label);
  }
}

static void
set_lines (GtkListView *view, GtkStringList *lines)
{
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (lines));
  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

/* ---- the list ---- */

static const char *
word_of_state (const char *state)
{
  XpState known = XP_STATE_PRESENT;
  if (strcmp (state, "closed") == 0)
    return "已销户";
  xp_state_from_text (state, &known);
  return known == XP_STATE_PRESENT ? "" : xp_state_get_word (known);
}

static void
add_household (GtkStringList *lines, const XpHouseholdLine *line)
{
  g_autofree char *people =
    line->people >= 0 ? g_strdup_printf ("%d口人", line->people) : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("%d\t%s%s\t%s%s%s\t%s\t%s",
                                           line->number,
                                           line->group,
                                           line->door,
                                           line->head,
                                           line->told_apart_by[0] != '\0' ? "·" : "",
                                           line->told_apart_by,
                                           people,
                                           word_of_state (line->state));
  gtk_string_list_append (lines, text);
}

void
xp_households_page_refresh (XpHouseholdsPage *self)
{
  if (self->plan != NULL)
    return;
  g_autoptr (GPtrArray) households =
    self->desk != NULL ? xp_desk_list_households (self->desk, NULL) : NULL;
  const bool is_empty = households == NULL || households->len == 0;
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
  if (is_empty)
    return;

  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GtkStringList *lines = gtk_string_list_new (NULL);
  for (guint i = 0; i < households->len; i++)
    if (xp_household_line_matches (households->pdata[i], query))
      add_household (lines, households->pdata[i]);
  g_autofree char *count =
    g_strdup_printf ("%u户", g_list_model_get_n_items (G_LIST_MODEL (lines)));
  gtk_label_set_label (self->count, count);
  set_lines (self->list, lines);
}

static void
search_changed_cb (XpHouseholdsPage *self)
{
  xp_households_page_refresh (self);
}

/* ---- the preview ---- */

static void
add_column (XpHouseholdsPage *self, const XpRosterColumn *column)
{
  if (column->header[0] == '\0')
    return;
  g_autofree char *text = g_strdup_printf ("%s列 %s：%s",
                                           column->letter,
                                           column->header,
                                           xp_meaning_get_word (column->meaning));
  GtkWidget *label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "meaning");
  if (column->meaning == XP_MEANING_NONE || column->meaning == XP_MEANING_BANK ||
      column->meaning == XP_MEANING_KIND)
    gtk_widget_add_css_class (label, "unread");
  gtk_flow_box_insert (self->columns, label, -1);
}

static char *
flags_of (const XpRosterRow *row, const XpPlanRow *planned)
{
  GString *text = g_string_new (NULL);
  if (planned->standing == XP_STANDING_SAME)
    g_string_append (text, "已经在本村资料里，不再导入");
  else if (planned->standing == XP_STANDING_CHANGED)
    g_string_append_printf (text, "已经在本村资料里，名单不一样（%s），不改", planned->difference);
  for (guint i = 0; i < row->flags->len; i++) {
    g_autofree char *flag = xp_roster_flag_dup_text (row->flags->pdata[i]);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "；" : "", flag);
  }
  return g_string_free (text, FALSE);
}

static void
show_plan (XpHouseholdsPage *self)
{
  const XpRoster *roster = self->plan->roster;
  GtkStringList *lines = gtk_string_list_new (NULL);
  while (gtk_flow_box_get_child_at_index (self->columns, 0) != NULL)
    gtk_flow_box_remove (self->columns,
                         GTK_WIDGET (gtk_flow_box_get_child_at_index (self->columns, 0)));
  for (guint i = 0; i < roster->columns->len; i++)
    add_column (self, roster->columns->pdata[i]);
  for (guint i = 0; i < roster->rows->len; i++) {
    const XpRosterRow *row = roster->rows->pdata[i];
    g_autofree char *flags = flags_of (row, &g_array_index (self->plan->rows, XpPlanRow, i));
    g_autofree char *people =
      row->people >= 0 ? g_strdup_printf ("%d口人", row->people) : g_strdup ("");
    g_autofree char *line = g_strdup_printf ("%d\t%s%s\t%s\t%s\t%s",
                                             row->source_record,
                                             row->group,
                                             row->door != NULL ? row->door : "",
                                             row->head,
                                             people,
                                             flags);
    gtk_string_list_append (lines, line);
  }
  for (guint i = 0; i < self->plan->missing->len; i++) {
    const XpPlanMissing *missing = self->plan->missing->pdata[i];
    g_autofree char *line =
      g_strdup_printf ("\t%s\t%s\t\t名单里没有了，还留着", missing->group, missing->head);
    gtk_string_list_append (lines, line);
  }
  for (guint i = 0; i < roster->notes->len; i++) {
    g_autofree char *line = g_strdup_printf ("\t\t\t\t%s", (const char *) roster->notes->pdata[i]);
    gtk_string_list_append (lines, line);
  }
  set_lines (self->rows, lines);
  g_autofree char *summary =
    g_strdup_printf ("表头在第%d行，%s", roster->header_record, self->plan->summary);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import),
                            xp_roster_plan_count (self->plan, XP_DECISION_IMPORT) > 0);
  gtk_stack_set_visible_child_name (self->stack, "preview");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpHouseholdsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  XpRosterPlan *plan = xp_roster_work_read_finish (XP_DESK (source), result, &error);
  if (plan == NULL) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.problem", "s", error->message);
    return;
  }
  g_clear_pointer (&self->plan, xp_roster_plan_free);
  self->plan = plan;
  show_plan (self);
}

void
xp_households_page_preview (XpHouseholdsPage *self, const char *path)
{
  xp_roster_work_read_async (self->desk, path, NULL, read_cb, g_object_ref (self));
}

static void
list_chosen_cb (XpHouseholdsPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    xp_households_page_preview (self, path);
  }
  g_clear_object (&self->chooser);
}

static void
choose_list_cb (XpHouseholdsPage *self)
{
  if (self->desk == NULL) {
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.problem",
                                "s",
                                "还没有打开本村资料。请先在首页建一份或打开一份。");
    return;
  }
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new ("选农户名单",
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               "看看",
                                               "取消");
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (list_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cancel_cb (XpHouseholdsPage *self)
{
  g_clear_pointer (&self->plan, xp_roster_plan_free);
  xp_households_page_refresh (self);
}

static void
import_cb (XpHouseholdsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_roster_work_import (self->desk, self->plan, &error);
  g_autofree char *done = g_strdup_printf ("导入了%zu户。不对的话按 Ctrl+Z 整批撤销。",
                                           xp_roster_plan_count (self->plan, XP_DECISION_IMPORT));
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.problem",
                              "s",
                              act != NULL ? done : error->message);
  if (act != NULL)
    cancel_cb (self);
}

void
xp_households_page_set_desk (XpHouseholdsPage *self, XpDesk *desk)
{
  g_clear_pointer (&self->plan, xp_roster_plan_free);
  g_set_object (&self->desk, desk);
  xp_households_page_refresh (self);
}

static void
xp_households_page_dispose (GObject *object)
{
  XpHouseholdsPage *self = XP_HOUSEHOLDS_PAGE (object);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->plan, xp_roster_plan_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_households_page_parent_class)->dispose (object);
}

static void
xp_households_page_class_init (XpHouseholdsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_households_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-households-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, search);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, count);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, list);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, rows);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, columns);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, import);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
}

static void
set_factory (GtkListView *view)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cells_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cells_cb), NULL);
  gtk_list_view_set_factory (view, factory);
  g_object_unref (factory);
}

static void
xp_households_page_init (XpHouseholdsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_factory (self->list);
  set_factory (self->rows);
}
