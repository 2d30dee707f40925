#include "xp-history-page.h"

#include "xp-history-list.h"

#include <glib/gi18n.h>
#include <string.h>

/* Acts that are read at a time. */
static const size_t N_AT_ONCE = 100;

struct _XpHistoryPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  XpCellsView *lines;
  GtkWidget *older, *verify;
  GtkLabel *verdict;
  GtkSpinner *spinner;

  XpDesk *desk;     /* owned */
  GPtrArray *shown; /* of XpHistoryLine, newest first; owned */
};

static void xp_history_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpHistoryPage,
                               xp_history_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_history_page_page_init))

/* ---- lines ---- */

/* Appends what comes before what is shown. */
static void
read_older (XpHistoryPage *self)
{
  g_autoptr (GError) error = NULL;
  const int64_t before =
    self->shown->len > 0
      ? ((const XpHistoryLine *) self->shown->pdata[self->shown->len - 1])->act_no
      : 0;
  GPtrArray *read = xp_desk_list_history (self->desk, before, N_AT_ONCE, &error);
  if (read == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  gtk_widget_set_visible (self->older, read->len == N_AT_ONCE);
  g_ptr_array_extend_and_steal (self->shown, read);
  xp_history_list_fill (self->lines, self->desk, self->shown);
}

static void
older_cb (XpHistoryPage *self)
{
  read_older (self);
}

/* ---- whether all is in order ---- */

static void
show_verdict (XpHistoryPage *self, const char *text, bool is_problem)
{
  gtk_label_set_label (self->verdict, text);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), text[0] != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), is_problem ? "in-order" : "problem");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict), is_problem ? "problem" : "in-order");
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpVerifyReport) report = xp_desk_verify_finish (XP_DESK (source), result, &error);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_sensitive (self->verify, TRUE);
  if (report == NULL) {
    show_verdict (self, error->message, true);
    return;
  }
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < report->problems->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? "\n" : "",
                            (const char *) report->problems->pdata[i]);
  if (text->len == 0)
    g_string_printf (text,
                     _ ("资料完整：%zu笔改动从头核对过，一笔不少，也没有被人动过；存下的%zu份结果"
                        "重算一遍都一样。"),
                     report->n_acts,
                     report->n_results);
  show_verdict (self, text->str, report->problems->len > 0);
  xp_page_tell_ended (GTK_WIDGET (self), _ ("资料检查完了"), text->str);
  g_string_free (text, TRUE);
}

static void
verify_cb (XpHistoryPage *self)
{
  gtk_spinner_start (self->spinner);
  gtk_widget_set_sensitive (self->verify, FALSE);
  xp_desk_verify_async (self->desk, NULL, verified_cb, g_object_ref (self));
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpHistoryPage *self = XP_HISTORY_PAGE (page);
  if (desk != self->desk)
    show_verdict (self, "", false);
  g_set_object (&self->desk, desk);
  g_ptr_array_set_size (self->shown, 0);
  gtk_stack_set_visible_child_name (self->stack, desk != NULL ? "history" : "empty");
  if (desk != NULL)
    read_older (self);
}

static void
xp_history_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
}

static void
xp_history_page_dispose (GObject *object)
{
  XpHistoryPage *self = XP_HISTORY_PAGE (object);
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
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, XpHistoryPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
  gtk_widget_class_bind_template_callback (widget_class, verify_cb);
}

static void
xp_history_page_init (XpHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_history_line_free);
  xp_history_list_set_up (self->lines);
}
