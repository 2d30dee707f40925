/* xp-window-sitting.c: who sits, who is recused, who marks which group and what is still missing:
 * the same four windows over 打分, 结果 and 评选. */
#include "xp-window-private.h"

#include "xp-attendance-window.h"
#include "xp-marks-page.h"
#include "xp-missing-window.h"
#include "xp-recusal-window.h"
#include "xp-rota-window.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct {
  const char *action;
  guint keyval; /* with Ctrl; 0: none */
  void (*ask) (GtkWidget *page, XpDesk *desk, int64_t round_uid);
} WINDOWS[] = {
  {"win.attendance", GDK_KEY_j, xp_attendance_window_ask},
  {"win.recusals", GDK_KEY_h, xp_recusal_window_ask},
  {"win.rota", GDK_KEY_g, xp_rota_window_ask},
  {"win.missing", GDK_KEY_l, xp_missing_window_ask},
};

static void
ask_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  XpWindow *self = XP_WINDOW (widget);
  const int64_t round_uid = self->desk != NULL ? xp_window_find_round (self) : 0;
  if (round_uid == 0) {
    xp_window_show_problem (self, _ ("还没有评选。请先在“评选”里新开一次。"));
    return;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (WINDOWS); i++)
    if (strcmp (WINDOWS[i].action, action) == 0)
      WINDOWS[i].ask (widget, self->desk, round_uid);
}

static void
go_to_cell_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  int entrant_no = 0, judge_no = 0, item_at = 0;
  g_variant_get (parameter, "(iii)", &entrant_no, &judge_no, &item_at);
  xp_window_show_page (XP_WINDOW (widget), "marks");
  xp_marks_page_show_cell (XP_MARKS_PAGE (xp_window_get_page (XP_WINDOW (widget), "marks")),
                           entrant_no,
                           judge_no,
                           item_at);
}

void
xp_window_sitting_install_actions (GtkWidgetClass *class)
{
  for (size_t i = 0; i < G_N_ELEMENTS (WINDOWS); i++) {
    gtk_widget_class_install_action (class, WINDOWS[i].action, NULL, ask_cb);
    gtk_widget_class_add_binding_action (class,
                                         WINDOWS[i].keyval,
                                         GDK_CONTROL_MASK,
                                         WINDOWS[i].action,
                                         NULL);
  }
  gtk_widget_class_install_action (class, "win.go-to-cell", "(iii)", go_to_cell_cb);
}
