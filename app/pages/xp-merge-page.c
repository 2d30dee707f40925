#include "xp-merge-page.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-merge-work.h"
#include "xp-window.h"

#include <glib/gi18n.h>

struct _XpMergePage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  GtkWidget *choose, *lend;
  GtkSpinner *spinner, *merging;
  GtkLabel *summary, *where, *standing;
  GtkWidget *conflicts, *how;
  XpCellsView *rows, *incoming;
  GtkWidget *report, *rest_ours, *rest_theirs, *merge;
  GtkButton *cancel;

  XpDesk *desk;      /* owned */
  int64_t round_uid; /* 0 none */
  XpMergeWork *work; /* owned; NULL: nothing was read */
  bool is_busy;
  char *lent_group; /* while its place is chosen; "" all */
  GtkFileChooserNative *chooser;
};

static void xp_merge_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpMergePage,
                               xp_merge_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_merge_page_page_init))

/* ---- what differs ---- */

static const char *
word_of (XpMergeChoice choice)
{
  static const char *const WORDS[] = {
    [XP_MERGE_UNDECIDED] = "",
    [XP_MERGE_OURS] = N_ ("用这边的"),
    [XP_MERGE_THEIRS] = N_ ("用那边的"),
  };
  return choice == XP_MERGE_UNDECIDED ? "" : _ (WORDS[choice]);
}

/* The value, then who typed it and when. */
static char *
tell_side (const char *value, const char *who, const char *at)
{
  return g_strdup_printf ("%s\n%s\n%s", value, who, at);
}

typedef void (*ShowRow) (XpMergePage *self, guint index, char *cells[5], const char *style);

static void
add_row (XpMergePage *self, guint index, char *cells[5], const char *style)
{
  xp_cells_view_add (self->rows, style, cells[0], cells[1], cells[2], cells[3], cells[4], NULL);
}

static void
replace_row (XpMergePage *self, guint index, char *cells[5], const char *style)
{
  xp_cells_view_replace (self->rows,
                         index,
                         style,
                         cells[0],
                         cells[1],
                         cells[2],
                         cells[3],
                         cells[4],
                         NULL);
}

static void
show_row (XpMergePage *self, guint index, ShowRow show)
{
  const XpMergeRow *row = self->work->rows->pdata[index];
  g_autofree char *ours = tell_side (row->ours, row->ours_who, row->ours_at);
  g_autofree char *theirs = tell_side (row->theirs, row->theirs_who, row->theirs_at);
  char *cells[5] = {row->about, row->item, ours, theirs, (char *) word_of (row->choice)};
  show (self, index, cells, row->choice == XP_MERGE_UNDECIDED ? "flagged" : "");
}

static void
show_standing (XpMergePage *self)
{
  const guint n = xp_merge_work_count_undecided (self->work);
  const bool is_done = self->work->done != NULL;
  g_autofree char *left = g_strdup_printf (_ ("还有%u处没有定"), n);
  gtk_label_set_label (self->standing,
                       is_done                  ? self->work->done
                       : self->work->is_nothing ? ""
                       : n > 0                  ? left
                                                : _ ("还没写进去"));
  gtk_widget_set_sensitive (self->merge, n == 0 && !self->is_busy);
  gtk_widget_set_visible (self->merge, !is_done && !self->work->is_nothing);
  gtk_widget_set_visible (self->rest_ours, n > 0);
  gtk_widget_set_visible (self->rest_theirs, n > 0);
  gtk_widget_set_visible (self->how, !is_done);
  gtk_widget_set_visible (self->report, !self->work->is_nothing);
  gtk_button_set_label (self->cancel, is_done || self->work->is_nothing ? _ ("好了") : _ ("取消"));
}

/* To the next that is undecided; when there is none, to 合并. */
static void
go_on (XpMergePage *self, guint from)
{
  const GPtrArray *rows = self->work->rows;
  for (guint i = 1; i <= rows->len; i++) {
    const guint next = (from + i) % rows->len;
    if (((const XpMergeRow *) rows->pdata[next])->choice == XP_MERGE_UNDECIDED) {
      xp_cells_view_select (self->rows, next);
      return;
    }
  }
  gtk_widget_grab_focus (self->merge);
}

static void
decide (XpMergePage *self, XpMergeChoice choice)
{
  const guint index = xp_cells_view_get_selected (self->rows);
  if (self->work == NULL || self->work->done != NULL || self->is_busy ||
      index >= self->work->rows->len)
    return;
  ((XpMergeRow *) self->work->rows->pdata[index])->choice = choice;
  show_row (self, index, replace_row);
  show_standing (self);
}

static void
row_activated_cb (XpMergePage *self, guint index)
{
  if (self->work != NULL && self->work->done == NULL)
    go_on (self, index);
}

/* 1 and 2 decide and go on; the arrows decide and stay, so that a slip is seen. */
static gboolean
key_pressed_cb (XpMergePage *self, guint key, guint code, GdkModifierType state)
{
  static const struct {
    guint key;
    XpMergeChoice choice;
    bool goes_on;
  } KEYS[] = {
    {GDK_KEY_1, XP_MERGE_OURS, true},
    {GDK_KEY_KP_1, XP_MERGE_OURS, true},
    {GDK_KEY_2, XP_MERGE_THEIRS, true},
    {GDK_KEY_KP_2, XP_MERGE_THEIRS, true},
    {GDK_KEY_Left, XP_MERGE_OURS, false},
    {GDK_KEY_Right, XP_MERGE_THEIRS, false},
  };
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (size_t i = 0; i < G_N_ELEMENTS (KEYS); i++) {
    if (KEYS[i].key != key)
      continue;
    decide (self, KEYS[i].choice);
    if (KEYS[i].goes_on && self->work != NULL && self->work->done == NULL)
      go_on (self, xp_cells_view_get_selected (self->rows));
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static void
show_rows (XpMergePage *self)
{
  xp_cells_view_begin (self->rows);
  for (guint i = 0; i < self->work->rows->len; i++)
    show_row (self, i, add_row);
  xp_cells_view_end (self->rows);
  gtk_widget_set_visible (self->conflicts, self->work->rows->len > 0);
}

static void
decide_rest (XpMergePage *self, XpMergeChoice choice)
{
  xp_merge_work_decide_rest (self->work, choice);
  show_rows (self);
  show_standing (self);
  gtk_widget_grab_focus (self->merge);
}

static void
rest_ours_cb (XpMergePage *self)
{
  decide_rest (self, XP_MERGE_OURS);
}

static void
rest_theirs_cb (XpMergePage *self)
{
  decide_rest (self, XP_MERGE_THEIRS);
}

/* ---- reading ---- */

static void
show_work (XpMergePage *self)
{
  g_autofree char *name = g_filename_display_basename (self->work->path);
  gtk_label_set_label (self->summary, self->work->summary);
  gtk_label_set_label (self->where, name);
  show_rows (self);
  xp_cells_view_begin (self->incoming);
  for (guint i = 0; self->work->sentences[i] != NULL; i++)
    xp_cells_view_add (self->incoming, "", self->work->sentences[i], NULL);
  xp_cells_view_end (self->incoming);
  show_standing (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  if (self->work->rows->len > 0) {
    xp_cells_view_select (self->rows, 0);
    gtk_widget_grab_focus (GTK_WIDGET (self->rows));
  } else {
    gtk_widget_grab_focus (self->work->is_nothing ? GTK_WIDGET (self->cancel) : self->merge);
  }
}

static void
show_start (XpMergePage *self)
{
  g_clear_pointer (&self->work, xp_merge_work_unref);
  gtk_stack_set_visible_child_name (self->stack, self->desk != NULL ? "start" : "empty");
}

static void
set_busy (XpMergePage *self, GtkSpinner *spinner, bool is_busy)
{
  self->is_busy = is_busy;
  gtk_spinner_set_spinning (spinner, is_busy);
  gtk_widget_set_sensitive (self->choose, !is_busy);
  gtk_widget_set_sensitive (self->lend, !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), !is_busy);
  gtk_widget_set_sensitive (self->merge, !is_busy);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMergePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMergeWork) work = xp_merge_work_read_finish (XP_DESK (source), result, &error);
  set_busy (self, self->spinner, false);
  if (self->desk != XP_DESK (source))
    return;
  if (work == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  g_clear_pointer (&self->work, xp_merge_work_unref);
  self->work = g_steal_pointer (&work);
  show_work (self);
}

void
xp_merge_page_read_file (XpMergePage *self, const char *path)
{
  if (self->desk == NULL || self->is_busy)
    return;
  set_busy (self, self->spinner, true);
  xp_merge_work_read_async (self->desk, path, read_cb, g_object_ref (self));
}

static void
file_chosen_cb (XpMergePage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    xp_merge_page_read_file (self, path);
  }
  g_clear_object (&self->chooser);
}

static void
choose_cb (XpMergePage *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("选那边拷回来的资料"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("看看"),
                                               _ ("取消"));
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- merging ---- */

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMergePage) self = user_data;
  g_autoptr (GError) error = NULL;
  const bool is_merged = xp_merge_work_merge_finish (XP_DESK (source), self->work, result, &error);
  set_busy (self, self->merging, false);
  if (self->desk != XP_DESK (source) || self->work == NULL)
    return;
  show_standing (self);
  if (!is_merged) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  xp_page_tell_ended (GTK_WIDGET (self), _ ("合并好了"), self->work->done);
  gtk_widget_grab_focus (self->report);
}

static void
merge_cb (XpMergePage *self)
{
  if (self->is_busy || self->work == NULL || self->work->done != NULL)
    return;
  set_busy (self, self->merging, true);
  xp_merge_work_merge_async (self->desk, self->work, merged_cb, g_object_ref (self));
}

static void
cancel_cb (XpMergePage *self)
{
  show_start (self);
  gtk_widget_grab_focus (self->choose);
}

static void
report_cb (XpMergePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = xp_merge_work_render_report (self->desk, self->work, &error);
  if (pdf == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  xp_window_show_report (XP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), pdf, _ ("合并报告"));
}

/* ---- lending ---- */

static void
lent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpMergePage) self = user_data;
  g_autoptr (GError) error = NULL;
  const bool is_lent = xp_merge_work_lend_finish (XP_DESK (source), result, &error);
  set_busy (self, self->spinner, false);
  if (!is_lent)
    xp_page_tell_error (GTK_WIDGET (self), error);
  else
    xp_page_tell_done (GTK_WIDGET (self), _ ("外借的一份做好了。那边录完拷回来，在这里合并。"));
}

static void
place_chosen_cb (XpMergePage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT && self->desk != NULL) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    set_busy (self, self->spinner, true);
    xp_merge_work_lend_async (self->desk,
                              self->round_uid,
                              self->lent_group,
                              path,
                              lent_cb,
                              g_object_ref (self));
  }
  g_clear_object (&self->chooser);
}

static void
ask_place (XpMergePage *self)
{
  g_autofree char *name = xp_merge_work_dup_lent_name (self->desk, self->lent_group);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("外借的一份存在哪里"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("外借"),
                                               _ ("取消"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

typedef struct {
  XpMergePage *page; /* owned */
  AdwComboRow *group;
} LendQuestion;

static void
free_question (gpointer data)
{
  LendQuestion *question = data;
  g_object_unref (question->page);
  g_free (question);
}

static bool
take_group (XpFormWindow *window, gpointer user_data, GError **error)
{
  LendQuestion *question = user_data;
  const guint chosen = adw_combo_row_get_selected (question->group);
  GtkStringList *words = GTK_STRING_LIST (adw_combo_row_get_model (question->group));
  g_free (question->page->lent_group);
  question->page->lent_group =
    g_strdup (chosen == 0 ? "" : gtk_string_list_get_string (words, chosen));
  ask_place (question->page);
  return true;
}

static void
lend_cb (XpMergePage *self)
{
  if (self->round_uid == 0) {
    xp_page_tell_problem (GTK_WIDGET (self),
                          _ ("还没有评选，不用外借。请先新开一次评选，走到打分。"));
    return;
  }
  g_auto (GStrv) groups = xp_merge_work_list_groups (self->desk, self->round_uid);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_ptr_array_add (words, (gpointer) _ ("所有参评户"));
  for (size_t i = 0; groups[i] != NULL; i++)
    g_ptr_array_add (words, groups[i]);
  g_ptr_array_add (words, NULL);
  LendQuestion *question = g_new0 (LendQuestion, 1);
  question->page = g_object_ref (self);
  XpFormWindow *window = xp_form_window_new (
    GTK_WIDGET (self),
    _ ("外借一份给另一台电脑"),
    _ ("那边只能录选定这些户的打分、状态和回避。录完把文件拷回来，在这一页合并。"),
    _ ("下一步…"),
    take_group,
    question,
    free_question);
  question->group =
    xp_form_window_add_choice (window, _ ("录哪些户"), (const char *const *) words->pdata, 0);
  xp_form_window_ask (window);
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpMergePage *self = XP_MERGE_PAGE (page);
  const bool is_other = self->desk != desk;
  g_set_object (&self->desk, desk);
  self->round_uid = round_uid;
  if (is_other)
    show_start (self);
}

static void
take_focus (XpPage *page)
{
  XpMergePage *self = XP_MERGE_PAGE (page);
  if (self->work == NULL)
    gtk_widget_grab_focus (self->choose);
}

static bool
is_busy (XpPage *page)
{
  return XP_MERGE_PAGE (page)->is_busy;
}

static void
xp_merge_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
  iface->take_focus = take_focus;
  iface->is_busy = is_busy;
}

static void
xp_merge_page_dispose (GObject *object)
{
  XpMergePage *self = XP_MERGE_PAGE (object);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->work, xp_merge_work_unref);
  g_clear_pointer (&self->lent_group, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_merge_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, choose);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, lend);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, merging);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, summary);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, where);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, standing);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, how);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, rows);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, incoming);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, report);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, rest_ours);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, rest_theirs);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, cancel);
  gtk_widget_class_bind_template_child (widget_class, XpMergePage, merge);
}

static void
xp_merge_page_class_init (XpMergePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_merge_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-merge-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, lend_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, rest_ours_cb);
  gtk_widget_class_bind_template_callback (widget_class, rest_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
}

static void
xp_merge_page_init (XpMergePage *self)
{
  const XpCellsColumn columns[] = {{_ ("哪一户"), 18, 0},
                                   {_ ("哪一项"), 0, 0},
                                   {_ ("1 这边"), 17, 0},
                                   {_ ("2 那边"), 17, 0},
                                   {_ ("用哪边的"), 8, 0}};
  const XpCellsColumn sentence[] = {{_ ("收进来的"), 0, 0}};
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_cells_view_set_activatable (self->rows, true);
  xp_cells_view_set_columns (self->rows, columns, G_N_ELEMENTS (columns), _ ("两边不一样的"));
  xp_cells_view_set_columns (self->incoming, sentence, G_N_ELEMENTS (sentence), _ ("收进来的"));
  g_signal_connect_swapped (self->rows, "activated", G_CALLBACK (row_activated_cb), self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->rows), keys);
}
