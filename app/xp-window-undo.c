/* xp-window-undo.c: what was done is told, with the button that undoes it; Ctrl+Z, Ctrl+Y, and the
 * list of all that can be undone. */
#include "xp-window-private.h"

#include "xp-undo-window.h"
#include "xp-undo-work.h"

#include <glib/gi18n.h>
#include <string.h>

static bool
is_in_front (XpWindow *self, const char *name)
{
  return g_strcmp0 (xp_window_get_page_name (self), name) == 0;
}

/* ---- what is told ---- */

static void
toast_gone_cb (XpWindow *self)
{
  self->toast = NULL;
}

static void
offer_undo (AdwToast *toast, int64_t act_no)
{
  static const guint LONGER_SECONDS = 15; /* read first, then decided */
  adw_toast_set_timeout (toast, LONGER_SECONDS);
  adw_toast_set_button_label (toast, _ ("撤销"));
  adw_toast_set_action_name (toast, "win.undo-act");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (act_no));
}

/* A long one goes on in the next line: what cannot be read cannot be trusted. */
static GtkWidget *
new_title (const char *sentence)
{
  static const int MOST_CHARS = 44;
  GtkWidget *label = gtk_label_new (sentence);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARS);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

/* @act_no: what its button undoes, and nothing else; 0: it has none. */
static void
show_toast (XpWindow *self, const char *sentence, int64_t act_no)
{
  static const guint SECONDS = 6;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  self->toast = adw_toast_new ("");
  adw_toast_set_custom_title (self->toast, new_title (sentence));
  adw_toast_set_timeout (self->toast, SECONDS);
  if (act_no > 0)
    offer_undo (self->toast, act_no);
  g_signal_connect_object (self->toast,
                           "dismissed",
                           G_CALLBACK (toast_gone_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, self->toast);
}

/* In 打分 the line beside what is typed says it: a toast would lie over the next cell. */
void
xp_window_show_done (XpWindow *self, const char *sentence)
{
  XpMarksPage *marks = xp_window_peek_marks_page (self);
  if (marks != NULL && is_in_front (self, "marks") && xp_marks_page_tell (marks, sentence))
    return;
  const bool is_free = self->fresh_act > 0 && xp_desk_get_last_act (self->desk)->is_free;
  show_toast (self, sentence, is_free ? self->fresh_act : 0);
  self->fresh_act = 0;
}

/* Where one act follows the other as fast as one types, the line at the foot is enough. */
static bool
is_typed_on (XpWindow *self)
{
  return is_in_front (self, "marks") || is_in_front (self, "rubrics");
}

/* Nobody has told it: then it is said in its own words. */
static gboolean
come_to_rest_cb (gpointer user_data)
{
  XpWindow *self = user_data;
  const XpLastAct *last = self->desk != NULL ? xp_desk_get_last_act (self->desk) : NULL;
  self->rest_id = 0;
  if (last != NULL && self->fresh_act == last->act_no && last->is_free) {
    g_autofree char *sentence = g_strdup_printf (_ ("记上了：%s"), last->title);
    show_toast (self, sentence, last->act_no);
  }
  self->fresh_act = 0;
  return G_SOURCE_REMOVE;
}

void
xp_window_note_act (XpWindow *self)
{
  const int64_t act_no = xp_desk_get_last_act (self->desk)->act_no;
  if (act_no == 0 || act_no == self->fresh_act || is_typed_on (self))
    return;
  self->fresh_act = self->fresh_act == 0 ? act_no : -1;
  if (self->rest_id == 0)
    self->rest_id = g_idle_add_full (G_PRIORITY_HIGH, come_to_rest_cb, self, NULL);
}

void
xp_window_forget_acts (XpWindow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->fresh_act = 0;
  self->blind_round = 0;
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

/* ---- undone ---- */

static void
undo (XpWindow *self, const XpUndoOrder *order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpAct) act = xp_undo_work_do (self->desk, order, &error);
  if (act == NULL) {
    xp_window_show_problem (self, error->message);
    return;
  }
  g_autofree char *text = xp_desk_tell_undo (act);
  xp_window_show_done (self, text);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  const XpUndoOrder order = {.is_redo = strcmp (action, "win.redo") == 0,
                             .blind_round = self->blind_round};
  if (self->desk == NULL)
    return;
  if (is_in_front (self, "marks"))
    xp_marks_page_key (XP_MARKS_PAGE (xp_window_get_page (self, "marks")),
                       order.is_redo ? GDK_KEY_y : GDK_KEY_z,
                       GDK_CONTROL_MASK);
  else
    undo (self, &order);
}

/* What a button has named. */
static void
undo_act_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  const XpUndoOrder order = {.act_no = g_variant_get_int64 (parameter),
                             .blind_round = self->blind_round};
  if (self->desk == NULL)
    return;
  XpMarksPage *marks = xp_window_peek_marks_page (self);
  if (marks == NULL || !is_in_front (self, "marks") ||
      !xp_marks_page_undo_act (marks, order.act_no))
    undo (self, &order);
}

static void
list_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  if (self->desk == NULL || xp_desk_get_is_reader (self->desk))
    xp_window_show_problem (self, _ ("撤销清单要先打开本村资料来录。"));
  else
    xp_undo_window_ask (widget, self->desk, self->blind_round);
}

int64_t
xp_window_get_blind_round (XpWindow *self)
{
  return self->blind_round;
}

static void
blind_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  XpWindow *self = XP_WINDOW (widget);
  self->blind_round = g_variant_get_int64 (parameter);
  xp_undo_bar_set_blind_round (self->undo_bar, self->blind_round);
}

void
xp_window_undo_install_actions (GtkWidgetClass *class)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  const GdkModifierType with_alt = GDK_CONTROL_MASK | GDK_ALT_MASK;
  gtk_widget_class_install_action (class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (class, "win.redo", NULL, undo_cb);
  gtk_widget_class_install_action (class, "win.undo-act", "x", undo_act_cb);
  gtk_widget_class_install_action (class, "win.undo-list", NULL, list_cb);
  gtk_widget_class_install_action (class, "win.blind-round", "x", blind_cb);
  gtk_widget_class_add_binding_action (class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_z, both, "win.redo", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_z, with_alt, "win.undo-list", NULL);
}
