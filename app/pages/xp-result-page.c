#include "xp-result-page.h"

#include "xp-round-dialogs.h"
#include "xp-round-work.h"

#include <string.h>

struct _XpResultPage {
  AdwBin parent_instance;

  GtkLabel *title, *missing, *quota; /* template children: borrowed */
  GtkButton *back, *open, *next, *decide;
  GtkBox *stages, *head;
  GtkListView *list;
  GtkWidget *places, *empty;

  XpDesk *desk;          /* owned */
  XpLoadedRound *loaded; /* owned; the latest round; NULL: none */
  XpRanking *ranking;    /* owned; from 算分 on */
  XpStage next_stage;
};

G_DEFINE_FINAL_TYPE (XpResultPage, xp_result_page, ADW_TYPE_BIN)

static void
show_problem (XpResultPage *self, const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.problem", "s", error->message);
}

/* ---- places: cells of a line parted by tabs; the first is “1” for the last who is in ---- */

enum {
  N_CELLS = 7
};
static const int WIDTHS[N_CELLS] = {5, 5, 14, 10, 8, 10, 0};

static GtkWidget *
new_row (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  for (int i = 0; i < N_CELLS; i++) {
    GtkWidget *label = gtk_label_new (NULL);
    gtk_label_set_xalign (GTK_LABEL (label), i == 0 || i == 1 || i == 4 ? 1 : 0);
    if (WIDTHS[i] > 0)
      gtk_label_set_width_chars (GTK_LABEL (label), WIDTHS[i]);
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_widget_set_hexpand (label, i == N_CELLS - 1);
    gtk_box_append (GTK_BOX (box), label);
  }
  return box;
}

static void
fill_row (GtkWidget *box, const char *const *cells)
{
  GtkWidget *label = gtk_widget_get_first_child (box);
  for (int i = 0; label != NULL && cells[i] != NULL; i++) {
    gtk_label_set_label (GTK_LABEL (label), cells[i]);
    label = gtk_widget_get_next_sibling (label);
  }
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  gtk_list_item_set_child (item, new_row ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  g_auto (GStrv) cells = g_strsplit (line, "\t", N_CELLS + 1);
  if (cells[0][0] == '1')
    gtk_widget_add_css_class (box, "cut-line");
  else
    gtk_widget_remove_css_class (box, "cut-line");
  fill_row (box, (const char *const *) cells + 1);
}

static bool
is_last_in (const XpRanking *ranking, size_t i)
{
  for (size_t k = i + 1; k < ranking->n_places; k++)
    if (ranking->places[ranking->order[k] - 1].awarded == XP_AWARDED_YES)
      return false;
  return ranking->places[ranking->order[i] - 1].awarded == XP_AWARDED_YES;
}

static const char *
word_of (const XpPlace *place)
{
  if (place->rank == 0)
    return place->status;
  return place->awarded == XP_AWARDED_YES         ? "评上"
         : place->awarded == XP_AWARDED_UNDECIDED ? "待定"
                                                  : "";
}

static void
show_places (XpResultPage *self)
{
  GtkStringList *lines = gtk_string_list_new (NULL);
  for (size_t i = 0; self->ranking != NULL && i < self->ranking->n_places; i++) {
    const XpPlace *place = &self->ranking->places[self->ranking->order[i] - 1];
    const XpEntrant *entrant = xp_round_get_entrant (self->loaded->round, place->entrant_no);
    const XpTotal *total = xp_tally_get_total (self->loaded->tally, place->entrant_no);
    g_autofree char *points =
      total->has_total ? xp_points_to_text (total->total_hundredths) : g_strdup ("");
    g_autofree char *rank = place->rank > 0 ? g_strdup_printf ("%d", place->rank) : g_strdup ("");
    g_autofree char *line = g_strdup_printf ("%d\t%s\t%d\t%s%s\t%s\t%s\t%s\t%s%s",
                                             is_last_in (self->ranking, i),
                                             rank,
                                             entrant->number,
                                             entrant->group,
                                             entrant->door,
                                             entrant->name,
                                             points,
                                             word_of (place),
                                             place->decided_by[0] != '\0' ? "同分，按" : "",
                                             place->decided_by);
    gtk_string_list_append (lines, line);
  }
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (lines));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

/* ---- stages ---- */

static void
show_stages (XpResultPage *self, XpStage present)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->stages))) != NULL)
    gtk_box_remove (self->stages, child);
  for (int stage = XP_STAGE_DRAFT; stage <= XP_STAGE_PUBLISHED; stage++) {
    GtkWidget *label = gtk_label_new (xp_stage_get_word ((XpStage) stage));
    gtk_widget_add_css_class (label, "stage");
    if ((XpStage) stage == present)
      gtk_widget_add_css_class (label, "present");
    gtk_box_append (self->stages, label);
    if (stage < XP_STAGE_PUBLISHED)
      gtk_box_append (self->stages, gtk_label_new ("→"));
  }
}

static void
show_next (XpResultPage *self)
{
  g_autoptr (XpNextStage) next = xp_round_work_next_stage (self->desk, self->loaded, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->next), next != NULL);
  gtk_label_set_label (self->missing, "");
  if (next == NULL) {
    gtk_label_set_label (self->missing, "已经公布。证书在“打印”里。");
    return;
  }
  g_autofree char *missing = g_strjoinv ("\n", next->missing);
  self->next_stage = next->next;
  gtk_button_set_label (self->next, next->button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), next->missing[0] == NULL);
  gtk_label_set_label (self->missing, missing);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing[0] != '\0');
}

static void
show_ranking (XpResultPage *self)
{
  const bool is_ranked = self->loaded->round->stage >= XP_STAGE_TALLIED;
  g_clear_pointer (&self->ranking, xp_ranking_free);
  if (is_ranked)
    self->ranking =
      xp_ranking_new (self->loaded->tally, self->loaded->decisions, self->loaded->n_decisions);
  g_autofree char *quota =
    is_ranked ? xp_ranking_dup_quota_sentence (self->ranking, &self->loaded->round->rules)
              : g_strdup ("打分的时候不看名次，算分以后这里才列出来。");
  gtk_label_set_label (self->quota, quota != NULL ? quota : "");
  gtk_widget_set_visible (GTK_WIDGET (self->decide), is_ranked && self->ranking->n_undecided > 0);
  show_places (self);
}

static int64_t
find_latest_round (XpDesk *desk)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, NULL);
  if (rounds == NULL || rounds->len == 0)
    return 0;
  return ((const XpRoundLine *) rounds->pdata[rounds->len - 1])->uid;
}

void
xp_result_page_refresh (XpResultPage *self)
{
  g_clear_pointer (&self->ranking, xp_ranking_free);
  g_clear_pointer (&self->loaded, xp_loaded_round_free);
  const int64_t uid = self->desk != NULL ? find_latest_round (self->desk) : 0;
  if (uid != 0)
    self->loaded = xp_round_work_load (self->desk, uid, NULL);

  const bool has_round = self->loaded != NULL;
  gtk_widget_set_visible (self->empty, !has_round);
  gtk_widget_set_visible (self->places,
                          has_round && self->loaded->round->stage >= XP_STAGE_TALLIED);
  gtk_widget_set_visible (GTK_WIDGET (self->head),
                          has_round && self->loaded->round->stage >= XP_STAGE_TALLIED);
  gtk_widget_set_visible (GTK_WIDGET (self->stages), has_round);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), has_round);
  gtk_widget_set_visible (GTK_WIDGET (self->back),
                          has_round && self->loaded->round->stage > XP_STAGE_MARKING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open), self->desk != NULL);
  gtk_label_set_label (self->title, has_round ? self->loaded->round->name : "");
  if (!has_round) {
    gtk_widget_set_visible (GTK_WIDGET (self->next), FALSE);
    gtk_widget_set_visible (GTK_WIDGET (self->decide), FALSE);
    gtk_label_set_label (self->quota, "");
    return;
  }
  show_stages (self, self->loaded->round->stage);
  show_next (self);
  show_ranking (self);
}

/* ---- buttons ---- */

static void
next_cb (XpResultPage *self)
{
  g_autoptr (GError) error = NULL;
  if (!xp_round_work_go_on (self->desk, self->loaded->round->uid, self->next_stage, &error))
    show_problem (self, error);
}

static void
back_cb (XpResultPage *self)
{
  xp_round_dialog_go_back (GTK_WIDGET (self), self->desk, self->loaded->round->uid);
}

static void
decide_cb (XpResultPage *self)
{
  xp_round_dialog_decide (GTK_WIDGET (self), self->desk, self->loaded, self->ranking);
}

static void
open_cb (XpResultPage *self)
{
  xp_round_dialog_open (GTK_WIDGET (self), self->desk);
}

void
xp_result_page_set_desk (XpResultPage *self, XpDesk *desk)
{
  g_set_object (&self->desk, desk);
  xp_result_page_refresh (self);
}

static void
xp_result_page_dispose (GObject *object)
{
  XpResultPage *self = XP_RESULT_PAGE (object);
  g_clear_pointer (&self->ranking, xp_ranking_free);
  g_clear_pointer (&self->loaded, xp_loaded_round_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_result_page_parent_class)->dispose (object);
}

static void
xp_result_page_class_init (XpResultPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_result_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, title);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, missing);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, quota);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, back);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, open);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, next);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, decide);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, stages);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, head);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, list);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, places);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, empty);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, decide_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
xp_result_page_init (XpResultPage *self)
{
  static const char *const HEADS[] = {"名次", "编号", "住处", "户主", "得分", "结果", "", NULL};
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkWidget *row = new_row ();
  fill_row (row, HEADS);
  gtk_box_append (self->head, row);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}
