#include "xp-meeting-pane.h"

#include "xp-cells-view.h"
#include "xp-correct-form.h"
#include "xp-minutes-form.h"
#include "xp-motion-form.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpMeetingPane {
  AdwBin parent_instance;

  XpCellsView *agenda, *motions; /* template children: borrowed */
  GtkWidget *vote, *open, *other;

  XpDesk *desk;                /* borrowed, as the next two */
  const XpLoadedRound *loaded; /* NULL: nothing is shown */
  const XpRanking *ranking;
  GPtrArray *lines; /* of XpAgendaLine; owned */
  GPtrArray *votes; /* of XpMotionLine; owned */
};

G_DEFINE_FINAL_TYPE (XpMeetingPane, xp_meeting_pane, ADW_TYPE_BIN)

static const XpAgendaLine *
get_line (XpMeetingPane *self)
{
  const guint chosen = xp_cells_view_get_selected (self->agenda);
  return self->lines != NULL && chosen < self->lines->len ? self->lines->pdata[chosen] : NULL;
}

static void
show_buttons (XpMeetingPane *self)
{
  const XpAgendaLine *line = get_line (self);
  const bool is_open = line != NULL && line->decided[0] == '\0';
  gtk_widget_set_sensitive (self->vote, line != NULL);
  if (is_open)
    gtk_widget_add_css_class (self->vote, "suggested-action");
  else
    gtk_widget_remove_css_class (self->vote, "suggested-action");
  gtk_widget_set_sensitive (self->open, line != NULL && line->entrant_no > 0);
}

/* ---- lists ---- */

/* “第2次表决通过” of “第2次表决通过：同意…”: the words stand in the list of votes below. */
static char *
dup_outcome (const XpAgendaLine *line)
{
  const char *end = strstr (line->decided, "：");
  return end != NULL ? g_strndup (line->decided, (gsize) (end - line->decided))
                     : g_strdup (line->decided);
}

static void
show_agenda (XpMeetingPane *self)
{
  xp_cells_view_begin (self->agenda);
  for (guint i = 0; i < self->lines->len; i++) {
    const XpAgendaLine *line = self->lines->pdata[i];
    g_autofree char *outcome = dup_outcome (line);
    xp_cells_view_add (self->agenda,
                       line->decided[0] != '\0' ? "left-out" : "",
                       line->who,
                       line->sentence,
                       outcome[0] != '\0' ? outcome : _ ("还没有表决"),
                       NULL);
  }
  xp_cells_view_end (self->agenda);
  if (self->lines->len > 0 && get_line (self) == NULL)
    xp_cells_view_select (self->agenda, 0);
}

static void
show_motions (XpMeetingPane *self)
{
  xp_cells_view_begin (self->motions);
  for (guint i = 0; i < self->votes->len; i++) {
    const XpMotionLine *motion = self->votes->pdata[i];
    g_autofree char *no = g_strdup_printf ("%d", motion->no);
    g_autofree char *figures = xp_vote_count_dup_figures (&motion->count);
    xp_cells_view_add (self->motions,
                       "",
                       no,
                       motion->words,
                       figures,
                       motion->is_carried ? _ ("通过") : _ ("没有通过"),
                       NULL);
  }
  xp_cells_view_end (self->motions);
}

void
xp_meeting_pane_show (XpMeetingPane *self,
                      XpDesk *desk,
                      const XpLoadedRound *loaded,
                      const XpRanking *ranking)
{
  g_autoptr (GError) error = NULL;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->votes, g_ptr_array_unref);
  self->desk = desk;
  self->loaded = ranking != NULL ? loaded : NULL;
  self->ranking = ranking;
  if (self->loaded != NULL)
    self->votes = xp_motion_work_list (desk, loaded->round->uid, &error);
  if (error != NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  if (self->votes == NULL)
    self->votes = g_ptr_array_new ();
  self->lines =
    self->loaded != NULL ? xp_agenda_list (loaded, ranking, self->votes) : g_ptr_array_new ();
  show_agenda (self);
  show_motions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->motions), self->votes->len > 0);
  show_buttons (self);
}

guint
xp_meeting_pane_get_n_open (XpMeetingPane *self)
{
  guint n = 0;
  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    n += ((const XpAgendaLine *) self->lines->pdata[i])->decided[0] == '\0';
  return n;
}

void
xp_meeting_pane_take_focus (XpMeetingPane *self)
{
  gtk_widget_grab_focus (gtk_widget_get_sensitive (self->vote) ? self->vote : self->other);
}

/* ---- keys ---- */

static void
ask (XpMeetingPane *self, const XpAgendaLine *line)
{
  if (self->loaded != NULL)
    xp_motion_form_ask (GTK_WIDGET (self), self->desk, self->loaded, self->ranking, line);
}

static void
vote_cb (XpMeetingPane *self)
{
  const XpAgendaLine *line = get_line (self);
  if (line != NULL)
    ask (self, line);
}

static void
line_cb (XpMeetingPane *self, guint line)
{
  if (line < self->lines->len)
    ask (self, self->lines->pdata[line]);
}

static void
other_cb (XpMeetingPane *self)
{
  ask (self, NULL);
}

static void
open_cb (XpMeetingPane *self)
{
  const XpAgendaLine *line = get_line (self);
  if (line != NULL && line->entrant_no > 0)
    xp_correct_form_show (GTK_WIDGET (self),
                          self->desk,
                          self->loaded->round->uid,
                          line->entrant_no);
}

static void
minutes_cb (XpMeetingPane *self)
{
  if (self->loaded != NULL)
    xp_minutes_form_show (GTK_WIDGET (self), self->desk, self->loaded->round->uid);
}

static void
selected_cb (XpMeetingPane *self, guint line)
{
  show_buttons (self);
}

/* ---- object ---- */

static void
xp_meeting_pane_dispose (GObject *object)
{
  XpMeetingPane *self = XP_MEETING_PANE (object);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->votes, g_ptr_array_unref);
  G_OBJECT_CLASS (xp_meeting_pane_parent_class)->dispose (object);
}

static void
xp_meeting_pane_class_init (XpMeetingPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_meeting_pane_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/widgets/xp-meeting-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, XpMeetingPane, agenda);
  gtk_widget_class_bind_template_child (widget_class, XpMeetingPane, motions);
  gtk_widget_class_bind_template_child (widget_class, XpMeetingPane, vote);
  gtk_widget_class_bind_template_child (widget_class, XpMeetingPane, open);
  gtk_widget_class_bind_template_child (widget_class, XpMeetingPane, other);
  gtk_widget_class_bind_template_callback (widget_class, vote_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, minutes_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
xp_meeting_pane_init (XpMeetingPane *self)
{
  const XpCellsColumn agenda[] = {
    {_ ("哪一户"), 13, 0},
    {_ ("要定的事"), 0, 0},
    {_ ("表决"), 22, 0},
  };
  const XpCellsColumn motions[] = {
    {_ ("次"), 3, 1},
    {_ ("表决的是什么"), 20, 0},
    {_ ("票数"), 0, 0},
    {_ ("结果"), 8, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_cells_view_set_activatable (self->agenda, true);
  xp_cells_view_set_columns (self->agenda, agenda, G_N_ELEMENTS (agenda), _ ("还要定的"));
  xp_cells_view_set_columns (self->motions, motions, G_N_ELEMENTS (motions), _ ("表决过的"));
}
