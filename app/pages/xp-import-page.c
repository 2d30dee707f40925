#include "xp-import-page.h"

#include "xp-cells-view.h"
#include "xp-import-words.h"
#include "xp-meaning-cards.h"
#include "xp-printing.h"
#include "xp-roster-work.h"
#include "xp-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* Which rows of the list are shown. */
typedef enum {
  SHOWS_ALL,
  SHOWS_FLAGGED,
  SHOWS_NEW,
  SHOWS_CHANGED,
  SHOWS_PAIRS,
  SHOWS_MISSING,
  N_SHOWN
} Shown;

static const char *const SHOWN_WORDS[N_SHOWN] = {
  N_ ("全部"),
  N_ ("请看一眼"),
  N_ ("新增"),
  N_ ("有变化"),
  N_ ("可能是一户"),
  N_ ("名单里没有了"),
};

enum {
  COLUMN_RECORD,
  COLUMN_PLACE,
  COLUMN_HEAD,
  COLUMN_PEOPLE,
  COLUMN_PHONE,
  COLUMN_DECISION,
  COLUMN_WORDS,
  N_COLUMNS
};

/* What a line of the list stands for. */
typedef struct {
  int row;  /* of the file; -1 none */
  int pair; /* of the plan's doubles; -1 none */
} LineOf;

static const LineOf NOTHING = {-1, -1};

struct _XpImportPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  GtkSpinner *spinner;
  GtkLabel *summary, *where;
  XpMeaningCards *columns;
  GtkBox *filters;
  XpCellsView *rows;
  GtkWidget *merge_all, *report;
  GtkButton *import;
  GtkToggleButton *toggles[N_SHOWN];

  XpDesk *desk;              /* owned */
  XpRosterPlan *plan;        /* owned; NULL: nothing was read yet */
  GCancellable *cancellable; /* owned; NULL: nothing is being read */
  GArray *meanings; /* of int, beside the file's columns: as somebody said; -1 by heading */
  GArray *lines;    /* of LineOf: what stands in the list */
  Shown shown;
};

static void xp_import_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpImportPage,
                               xp_import_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_import_page_page_init))

static void
meaning_chosen_cb (XpImportPage *self, guint column, int meaning)
{
  xp_import_page_set_meaning (self, column, (XpMeaning) meaning);
}

/* ---- the rows ---- */

static const XpPlanRow *
get_planned (XpImportPage *self, guint row)
{
  return &g_array_index (self->plan->rows, XpPlanRow, row);
}

static void
add_pair (XpImportPage *self, guint i)
{
  const XpPlanDouble *pair = &g_array_index (self->plan->doubles, XpPlanDouble, i);
  g_auto (XpImportTexts) texts = xp_import_texts_of_row (self->plan, pair->row);
  g_autofree char *words = xp_import_tell_pair (self->plan, pair);
  const LineOf line = {-1, (int) i};
  xp_cells_view_add (self->rows,
                     pair->decision == XP_PAIR_ONE ? "merged" : "",
                     texts.record,
                     texts.place,
                     texts.head,
                     texts.people,
                     texts.phone,
                     xp_import_pair_word (pair->decision),
                     words,
                     NULL);
  g_array_append_val (self->lines, line);
}

static bool
is_shown (XpImportPage *self, guint row)
{
  const XpRosterRow *read = self->plan->roster->rows->pdata[row];
  const XpStanding standing = get_planned (self, row)->standing;
  switch (self->shown) {
  case SHOWS_FLAGGED:
    return xp_roster_row_wants_a_look (read);
  case SHOWS_NEW:
    return standing == XP_STANDING_NEW || standing == XP_STANDING_NEAR;
  case SHOWS_CHANGED:
    return standing == XP_STANDING_CHANGED;
  case SHOWS_PAIRS:
  case SHOWS_MISSING:
    return false;
  case SHOWS_ALL:
  case N_SHOWN:
  default:
    return true;
  }
}

static void
add_line (XpImportPage *self, guint row)
{
  g_auto (XpImportTexts) texts = xp_import_texts_of_row (self->plan, row);
  xp_cells_view_add (self->rows,
                     xp_import_row_style (get_planned (self, row)),
                     texts.record,
                     texts.place,
                     texts.head,
                     texts.people,
                     texts.phone,
                     texts.decision,
                     texts.words,
                     NULL);
  const LineOf line = {(int) row, -1};
  g_array_append_val (self->lines, line);
}

static void
add_other_line (XpImportPage *self,
                const char *style,
                const char *place,
                const char *head,
                const char *decision,
                const char *words)
{
  xp_cells_view_add (self->rows, style, "", place, head, "", "", decision, words, NULL);
  g_array_append_val (self->lines, NOTHING);
}

static void
show_rows (XpImportPage *self)
{
  const XpRoster *roster = self->plan->roster;
  g_array_set_size (self->lines, 0);
  xp_cells_view_begin (self->rows);
  for (guint i = 0; self->shown == SHOWS_PAIRS && i < self->plan->doubles->len; i++)
    add_pair (self, i);
  for (guint i = 0; i < roster->rows->len; i++)
    if (is_shown (self, i))
      add_line (self, i);
  for (guint i = 0; i < self->plan->missing->len; i++) {
    const XpPlanMissing *missing = self->plan->missing->pdata[i];
    if (self->shown == SHOWS_ALL || self->shown == SHOWS_MISSING)
      add_other_line (self,
                      "left-out",
                      missing->group,
                      missing->head,
                      _ ("留着"),
                      _ ("名单里没有了。这一户不会删；人搬走了，就到农户那一页改成销户"));
  }
  for (guint i = 0; i < roster->notes->len; i++)
    if (self->shown == SHOWS_ALL || self->shown == SHOWS_FLAGGED)
      add_other_line (self, "note", "", "", "", roster->notes->pdata[i]);
  xp_cells_view_end (self->rows);
}

static size_t
count_shown (XpImportPage *self, Shown shown)
{
  const Shown before = self->shown;
  size_t n = shown == SHOWS_MISSING ? self->plan->missing->len
             : shown == SHOWS_PAIRS ? self->plan->doubles->len
                                    : 0;
  self->shown = shown;
  for (guint i = 0; i < self->plan->rows->len; i++)
    n += is_shown (self, i);
  self->shown = before;
  return n;
}

static void
show_filters (XpImportPage *self)
{
  for (int shown = 0; shown < N_SHOWN; shown++) {
    const size_t n = count_shown (self, (Shown) shown);
    g_autofree char *text = g_strdup_printf ("%s %zu", _ (SHOWN_WORDS[shown]), n);
    gtk_button_set_label (GTK_BUTTON (self->toggles[shown]), text);
    gtk_widget_set_visible (GTK_WIDGET (self->toggles[shown]), shown == SHOWS_ALL || n > 0);
  }
}

static void
show_import_button (XpImportPage *self)
{
  const size_t n_new = xp_roster_plan_count (self->plan, XP_DECISION_IMPORT);
  const size_t n_merged = xp_roster_plan_count (self->plan, XP_DECISION_MERGE);
  g_autofree char *text = n_merged > 0 && n_new > 0
                            ? g_strdup_printf (_ ("导入%zu户，合并%zu户"), n_new, n_merged)
                          : n_merged > 0 ? g_strdup_printf (_ ("合并%zu户"), n_merged)
                                         : g_strdup_printf (_ ("导入%zu户"), n_new);
  gtk_button_set_label (self->import, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), n_new + n_merged > 0);
}

/* At the blue button; where nothing can be imported, among the rows. */
static void
take_focus (XpPage *page)
{
  XpImportPage *self = XP_IMPORT_PAGE (page);
  if (!gtk_widget_is_sensitive (GTK_WIDGET (self->import)) ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->import)))
    gtk_widget_child_focus (GTK_WIDGET (self->rows), GTK_DIR_TAB_FORWARD);
}

static void
show_plan (XpImportPage *self)
{
  const XpRoster *roster = self->plan->roster;
  g_autofree char *where =
    g_strdup_printf (_ ("%s，表头在第%d行。下面各列读成了什么，不对的可以改；"
                        "每一行怎么办，选中以后按回车改。看好了按 + 导入。"),
                     self->plan->name,
                     roster->header_record);
  gtk_label_set_label (self->summary, self->plan->summary);
  gtk_label_set_label (self->where, where);
  gtk_widget_set_visible (self->merge_all, count_shown (self, SHOWS_CHANGED) > 0);
  xp_meaning_cards_show (self->columns, roster->columns);
  show_filters (self);
  show_rows (self);
  show_import_button (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    take_focus (XP_PAGE (self));
}

static void
shown_chosen_cb (XpImportPage *self, GtkToggleButton *toggle)
{
  if (!gtk_toggle_button_get_active (toggle) || self->plan == NULL)
    return;
  for (int shown = 0; shown < N_SHOWN; shown++)
    if (self->toggles[shown] == toggle)
      self->shown = (Shown) shown;
  show_rows (self);
}

static void
add_filters (XpImportPage *self)
{
  for (int shown = 0; shown < N_SHOWN; shown++) {
    self->toggles[shown] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
    gtk_toggle_button_set_group (self->toggles[shown], shown > 0 ? self->toggles[0] : NULL);
    g_signal_connect_swapped (self->toggles[shown], "toggled", G_CALLBACK (shown_chosen_cb), self);
    gtk_box_append (self->filters, GTK_WIDGET (self->toggles[shown]));
  }
  gtk_toggle_button_set_active (self->toggles[SHOWS_ALL], TRUE);
}

/* ---- reading ---- */

/* While a list waits for an answer it has its place among the pages. */
static void
keep_in_switcher (XpImportPage *self, bool is_kept)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.keep-import", "b", is_kept);
}

static void
forget_plan (XpImportPage *self)
{
  keep_in_switcher (self, false);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, xp_roster_plan_free);
  g_clear_pointer (&self->meanings, g_array_unref);
}

static void
leave (XpImportPage *self)
{
  forget_plan (self);
  xp_page_go_to (GTK_WIDGET (self), "households");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  XpRosterPlan *plan = xp_roster_work_read_finish (XP_DESK (source), result, &error);
  gtk_spinner_stop (self->spinner);
  if (plan == NULL && g_error_matches (error, XP_ERROR, XP_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (plan == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    if (self->plan == NULL)
      leave (self);
    else
      show_plan (self); /* as it was before the column got another meaning */
    return;
  }
  g_clear_pointer (&self->plan, xp_roster_plan_free);
  self->plan = plan;
  keep_in_switcher (self, true);
  show_plan (self);
  xp_page_tell_ended (GTK_WIDGET (self), _ ("名单读好了"), plan->summary);
}

static void
begin_reading (XpImportPage *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "reading");
}

void
xp_import_page_read_file (XpImportPage *self, const char *path)
{
  forget_plan (self);
  gtk_toggle_button_set_active (self->toggles[SHOWS_ALL], TRUE);
  begin_reading (self);
  xp_roster_work_read_async (self->desk, path, self->cancellable, read_cb, g_object_ref (self));
}

void
xp_import_page_read_text (XpImportPage *self, const char *text)
{
  forget_plan (self);
  gtk_toggle_button_set_active (self->toggles[SHOWS_ALL], TRUE);
  begin_reading (self);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  xp_roster_work_read_bytes_async (self->desk,
                                   bytes,
                                   _ ("粘贴的表"),
                                   NULL,
                                   self->cancellable,
                                   read_cb,
                                   g_object_ref (self));
}

void
xp_import_page_set_meaning (XpImportPage *self, guint column, XpMeaning meaning)
{
  static const int BY_HEADING = -1;
  if (self->meanings == NULL)
    self->meanings = g_array_new (FALSE, FALSE, sizeof (int));
  while (self->meanings->len <= column)
    g_array_append_val (self->meanings, BY_HEADING);
  g_array_index (self->meanings, int, column) = (int) meaning;
  begin_reading (self);
  xp_roster_work_read_bytes_async (self->desk,
                                   self->plan->bytes,
                                   self->plan->name,
                                   self->meanings,
                                   self->cancellable,
                                   read_cb,
                                   g_object_ref (self));
}

XpRosterPlan *
xp_import_page_get_plan (XpImportPage *self)
{
  return self->plan;
}

/* ---- deciding ---- */

void
xp_import_page_turn_row (XpImportPage *self, guint row)
{
  xp_roster_plan_turn (self->plan, row);
  show_import_button (self);
  for (guint i = 0; i < self->lines->len; i++) {
    if (g_array_index (self->lines, LineOf, i).row != (int) row)
      continue;
    g_auto (XpImportTexts) texts = xp_import_texts_of_row (self->plan, row);
    xp_cells_view_replace (self->rows,
                           i,
                           xp_import_row_style (get_planned (self, row)),
                           texts.record,
                           texts.place,
                           texts.head,
                           texts.people,
                           texts.phone,
                           texts.decision,
                           texts.words,
                           NULL);
  }
}

static void
turn_pair (XpImportPage *self, guint i)
{
  static const XpPairDecision NEXT[] = {
    [XP_PAIR_OPEN] = XP_PAIR_ONE,
    [XP_PAIR_ONE] = XP_PAIR_TWO,
    [XP_PAIR_TWO] = XP_PAIR_OPEN,
  };
  const XpPlanDouble *pair = &g_array_index (self->plan->doubles, XpPlanDouble, i);
  const guint selected = xp_cells_view_get_selected (self->rows);
  xp_roster_plan_decide_pair (self->plan, i, NEXT[pair->decision]);
  show_import_button (self);
  show_rows (self);
  xp_cells_view_select (self->rows, selected);
}

static void
line_activated_cb (XpImportPage *self, guint index)
{
  const LineOf line = g_array_index (self->lines, LineOf, index);
  if (line.row >= 0)
    xp_import_page_turn_row (self, (guint) line.row);
  else if (line.pair >= 0)
    turn_pair (self, (guint) line.pair);
}

static void
merge_all_cb (XpImportPage *self)
{
  xp_roster_plan_merge_all (self->plan);
  show_rows (self);
  show_import_button (self);
}

static void
report_cb (XpImportPage *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = xp_roster_plan_list_report (self->plan);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  const char *const sub_lines[] = {self->plan->name, NULL};
  for (size_t i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (list, lines[i]);
  g_autoptr (GBytes) pdf =
    xp_printing_render_report (self->desk, _ ("导入情况"), sub_lines, list, NULL, NULL, &error);
  if (pdf == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  xp_window_show_report (XP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), pdf, _ ("导入情况"));
}

static void
cancel_cb (XpImportPage *self)
{
  leave (self);
}

void
xp_import_page_import (XpImportPage *self)
{
  g_autoptr (GError) error = NULL;
  const size_t n_new = xp_roster_plan_count (self->plan, XP_DECISION_IMPORT);
  const size_t n_merged = xp_roster_plan_count (self->plan, XP_DECISION_MERGE);
  g_autoptr (XpAct) act = xp_roster_work_import (self->desk, self->plan, &error);
  if (act == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  g_autofree char *done =
    n_merged > 0 ? g_strdup_printf (_ ("导入了%zu户，合并了%zu户。不对的话按 Ctrl+Z 整批撤销。"),
                                    n_new,
                                    n_merged)
                 : g_strdup_printf (_ ("导入了%zu户。不对的话按 Ctrl+Z 整批撤销。"), n_new);
  xp_page_tell_done (GTK_WIDGET (self), done);
  leave (self);
}

static void
import_cb (XpImportPage *self)
{
  xp_import_page_import (self);
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpImportPage *self = XP_IMPORT_PAGE (page);
  if (desk != self->desk)
    forget_plan (self);
  g_set_object (&self->desk, desk);
}

static gboolean
plus_cb (GtkWidget *page, GVariant *unused, gpointer data)
{
  XpImportPage *self = XP_IMPORT_PAGE (page);
  GtkWidget *import = GTK_WIDGET (self->import);
  if (!gtk_widget_get_mapped (import) || !gtk_widget_is_sensitive (import))
    return FALSE;
  xp_import_page_import (self);
  return TRUE;
}

static bool
is_busy (XpPage *page)
{
  return XP_IMPORT_PAGE (page)->cancellable != NULL;
}

static void
xp_import_page_page_init (XpPageInterface *iface)
{
  iface->is_busy = is_busy;
  iface->refresh = refresh;
  iface->take_focus = take_focus;
}

static void
xp_import_page_dispose (GObject *object)
{
  XpImportPage *self = XP_IMPORT_PAGE (object);
  forget_plan (self);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_import_page_parent_class)->dispose (object);
}

static void
xp_import_page_class_init (XpImportPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_import_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  g_type_ensure (XP_TYPE_MEANING_CARDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-import-page.ui");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Add, 0, plus_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, 0, plus_cb, NULL);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, summary);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, where);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, columns);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, filters);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, rows);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, merge_all);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, report);
  gtk_widget_class_bind_template_child (widget_class, XpImportPage, import);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, meaning_chosen_cb);
}

static void
xp_import_page_init (XpImportPage *self)
{
  const XpCellsColumn columns[N_COLUMNS] = {
    [COLUMN_RECORD] = {_ ("行"), 5, 1},
    [COLUMN_PLACE] = {_ ("住处"), 11, 0},
    [COLUMN_HEAD] = {_ ("户主"), 8, 0},
    [COLUMN_PEOPLE] = {_ ("人口"), 6, 0},
    [COLUMN_PHONE] = {_ ("电话"), 11, 0},
    [COLUMN_DECISION] = {_ ("怎么办"), 6, 0},
    [COLUMN_WORDS] = {_ ("说明"), 0, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_array_new (FALSE, FALSE, sizeof (LineOf));
  xp_cells_view_set_activatable (self->rows, true);
  xp_cells_view_set_columns (self->rows, columns, N_COLUMNS, _ ("读出来的农户"));
  xp_cells_view_set_column_style (self->rows, COLUMN_PLACE, "meaning-place");
  xp_cells_view_set_column_style (self->rows, COLUMN_HEAD, "meaning-who");
  xp_cells_view_set_column_style (self->rows, COLUMN_PEOPLE, "meaning-count");
  g_signal_connect_swapped (self->rows, "activated", G_CALLBACK (line_activated_cb), self);
  add_filters (self);
}
