#include "xp-attendance-window.h"

#include "xp-attendance-work.h"
#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  XpDesk *desk; /* owned */
  int64_t round_uid;
  XpAttendance *attendance; /* owned; what the list shows */
  XpFormWindow *window;     /* borrowed, as its parts */
  GtkLabel *sentence;
  XpCellsView *list;
  GtkEditable *time;
} Sitting;

/* The list takes what is left of the window; at the largest text that is little. */
static const int WIDTH = 700, HEIGHT = 700, LEAST_LIST_HEIGHT = 150;

static void
free_sitting (gpointer data)
{
  Sitting *self = data;
  g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->attendance, xp_attendance_free);
  g_object_unref (self->desk);
  g_free (self);
}

static void
show (Sitting *self)
{
  g_autoptr (XpAttendance) attendance = xp_attendance_work_load (self->desk, self->round_uid, NULL);
  if (attendance == NULL)
    return;
  g_clear_pointer (&self->attendance, xp_attendance_free);
  self->attendance = g_steal_pointer (&attendance);
  gtk_label_set_label (self->sentence, self->attendance->sentence);
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < self->attendance->lines->len; i++) {
    const XpAttendanceLine *line = self->attendance->lines->pdata[i];
    g_autofree char *no = g_strdup_printf ("%d", line->judge_no);
    xp_cells_view_add (self->list,
                       "",
                       no,
                       line->is_here ? _ ("在") : "",
                       line->name,
                       line->words,
                       NULL);
  }
  xp_cells_view_end (self->list);
}

static const XpAttendanceLine *
get_chosen (Sitting *self)
{
  const guint at = xp_cells_view_get_selected (self->list);
  return self->attendance != NULL && at < self->attendance->lines->len
           ? self->attendance->lines->pdata[at]
           : NULL;
}

/* ---- deeds: each is kept at once, and the window stays ---- */

/* Of the line that is chosen; the time that was typed goes with it. */
static bool
come_or_leave (XpFormWindow *window, gpointer data, GError **error)
{
  Sitting *self = data;
  const XpAttendanceLine *line = get_chosen (self);
  const char *typed = gtk_editable_get_text (self->time);
  const char *moment = typed[0] != '\0' ? typed : NULL;
  const bool is_done =
    line != NULL &&
    (line->is_here
       ? xp_attendance_work_leave (self->desk, self->round_uid, line->judge_no, moment, error)
       : xp_attendance_work_come (self->desk, self->round_uid, line->judge_no, moment, error));
  if (is_done)
    gtk_editable_set_text (self->time, "");
  return false;
}

static bool
turn_absent (XpFormWindow *window, gpointer data, GError **error)
{
  Sitting *self = data;
  const XpAttendanceLine *line = get_chosen (self);
  if (line != NULL)
    xp_attendance_work_set_absent (self->desk,
                                   self->round_uid,
                                   line->judge_no,
                                   !line->is_absent,
                                   error);
  return false;
}

static bool
close_window (XpFormWindow *window, gpointer data, GError **error)
{
  return true;
}

static void
activated_cb (Sitting *self, guint index)
{
  xp_form_window_answer_with (self->window, come_or_leave);
}

static void
select_number (Sitting *self, int number)
{
  for (guint i = 0; i < self->attendance->lines->len; i++)
    if (((XpAttendanceLine *) self->attendance->lines->pdata[i])->judge_no == number)
      xp_cells_view_select (self->list, i);
}

/* As the window behind does it; what stands here follows the book. */
static void
undo (Sitting *self)
{
  GtkWindow *behind = gtk_window_get_transient_for (GTK_WINDOW (self->window));
  if (behind != NULL)
    gtk_widget_activate_action (GTK_WIDGET (behind), "win.undo", NULL);
}

/* A digit chooses, - is 缺席. */
static gboolean
key_cb (Sitting *self, guint keyval, guint keycode, GdkModifierType modifiers, gpointer unused)
{
  const guint32 c = gdk_keyval_to_unicode (keyval);
  if ((modifiers & GDK_CONTROL_MASK) != 0) {
    if (gdk_keyval_to_lower (keyval) != GDK_KEY_z)
      return FALSE;
    undo (self);
    return TRUE;
  }
  if (c >= '1' && c <= '9')
    select_number (self, (int) (c - '0'));
  else if (c == '-')
    xp_form_window_answer_with (self->window, turn_absent);
  else
    return FALSE;
  return TRUE;
}

/* ---- the window ---- */

static GtkWidget *
new_list (Sitting *self)
{
  const XpCellsColumn columns[] = {{_ ("号"), 3, 1},
                                   {_ ("在不在"), 7, 0},
                                   {_ ("评委"), 9, 0},
                                   {_ ("什么时候"), 0, 0}};
  GtkEventController *keys = gtk_event_controller_key_new ();
  self->list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("评委签到"));
  gtk_widget_set_size_request (GTK_WIDGET (self->list), -1, xp_text_scale_height (LEAST_LIST_HEIGHT));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);

  /* It wraps at large text: what is said stands beside the list, which gives way to it. */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_xalign (self->sentence, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  return box;
}

void
xp_attendance_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAttendance) attendance = xp_attendance_work_load (desk, round_uid, &error);
  if (attendance == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  if (attendance->n_members == 0) {
    xp_page_tell_problem (page, _ ("这次评选没有写评委的姓名，不用签到。请新开评选时写上评委。"));
    return;
  }
  Sitting *self = g_new0 (Sitting, 1);
  self->desk = g_object_ref (desk);
  self->round_uid = round_uid;
  self->window =
    xp_form_window_new (page,
                        _ ("签到"),
                        _ ("回车 到了、走了　数字 选人　- 缺席，再按一次收回　记错了 Ctrl+Z"),
                        _ ("关上"),
                        close_window,
                        self,
                        free_sitting);
  xp_form_window_add_list (self->window, new_list (self));
  self->time = xp_form_window_add_entry (self->window, _ ("几点（空着就是现在）"), "");
  xp_form_window_add_button (self->window, _ ("缺席"), turn_absent);
  xp_form_window_add_button (self->window, _ ("到了、走了"), come_or_leave);
  xp_form_window_hide_cancel (self->window);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (show), self);
  show (self);
  xp_form_window_set_size (self->window, WIDTH, HEIGHT);
  xp_form_window_ask (self->window);
  xp_cells_view_select (self->list, 0);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}
