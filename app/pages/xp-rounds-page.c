#include "xp-rounds-page.h"

#include "xp-candidates.h"
#include "xp-cells-view.h"
#include "xp-new-round.h"
#include "xp-round-work.h"
#include "xp-years-form.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpRoundsPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  AdwStatusPage *empty;
  GtkWidget *first, *prepare;
  XpCellsView *rounds;
  XpNewRound *new_round;
  XpCandidates *candidates;

  XpDesk *desk;     /* owned */
  GPtrArray *shown; /* of XpRoundLine, the latest first; owned */
};

static void xp_rounds_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpRoundsPage,
                               xp_rounds_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_rounds_page_page_init))

/* ---- the list ---- */

static char *
tell_where_it_is (const XpRoundLine *line)
{
  GDate until;
  if (line->stage == XP_STAGE_MARKING)
    return line->n_missing == 0
             ? g_strdup (_ ("都录完了，可以算分"))
             : g_strdup_printf (line->is_of_persons ? _ ("还有%d人没录完") : _ ("还有%d户没录完"),
                                line->n_missing);
  if (line->stage == XP_STAGE_POSTED && line->notice_until_on != NULL &&
      xp_day_from_text (line->notice_until_on, &until)) {
    g_autofree char *day = xp_day_to_chinese (&until);
    return g_strdup_printf (_ ("公示到%s"), day);
  }
  return g_strdup ("");
}

static void
add_round (XpRoundsPage *self, const XpRoundLine *line)
{
  g_autofree char *number = g_strdup_printf ("%d", line->number);
  g_autofree char *entrants =
    g_strdup_printf (line->is_of_persons ? _ ("%d人") : _ ("%d户"), line->n_entrants);
  g_autofree char *judges =
    line->n_judges > 0 ? g_strdup_printf (_ ("%d人"), line->n_judges) : g_strdup ("");
  g_autofree char *where = tell_where_it_is (line);
  xp_cells_view_add (self->rounds,
                     "",
                     number,
                     line->name,
                     xp_stage_get_word (line->stage),
                     entrants,
                     judges,
                     where,
                     NULL);
}

static void
show_rounds (XpRoundsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rounds = xp_round_work_list (self->desk, &error);
  g_ptr_array_set_size (self->shown, 0);
  if (rounds == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  while (rounds->len > 0)
    g_ptr_array_add (self->shown, g_ptr_array_steal_index (rounds, rounds->len - 1));
  xp_cells_view_begin (self->rounds);
  for (guint i = 0; i < self->shown->len; i++)
    add_round (self, self->shown->pdata[i]);
  xp_cells_view_end (self->rounds);
}

static void
show_list (XpRoundsPage *self)
{
  const bool is_open = self->desk != NULL;
  if (is_open)
    show_rounds (self);
  adw_status_page_set_description (self->empty,
                                   is_open ? _ ("名单有了，就可以新开一次评选。")
                                           : _ ("先在首页建一份或打开一份本村资料。"));
  gtk_widget_set_visible (self->first, is_open);
  gtk_stack_set_visible_child_name (self->stack,
                                    is_open && self->shown->len > 0 ? "rounds" : "empty");
}

static void
round_activated_cb (XpRoundsPage *self, guint index)
{
  const XpRoundLine *line = self->shown->pdata[index];
  gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-round", "x", line->uid);
  xp_page_go_to (GTK_WIDGET (self), line->stage == XP_STAGE_MARKING ? "marks" : "result");
}

/* ---- a new one ---- */

void
xp_rounds_page_begin_new (XpRoundsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "new");
  xp_new_round_begin (self->new_round, self->desk);
}

static void
new_cb (XpRoundsPage *self)
{
  xp_rounds_page_begin_new (self);
}

static void
new_left_cb (XpRoundsPage *self, gint64 round_uid)
{
  gtk_stack_set_visible_child_name (self->stack, "rounds");
  show_list (self);
  if (round_uid == 0)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-round", "x", round_uid);
  xp_page_go_to (GTK_WIDGET (self), "marks");
}

static void
years_cb (XpRoundsPage *self)
{
  xp_years_form_show (GTK_WIDGET (self), self->desk);
}

static void
prepare_cb (XpRoundsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "candidates");
  xp_candidates_show (self->candidates, self->desk);
}

static void
candidates_left_cb (XpRoundsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "rounds");
  show_list (self);
}

/* ---- the page ---- */

static bool
is_on_list (XpRoundsPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  return strcmp (name, "rounds") == 0 || strcmp (name, "empty") == 0;
}

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpRoundsPage *self = XP_ROUNDS_PAGE (page);
  const bool is_another = desk != self->desk;
  g_set_object (&self->desk, desk);
  if (is_another || is_on_list (self)) /* what is being typed stays */
    show_list (self);
  else if (strcmp (gtk_stack_get_visible_child_name (self->stack), "candidates") == 0)
    xp_candidates_show (self->candidates, desk);
  else if (desk != NULL)
    xp_new_round_refresh (self->new_round);
}

static void
xp_rounds_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
}

static void
xp_rounds_page_dispose (GObject *object)
{
  XpRoundsPage *self = XP_ROUNDS_PAGE (object);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_rounds_page_parent_class)->dispose (object);
}

static void
xp_rounds_page_class_init (XpRoundsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_rounds_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  g_type_ensure (XP_TYPE_NEW_ROUND);
  g_type_ensure (XP_TYPE_CANDIDATES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-rounds-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpRoundsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpRoundsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, XpRoundsPage, first);
  gtk_widget_class_bind_template_child (widget_class, XpRoundsPage, prepare);
  gtk_widget_class_bind_template_child (widget_class, XpRoundsPage, rounds);
  gtk_widget_class_bind_template_child (widget_class, XpRoundsPage, new_round);
  gtk_widget_class_bind_template_child (widget_class, XpRoundsPage, candidates);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, years_cb);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, candidates_left_cb);
}

static void
xp_rounds_page_init (XpRoundsPage *self)
{
  const XpCellsColumn columns[] = {
    {_ ("次"), 4, 1},
    {_ ("名称"), 0, 0},
    {_ ("进度"), 6, 0},
    {_ ("参评"), 9, 0},
    {_ ("评委"), 8, 0},
    {_ ("到哪里了"), 16, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_round_line_free);
  xp_cells_view_set_activatable (self->rounds, true);
  xp_cells_view_set_columns (self->rounds, columns, G_N_ELEMENTS (columns), _ ("历年评选"));
  g_signal_connect_swapped (self->rounds, "activated", G_CALLBACK (round_activated_cb), self);
}
