#include "xp-looking-bar.h"

#include "xp-follower.h"

#include <glib/gi18n.h>

struct _XpLookingBar {
  AdwBin parent_instance;

  GtkLabel *words; /* parts: borrowed from the widget tree */
  GtkWidget *type;

  XpFollower *follower; /* owned; NULL: nothing is followed */
  char *last_who;       /* who was typing; NULL nobody yet */
};

G_DEFINE_FINAL_TYPE (XpLookingBar, xp_looking_bar, ADW_TYPE_BIN)

static char *
tell_holder (const XpBookHolder *holder)
{
  return holder->who[0] != '\0'
           ? g_strdup_printf (_ ("只看不改：%s正在录（%s，%s起）。那边录一笔，这里就跟着变。"),
                              holder->who,
                              holder->device,
                              holder->since)
           : g_strdup_printf (_ ("只看不改：有人正在录（%s，%s起）。那边录一笔，这里就跟着变。"),
                              holder->device,
                              holder->since);
}

static char *
tell_nobody (const char *last_who)
{
  return last_who != NULL && last_who[0] != '\0'
           ? g_strdup_printf (_ ("只看不改：%s已经录完关上了，现在没有人在录。"), last_who)
           : g_strdup (_ ("只看不改：现在没有人在录。"));
}

static void
show_holder (XpLookingBar *self)
{
  const XpBookHolder *holder = xp_follower_get_holder (self->follower);
  g_autofree char *words = holder != NULL ? tell_holder (holder) : tell_nobody (self->last_who);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (self->type, holder == NULL);
  if (holder == NULL)
    return;
  g_free (self->last_who);
  self->last_who = g_strdup (holder->who);
}

static void
drop_follower (XpLookingBar *self)
{
  if (self->follower == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->follower, self);
  xp_follower_stop (self->follower);
  g_clear_object (&self->follower);
  g_clear_pointer (&self->last_who, g_free);
}

void
xp_looking_bar_show (XpLookingBar *self, XpDesk *desk, bool is_backup)
{
  drop_follower (self);
  const bool is_looking = desk != NULL && xp_desk_get_is_reader (desk);
  gtk_widget_set_visible (GTK_WIDGET (self), is_looking);
  gtk_widget_set_visible (self->type, FALSE);
  if (!is_looking)
    return;
  if (is_backup) {
    gtk_label_set_label (self->words, _ ("只看不改：这是一份备份，打开看看的，不会动现在的资料。"));
    return;
  }
  self->follower = xp_follower_new (desk);
  g_signal_connect_swapped (self->follower, "holder-changed", G_CALLBACK (show_holder), self);
  show_holder (self);
}

void
xp_looking_bar_ask (XpLookingBar *self)
{
  if (self->follower != NULL)
    xp_follower_ask (self->follower);
}

static void
xp_looking_bar_dispose (GObject *object)
{
  drop_follower (XP_LOOKING_BAR (object));
  G_OBJECT_CLASS (xp_looking_bar_parent_class)->dispose (object);
}

static void
xp_looking_bar_class_init (XpLookingBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xp_looking_bar_dispose;
}

static void
xp_looking_bar_init (XpLookingBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  self->type = gtk_button_new_with_label (_ ("我来录"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->type), "win.type-book");
  gtk_widget_set_valign (self->type, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->type, "suggested-action");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), self->type);
  gtk_widget_add_css_class (box, "looking-bar");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
