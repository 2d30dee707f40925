#include "xp-history-page.h"

#include "xp-history-filters.h"
#include "xp-history-list.h"
#include "xp-history-work.h"
#include "xp-printing.h"
#include "xp-verify-work.h"
#include "xp-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* Acts that are read at a time. */
static const size_t N_AT_ONCE = 100;

struct _XpHistoryPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  XpCellsView *lines;
  GtkWidget *older, *verify, *save, *working;
  GtkBox *filters;
  GtkProgressBar *progress;
  GtkLabel *verdict, *remark;
  GtkSpinner *spinner;

  XpHistoryFilters *asked; /* borrowed: a child of @filters */

  XpDesk *desk;          /* owned */
  GPtrArray *shown;      /* of XpHistoryLine, newest first; owned */
  int64_t before_act;    /* where older lines are looked for; 0: there are none */
  GCancellable *reading; /* owned; NULL: nothing is being read */
  GCancellable *work;    /* owned; checking or saving; NULL: neither */
  GtkFileChooserNative *chooser;
};

static void xp_history_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpHistoryPage,
                               xp_history_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_history_page_page_init))

/* ---- what is asked ---- */

/* Nothing of the first entry, for whoever types the second. */
static XpHistoryQuery
get_query (XpHistoryPage *self)
{
  XpHistoryQuery query = xp_history_filters_get (self->asked);
  query.blind_round =
    xp_window_get_blind_round (XP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  return query;
}

/* ---- lines ---- */

static void
show_remark (XpHistoryPage *self, const char *text)
{
  gtk_label_set_label (self->remark, text);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), text[0] != '\0');
}

static void
stop_reading (XpHistoryPage *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_spinner_stop (self->spinner);
}

static void read_older (XpHistoryPage *self);

static void
take_screen (XpHistoryPage *self, XpHistoryScreen *screen)
{
  const guint n_new = screen->lines->len;
  g_ptr_array_extend_and_steal (self->shown, g_steal_pointer (&screen->lines));
  self->before_act = screen->before_act;
  gtk_widget_set_visible (self->older, self->before_act != 0);
  if (n_new > 0 || self->before_act == 0)
    xp_history_list_fill (self->lines, self->desk, self->shown);
  /* What is asked for is rare: what was found stands there, and it is looked for further back. */
  if (self->shown->len % N_AT_ONCE != 0 || self->shown->len == 0) {
    if (self->before_act != 0)
      read_older (self);
    else if (self->shown->len == 0 && get_query (self).blind_round == 0)
      show_remark (self, _ ("没有对得上的改动。按“全部”看所有的。"));
  }
}

static void
lines_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpHistoryScreen) screen =
    xp_history_work_read_finish (XP_DESK (source), result, &error);
  /* Another question was asked meanwhile. */
  if (self->reading != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->reading);
  gtk_spinner_stop (self->spinner);
  if (screen != NULL)
    take_screen (self, screen);
  else
    show_remark (self, error->message);
}

/* Appends what comes before what is shown. */
static void
read_older (XpHistoryPage *self)
{
  stop_reading (self);
  const XpHistoryQuery query = get_query (self);
  self->reading = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  xp_history_work_read_async (self->desk,
                              &query,
                              self->before_act,
                              N_AT_ONCE,
                              self->reading,
                              lines_read_cb,
                              g_object_ref (self));
}

static void
older_cb (XpHistoryPage *self)
{
  read_older (self);
}

static void
asked_cb (XpHistoryPage *self)
{
  if (self->desk == NULL)
    return;
  g_ptr_array_set_size (self->shown, 0);
  self->before_act = 0;
  gtk_widget_set_visible (self->older, FALSE);
  xp_history_list_fill (self->lines, self->desk, self->shown);
  show_remark (self,
               get_query (self).blind_round != 0 ? _ ("正在再录一遍，第一遍录的先不列在这里。") : "");
  read_older (self);
}

/* ---- a 核对码 from a sheet ---- */

static void
show_verdict (XpHistoryPage *self, const char *text, bool is_problem)
{
  gtk_label_set_label (self->verdict, text);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), text[0] != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), is_problem ? "in-order" : "problem");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), is_problem ? "problem" : "in-order");
}

static void
code_cb (XpHistoryPage *self, const char *code)
{
  bool is_ours = false;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = xp_verify_work_tell_code (self->desk, code, &is_ours, &error);
  show_verdict (self, told != NULL ? told : error->message, !is_ours);
}

/* ---- what takes a while: one at a time ---- */

static void
begin_work (XpHistoryPage *self, const char *text)
{
  self->work = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, text);
  gtk_widget_set_visible (self->working, TRUE);
  gtk_widget_set_sensitive (self->verify, FALSE);
  gtk_widget_set_sensitive (self->save, FALSE);
}

static void
end_work (XpHistoryPage *self)
{
  g_clear_object (&self->work);
  gtk_widget_set_visible (self->working, FALSE);
  gtk_widget_set_sensitive (self->verify, TRUE);
  gtk_widget_set_sensitive (self->save, TRUE);
}

static void
stop_cb (XpHistoryPage *self)
{
  if (self->work != NULL)
    g_cancellable_cancel (self->work);
}

/* ---- whether all is in order ---- */

static void
append_sentences (GString *text, char *const *sentences, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentences[i]);
}

static void
show_answer (XpHistoryPage *self, const XpVerifyAnswer *answer)
{
  const XpVerifyReport *report = answer->report;
  g_autoptr (GString) text = g_string_new (NULL);
  append_sentences (text, (char **) report->problems->pdata, report->problems->len);
  append_sentences (text, answer->advice, g_strv_length (answer->advice));
  if (text->len == 0)
    g_string_printf (text,
                     _ ("资料完整：%zu笔改动从头核对过，一笔不少，也没有被人动过；存下的%zu份结果"
                        "重算一遍都一样。"),
                     report->n_acts,
                     report->n_results);
  append_sentences (text, (char **) report->notes->pdata, report->notes->len);
  show_verdict (self, text->str, report->n_problems > 0);
  xp_page_tell_ended (GTK_WIDGET (self), _ ("资料检查完了"), text->str);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyAnswer) answer =
    xp_verify_work_check_finish (XP_DESK (source), result, &error);
  end_work (self);
  if (self->desk != XP_DESK (source))
    return;
  if (answer != NULL)
    show_answer (self, answer);
  else
    show_verdict (self, error->message, !g_error_matches (error, XP_ERROR, XP_ERROR_CANCELLED));
}

static void
show_progress (size_t n_done, size_t n_total, gpointer user_data)
{
  XpHistoryPage *self = user_data;
  const double fraction = (double) n_done / (double) MAX (n_total, 1);
  g_autofree char *text = g_strdup_printf (_ ("已检查 %d%%"), (int) (fraction * 100));
  gtk_progress_bar_set_fraction (self->progress, fraction);
  gtk_progress_bar_set_text (self->progress, text);
}

static void
verify_cb (XpHistoryPage *self)
{
  show_verdict (self, "", false);
  begin_work (self, "");
  show_progress (0, 1, self);
  xp_verify_work_check_async (self->desk,
                              show_progress,
                              self->work,
                              verified_cb,
                              g_object_ref (self));
}

/* ---- out of the house ---- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const bool is_saved = xp_history_work_export_finish (XP_DESK (source), result, &error);
  end_work (self);
  if (self->desk != XP_DESK (source))
    return;
  if (is_saved)
    xp_page_tell_done (GTK_WIDGET (self), _ ("存好了。"));
  else
    xp_page_tell_error (GTK_WIDGET (self), error);
}

void
xp_history_page_save_to (XpHistoryPage *self, const char *path)
{
  const XpHistoryQuery query = get_query (self);
  begin_work (self, _ ("正在存成表格…"));
  xp_history_work_export_async (self->desk,
                                &query,
                                path,
                                self->work,
                                saved_cb,
                                g_object_ref (self));
}

static void
place_chosen_cb (XpHistoryPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    xp_history_page_save_to (self, path);
  }
  g_clear_object (&self->chooser);
}

static void
save_cb (XpHistoryPage *self)
{
  g_autofree char *name =
    g_strdup_printf (_ ("%s_修改记录.xlsx"), xp_desk_get_village (self->desk)->name);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("存在哪里"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("存"),
                                               _ ("取消"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
story_cb (XpHistoryPage *self)
{
  g_autoptr (GError) error = NULL;
  const XpHistoryQuery query = get_query (self);
  if (query.blind_round != 0) {
    xp_page_tell_problem (GTK_WIDGET (self),
                          _ ("正在再录一遍，来龙去脉里有第一遍录的，先不给看。录完第二遍再来看。"));
    return;
  }
  const int number = xp_history_work_find_number (self->desk, query.household, &error);
  const XpPrintOptions options = {.household = number};
  g_autoptr (GBytes) pdf =
    number > 0 ? xp_printing_render (self->desk, "household-story", 0, &options, NULL, NULL, &error)
               : NULL;
  if (pdf != NULL)
    xp_window_show_report (XP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                           pdf,
                           _ ("一户的来龙去脉"));
  else
    xp_page_tell_error (GTK_WIDGET (self), error);
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpHistoryPage *self = XP_HISTORY_PAGE (page);
  if (desk != self->desk) {
    stop_cb (self);
    show_verdict (self, "", false);
    xp_history_filters_clear (self->asked);
  }
  stop_reading (self);
  g_set_object (&self->desk, desk);
  gtk_stack_set_visible_child_name (self->stack, desk != NULL ? "history" : "empty");
  if (desk == NULL) {
    g_ptr_array_set_size (self->shown, 0);
    return;
  }
  xp_history_filters_offer (self->asked, desk);
  asked_cb (self);
}

static bool
is_busy (XpPage *page)
{
  const XpHistoryPage *self = XP_HISTORY_PAGE (page);
  return self->reading != NULL || self->work != NULL;
}

static void
take_focus (XpPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (XP_HISTORY_PAGE (page)->asked));
}

static void
xp_history_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
  iface->is_busy = is_busy;
  iface->take_focus = take_focus;
}

static void
xp_history_page_dispose (GObject *object)
{
  XpHistoryPage *self = XP_HISTORY_PAGE (object);
  stop_cb (self);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_history_page_parent_class)->dispose (object);
}

static void
xp_history_page_class_init (XpHistoryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_history_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, lines);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, older);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, verify);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, save);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, working);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, progress);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, filters);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, remark);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
  gtk_widget_class_bind_template_callback (widget_class, verify_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, story_cb);
}

static void
xp_history_page_init (XpHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_history_line_free);
  self->asked = XP_HISTORY_FILTERS (g_object_new (XP_TYPE_HISTORY_FILTERS, NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->asked), TRUE);
  gtk_box_append (self->filters, GTK_WIDGET (self->asked));
  g_signal_connect_swapped (self->asked, "asked", G_CALLBACK (asked_cb), self);
  g_signal_connect_swapped (self->asked, "code", G_CALLBACK (code_cb), self);
  xp_history_list_set_up (self->lines);
}
