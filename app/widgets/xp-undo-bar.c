#include "xp-undo-bar.h"

#include "xp-lazy-tooltip.h"
#include "xp-still-label.h"
#include "xp-undo-work.h"

#include <glib/gi18n.h>

struct _XpUndoBar {
  AdwBin parent_instance;

  XpStillLabel *undo; /* parts: borrowed from the widget tree */
  GtkWidget *line_button;
  GtkLabel *redo;
  GtkWidget *redo_button;
  GtkWidget *undo_button; /* borrowed */

  XpDesk *desk; /* borrowed from the window, which tells when it goes; NULL: none */
  int64_t blind_round;
  bool is_asking;  /* an answer is under way */
  bool is_changed; /* meanwhile */
};

G_DEFINE_FINAL_TYPE (XpUndoBar, xp_undo_bar, ADW_TYPE_BIN)

/* ---- words ---- */

static char *
tell_undo (const XpUndoWords *words)
{
  if (words->act_no == 0)
    return g_strdup (_ ("没有可以撤销的改动"));
  return words->refusal != NULL ? g_strdup_printf (_ ("现在不能撤销：%s"), words->refusal)
                                : g_strdup_printf (_ ("Ctrl+Z 撤销：%s"), words->what);
}

/* NULL: there is nothing to redo. */
static char *
tell_redo (const XpUndoWords *words)
{
  return words->what != NULL && words->refusal == NULL
           ? g_strdup_printf (_ ("Ctrl+Y 重做：%s"), words->what)
           : NULL;
}

static void
describe (GtkWidget *button, const char *tooltip)
{
  xp_lazy_tooltip_set (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip,
                                  -1);
}

/* What it cannot do it says when it is pressed, as the key does. */
static void
aim (XpUndoBar *self, const XpUndoWords *words, const char *text)
{
  const bool is_ready = words->act_no != 0 && words->refusal == NULL;
  GtkActionable *line = GTK_ACTIONABLE (self->line_button);
  gtk_actionable_set_action_name (line, NULL); /* no action is ever seen with another's target */
  gtk_actionable_set_action_target_value (line,
                                          is_ready ? g_variant_new_int64 (words->act_no) : NULL);
  gtk_actionable_set_action_name (line, is_ready ? "win.undo-act" : "win.undo");
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_told (XpUndoBar *self, const XpUndoTold *told)
{
  g_autofree char *undo = tell_undo (&told->undo);
  g_autofree char *redo = tell_redo (&told->redo);
  g_autofree char *tooltip = told->undo.what != NULL && told->undo.refusal == NULL
                               ? g_strdup_printf (_ ("撤销：%s（Ctrl+Z）"), told->undo.what)
                               : g_strdup (undo);
  xp_still_label_set_text (self->undo, undo);
  xp_lazy_tooltip_set (self->line_button, undo);
  aim (self, &told->undo, undo);
  describe (self->undo_button, tooltip);
  gtk_widget_set_visible (self->redo_button, redo != NULL);
  if (redo == NULL)
    return;
  gtk_label_set_label (self->redo, redo);
  describe (self->redo_button, redo);
}

/* ---- asked ---- */

static void ask (XpUndoBar *self);

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpUndoBar) self = user_data;
  g_autoptr (XpUndoTold) told = xp_undo_work_tell_finish (result, NULL);
  self->is_asking = false;
  if (self->is_changed)
    ask (self);
  else if (told != NULL && self->desk != NULL)
    show_told (self, told);
}

/* One question at a time: however fast somebody types, the last answer is the one that stays. */
static void
ask (XpUndoBar *self)
{
  self->is_changed = self->is_asking;
  if (self->is_asking || self->desk == NULL)
    return;
  self->is_asking = true;
  xp_undo_work_tell_async (self->desk, self->blind_round, told_cb, g_object_ref (self));
}

static void
drop_desk (XpUndoBar *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  self->desk = NULL;
}

static void
hide_words (XpUndoBar *self)
{
  static const XpUndoWords NONE = {0};
  xp_still_label_set_text (self->undo, "");
  xp_lazy_tooltip_set (self->line_button, NULL);
  aim (self, &NONE, _ ("没有可以撤销的改动"));
  gtk_widget_set_visible (self->redo_button, FALSE);
  if (self->desk != NULL)
    describe (self->undo_button, _ ("撤销最近一次改动（Ctrl+Z）"));
}

void
xp_undo_bar_show (XpUndoBar *self, XpDesk *desk)
{
  const bool is_typed = desk != NULL && !xp_desk_get_is_reader (desk);
  drop_desk (self);
  self->blind_round = 0;
  hide_words (self);
  gtk_widget_set_visible (GTK_WIDGET (self), is_typed);
  describe (self->undo_button,
            desk != NULL && !is_typed ? _ ("只看不改，不能撤销")
                                      : _ ("撤销最近一次改动（Ctrl+Z）"));
  if (!is_typed)
    return;
  self->desk = desk;
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (ask), self);
  ask (self);
}

/* What stands there is of the other entry. */
void
xp_undo_bar_set_blind_round (XpUndoBar *self, int64_t blind_round)
{
  if (blind_round == self->blind_round)
    return;
  self->blind_round = blind_round;
  hide_words (self);
  ask (self);
}

void
xp_undo_bar_set_button (XpUndoBar *self, GtkWidget *undo)
{
  self->undo_button = undo;
}

/* ---- the line ---- */

static void
xp_undo_bar_dispose (GObject *object)
{
  drop_desk (XP_UNDO_BAR (object));
  G_OBJECT_CLASS (xp_undo_bar_parent_class)->dispose (object);
}

static void
xp_undo_bar_class_init (XpUndoBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xp_undo_bar_dispose;
}

static void
xp_undo_bar_init (XpUndoBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  self->undo = g_object_new (XP_TYPE_STILL_LABEL, "ellipsizes", TRUE, NULL);
  self->line_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->line_button), GTK_WIDGET (self->undo));
  gtk_widget_set_focus_on_click (self->line_button, FALSE);
  gtk_widget_add_css_class (self->line_button, "flat");
  gtk_widget_set_hexpand (self->line_button, TRUE);
  self->redo = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_single_line_mode (self->redo, TRUE);
  gtk_label_set_ellipsize (self->redo, PANGO_ELLIPSIZE_END);
  self->redo_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->redo_button), GTK_WIDGET (self->redo));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->redo_button), "win.redo");
  gtk_widget_add_css_class (self->redo_button, "flat");
  gtk_widget_set_focus_on_click (self->redo_button, FALSE);
  gtk_box_append (GTK_BOX (box), self->line_button);
  gtk_box_append (GTK_BOX (box), self->redo_button);
  gtk_widget_add_css_class (box, "undo-bar");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
