#include "xp-result-page.h"

#include "xp-agreement.h"
#include "xp-cells-view.h"
#include "xp-correct-form.h"
#include "xp-division-pane.h"
#include "xp-explain-form.h"
#include "xp-meeting-pane.h"
#include "xp-motion-form.h"
#include "xp-post-form.h"
#include "xp-round-dialogs.h"
#include "xp-round-work.h"
#include "xp-title-form.h"
#include "xp-years-form.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpResultPage {
  AdwBin parent_instance;

  GtkLabel *title, *missing, *quota, *spread, *tied; /* template children: borrowed */
  GtkWidget *to_missing;
  GtkButton *back, *withdraw, *objection, *answer, *next, *print, *explain, *rises, *reopen;
  GtkToggleButton *division_toggle, *meeting_toggle;
  GtkBox *stages;
  XpCellsView *places;
  XpDivisionPane *division;
  XpMeetingPane *meeting;
  GtkWidget *tie, *answers, *empty, *unranked;

  XpDesk *desk;          /* owned */
  XpLoadedRound *loaded; /* owned; the round that is worked on; NULL: none */
  XpRanking *ranking;    /* owned; from 算分 on */
  GPtrArray *withdrawn;  /* of XpTitleLine; owned; NULL before 公布 */
  XpStage next_stage;
  guint brake_id; /* until the next step can be taken; 0: it can */
};

static void xp_result_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpResultPage,
                               xp_result_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_result_page_page_init))

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
  return place->awarded == XP_AWARDED_YES         ? _ ("评上")
         : place->awarded == XP_AWARDED_UNDECIDED ? _ ("待定")
                                                  : "";
}

/* Said of the household, never why. */
static bool
is_withdrawn (XpResultPage *self, int entrant_no)
{
  for (guint i = 0; self->withdrawn != NULL && i < self->withdrawn->len; i++)
    if (((const XpTitleLine *) self->withdrawn->pdata[i])->entrant_no == entrant_no)
      return true;
  return false;
}

static char *
describe_why (XpResultPage *self, const XpPlace *place)
{
  if (is_withdrawn (self, place->entrant_no))
    return g_strdup (_ ("公布以后摘了牌"));
  return place->decided_by[0] != '\0' ? g_strdup_printf (_ ("同分，按%s"), place->decided_by)
                                      : g_strdup ("");
}

static void
show_places (XpResultPage *self)
{
  xp_cells_view_begin (self->places);
  for (size_t i = 0; self->ranking != NULL && i < self->ranking->n_places; i++) {
    const XpPlace *place = &self->ranking->places[self->ranking->order[i] - 1];
    const XpEntrant *entrant = xp_round_get_entrant (self->loaded->round, place->entrant_no);
    const XpTotal *total = xp_tally_get_total (self->loaded->tally, place->entrant_no);
    g_autofree char *points =
      total->has_total ? xp_points_to_text (total->total_hundredths) : g_strdup ("");
    g_autofree char *rank = place->rank > 0 ? g_strdup_printf ("%d", place->rank) : g_strdup ("");
    g_autofree char *number = xp_entrant_dup_number (entrant);
    g_autofree char *where = g_strconcat (entrant->group, entrant->door, NULL);
    g_autofree char *why = describe_why (self, place);
    xp_cells_view_add (self->places,
                       is_last_in (self->ranking, i) ? "cut-line" : "",
                       rank,
                       number,
                       where,
                       entrant->name,
                       points,
                       word_of (place),
                       why,
                       NULL);
  }
  xp_cells_view_end (self->places);
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

/* A tie at the cut has its own place on the page, with its buttons. */
static char *
join_missing (const XpResultPage *self, char **sentences)
{
  g_autofree char *tie =
    self->ranking != NULL ? xp_ranking_dup_tie_sentence (self->ranking, self->loaded->tally) : NULL;
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  for (size_t i = 0; sentences[i] != NULL; i++)
    if (g_strcmp0 (sentences[i], tie) != 0)
      g_ptr_array_add (left, sentences[i]);
  g_ptr_array_add (left, NULL);
  return g_strjoinv ("\n", (char **) left->pdata);
}

static void
set_is_blue (GtkWidget *button, bool is_blue)
{
  if (is_blue)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* The one button to press next: what the meeting has to vote on goes before the next step, and the
 * notice that was posted is printed while its days run. */
static void
show_blue (XpResultPage *self)
{
  const bool is_posted = self->loaded != NULL && self->loaded->round->stage == XP_STAGE_POSTED;
  const bool can_go_on = gtk_widget_get_sensitive (GTK_WIDGET (self->next));
  const bool is_voted_on = gtk_widget_get_visible (GTK_WIDGET (self->meeting)) &&
                           xp_meeting_pane_get_n_open (self->meeting) > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->print), is_posted);
  set_is_blue (GTK_WIDGET (self->print), !can_go_on);
  set_is_blue (GTK_WIDGET (self->next), !is_voted_on && (!is_posted || can_go_on));
}

static void
show_next (XpResultPage *self)
{
  g_autoptr (XpNextStage) next = xp_round_work_next_stage (self->desk, self->loaded, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->next), next != NULL);
  gtk_label_set_label (self->missing, "");
  if (next == NULL) {
    gtk_label_set_label (self->missing, _ ("已经公布。证书在“打印”里。"));
    return;
  }
  g_autofree char *missing = join_missing (self, next->missing);
  self->next_stage = next->next;
  gtk_button_set_label (self->next, next->button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next),
                            next->missing[0] == NULL && self->brake_id == 0);
  show_blue (self);
  gtk_label_set_label (self->missing, missing);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing[0] != '\0');
  gtk_widget_set_visible (self->to_missing,
                          missing[0] != '\0' && self->loaded->round->stage == XP_STAGE_MARKING);
}

/* What the meeting is asked, and what a lot brought. */
static void
show_tie (XpResultPage *self)
{
  const XpLoadedRound *loaded = self->loaded;
  const bool is_ranked = self->ranking != NULL;
  const bool can_decide =
    is_ranked && self->ranking->n_ties > 0 && loaded->round->stage <= XP_STAGE_DISCUSSED;
  g_autofree char *tie =
    can_decide ? xp_ranking_dup_tie_sentence (self->ranking, loaded->tally) : NULL;
  g_autofree char *lot = is_ranked ? xp_ranking_dup_lot_sentence (self->ranking,
                                                                  loaded->tally,
                                                                  loaded->decisions,
                                                                  loaded->n_decisions)
                                   : NULL;
  g_autofree char *text = g_strconcat (tie != NULL ? tie : "",
                                       tie != NULL && lot != NULL ? "\n" : "",
                                       lot != NULL ? lot : "",
                                       NULL);
  gtk_label_set_label (self->tied, text);
  gtk_widget_set_visible (self->answers, can_decide);
  gtk_widget_set_visible (self->tie, text[0] != '\0');
}

/* Between 算分 and 公示. */
static bool
is_in_meeting (XpResultPage *self)
{
  return self->ranking != NULL && self->loaded->round->stage <= XP_STAGE_DISCUSSED;
}

static void
show_meeting (XpResultPage *self, bool is_shown)
{
  xp_meeting_pane_show (self->meeting, self->desk, self->loaded, self->ranking);
  const guint n_open = xp_meeting_pane_get_n_open (self->meeting);
  g_autofree char *label =
    n_open > 0 ? g_strdup_printf (_ ("会上要定的（%u）"), n_open) : g_strdup (_ ("会上要定的"));
  gtk_button_set_label (GTK_BUTTON (self->meeting_toggle), label);
  gtk_widget_set_visible (GTK_WIDGET (self->meeting_toggle), is_in_meeting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->meeting), is_shown);
  show_blue (self);
}

/* The meeting, or how the places were divided, takes the place of the list while it is looked at.
 */
static void
show_panes (XpResultPage *self)
{
  const bool has_division =
    self->ranking != NULL && self->loaded->round->rules.quota.kind == XP_QUOTA_SHARED;
  const bool is_meeting =
    is_in_meeting (self) && gtk_toggle_button_get_active (self->meeting_toggle);
  const bool is_divided =
    has_division && !is_meeting && gtk_toggle_button_get_active (self->division_toggle);
  const bool is_listed = self->ranking != NULL && !is_divided && !is_meeting;
  gtk_widget_set_visible (GTK_WIDGET (self->division_toggle), has_division);
  gtk_widget_set_visible (GTK_WIDGET (self->division), is_divided);
  gtk_widget_set_visible (GTK_WIDGET (self->places), is_listed);
  gtk_widget_set_visible (GTK_WIDGET (self->explain), is_listed);
  gtk_widget_set_visible (GTK_WIDGET (self->reopen), is_listed && is_in_meeting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->rises), is_listed);
  gtk_widget_set_visible (GTK_WIDGET (self->spread),
                          !is_meeting && gtk_label_get_label (self->spread)[0] != '\0');
  gtk_widget_set_visible (self->tie, is_listed && gtk_label_get_label (self->tied)[0] != '\0');
  if (is_divided)
    xp_division_pane_show (self->division, self->loaded->tally, self->ranking);
  show_meeting (self, is_meeting);
}

static void
rank (XpResultPage *self)
{
  g_clear_pointer (&self->ranking, xp_ranking_free);
  if (self->loaded->round->stage >= XP_STAGE_TALLIED)
    self->ranking =
      xp_ranking_new (self->loaded->tally, self->loaded->decisions, self->loaded->n_decisions);
}

/* Names households and no judge; once the result is posted it is too late to talk. */
static void
show_spread (XpResultPage *self)
{
  const bool is_asked = self->loaded != NULL && (self->loaded->round->stage == XP_STAGE_TALLIED ||
                                                 self->loaded->round->stage == XP_STAGE_DISCUSSED);
  g_autofree char *spread =
    is_asked ? xp_agreement_dup_spread_sentence (self->loaded->tally) : NULL;
  gtk_label_set_label (self->spread, spread != NULL ? spread : "");
}

static void
show_ranking (XpResultPage *self)
{
  g_autofree char *quota =
    self->ranking != NULL
      ? xp_ranking_dup_quota_sentence (self->ranking, &self->loaded->round->rules)
      : NULL;
  gtk_label_set_label (self->quota, quota != NULL ? quota : "");
  gtk_widget_set_visible (self->unranked, self->ranking == NULL);
  show_tie (self);
  show_panes (self);
  show_places (self);
}

static void
show_round (XpResultPage *self)
{
  const bool has_round = self->loaded != NULL;
  gtk_widget_set_visible (self->empty, !has_round);
  gtk_widget_set_visible (self->unranked, FALSE);
  show_spread (self);
  gtk_widget_set_visible (GTK_WIDGET (self->withdraw),
                          has_round && self->loaded->round->stage >= XP_STAGE_PUBLISHED);
  gtk_widget_set_visible (GTK_WIDGET (self->objection),
                          has_round && self->loaded->round->stage == XP_STAGE_POSTED);
  gtk_widget_set_visible (GTK_WIDGET (self->answer),
                          has_round && self->loaded->round->stage == XP_STAGE_POSTED);
  gtk_widget_set_visible (GTK_WIDGET (self->stages), has_round);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), has_round);
  gtk_widget_set_visible (self->to_missing, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->back),
                          has_round && self->loaded->round->stage > XP_STAGE_MARKING);
  gtk_label_set_label (self->title, has_round ? self->loaded->round->name : "");
  if (!has_round) {
    gtk_widget_set_visible (GTK_WIDGET (self->next), FALSE);
    gtk_label_set_label (self->quota, "");
    show_tie (self);
    show_panes (self);
    return;
  }
  rank (self);
  show_stages (self, self->loaded->round->stage);
  show_next (self);
  show_ranking (self);
}

/* ---- buttons ---- */

static void take_focus (XpPage *page);

static gboolean
brake_off_cb (gpointer data)
{
  XpResultPage *self = data;
  self->brake_id = 0;
  if (self->loaded != NULL)
    show_next (self);
  /* It lost the focus with the brake; whoever goes on with the keyboard finds it again. */
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (root != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      gtk_root_get_focus (root) == NULL)
    take_focus (XP_PAGE (self));
  return G_SOURCE_REMOVE;
}

/* The next step takes the place of this one: a second press on the same spot is none. */
static void
brake (XpResultPage *self)
{
  static const guint BRAKE_MS = 1200;
  g_clear_handle_id (&self->brake_id, g_source_remove);
  self->brake_id = g_timeout_add (BRAKE_MS, brake_off_cb, self);
}

static void
posting_cb (GtkWidget *page)
{
  brake (XP_RESULT_PAGE (page));
}

/* What is still open takes the place of the list, with the focus on it. */
static gboolean
meet_cb (gpointer user_data)
{
  XpResultPage *self = XP_RESULT_PAGE (user_data);
  if (self->ranking != NULL && xp_meeting_pane_get_n_open (self->meeting) > 0) {
    gtk_toggle_button_set_active (self->meeting_toggle, TRUE);
    xp_meeting_pane_take_focus (self->meeting);
  }
  return G_SOURCE_REMOVE;
}

/* The question is still there; whoever closes it gives the focus back first. */
static void
leaving_cb (GtkWidget *page)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, meet_cb, g_object_ref (page), g_object_unref);
}

static void
next_cb (XpResultPage *self)
{
  g_autoptr (GError) error = NULL;
  if (self->next_stage == XP_STAGE_POSTED &&
      xp_post_form_ask_first (GTK_WIDGET (self), self->desk, self->loaded, posting_cb, leaving_cb))
    return;
  brake (self);
  if (!xp_round_work_go_on (self->desk, self->loaded->round->uid, self->next_stage, &error))
    xp_page_tell_error (GTK_WIDGET (self), error);
}

static void
back_cb (XpResultPage *self)
{
  xp_round_dialog_go_back (GTK_WIDGET (self), self->desk, self->loaded->round->uid);
}

static void
decide (XpResultPage *self, const char *how)
{
  g_autoptr (GError) error = NULL;
  if (!xp_round_work_decide_cut (self->desk, self->loaded->round->uid, how, NULL, 0, &error))
    xp_page_tell_error (GTK_WIDGET (self), error);
}

static void
all_in_cb (XpResultPage *self)
{
  decide (self, "all-in");
}

static void
all_out_cb (XpResultPage *self)
{
  decide (self, "all-out");
}

static void
vote_cb (XpResultPage *self)
{
  const XpAgendaLine line = {.kind = XP_AGENDA_TIE};
  xp_motion_form_ask (GTK_WIDGET (self), self->desk, self->loaded, self->ranking, &line);
}

static void
lot_cb (XpResultPage *self)
{
  xp_round_dialog_draw_lot (GTK_WIDGET (self), self->desk, self->loaded->round->uid);
}

/* Of the line that was opened; the button's is the chosen one, else the first. */
static void
explain_line_cb (XpResultPage *self, guint line)
{
  if (self->ranking != NULL && line < self->ranking->n_places)
    xp_explain_form_show (GTK_WIDGET (self),
                          self->loaded->tally,
                          self->loaded->notes,
                          self->ranking,
                          self->ranking->order[line]);
}

static void
explain_cb (XpResultPage *self)
{
  const guint line = xp_cells_view_get_selected (self->places);
  explain_line_cb (self, line != GTK_INVALID_LIST_POSITION ? line : 0);
}

static void
rises_cb (XpResultPage *self)
{
  xp_years_form_show_rises (GTK_WIDGET (self), self->desk, self->loaded->round->uid);
}

static void
withdraw_cb (XpResultPage *self)
{
  const guint line = xp_cells_view_get_selected (self->places);
  if (self->ranking == NULL || line >= self->ranking->n_places) {
    xp_page_tell_done (GTK_WIDGET (self), _ ("先在名单里选中要摘牌的那一户。"));
    return;
  }
  xp_title_form_withdraw (GTK_WIDGET (self),
                          self->desk,
                          self->loaded->round->uid,
                          self->ranking->order[line],
                          self->loaded->round->rubric->award.cooldown_rounds);
}

static void
reopen_cb (XpResultPage *self)
{
  const guint line = xp_cells_view_get_selected (self->places);
  if (self->ranking == NULL || line >= self->ranking->n_places)
    xp_page_tell_done (GTK_WIDGET (self), _ ("先在名单里选中要重新打开的那一户。"));
  else
    xp_correct_form_show (GTK_WIDGET (self),
                          self->desk,
                          self->loaded->round->uid,
                          self->ranking->order[line]);
}

/* One of the two at most. */
static void
pane_toggled_cb (XpResultPage *self, GtkToggleButton *toggle)
{
  if (gtk_toggle_button_get_active (toggle))
    gtk_toggle_button_set_active (toggle == self->meeting_toggle ? self->division_toggle
                                                                 : self->meeting_toggle,
                                  FALSE);
  if (self->loaded == NULL)
    return;
  show_panes (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->meeting)))
    xp_meeting_pane_take_focus (self->meeting);
}

static void
objection_cb (XpResultPage *self)
{
  xp_round_dialog_object (GTK_WIDGET (self), self->desk, self->loaded);
}

static void
answer_cb (XpResultPage *self)
{
  xp_round_dialog_answer (GTK_WIDGET (self), self->desk, self->loaded->round->uid);
}

static void
go_to_rounds_cb (XpResultPage *self)
{
  xp_page_go_to (GTK_WIDGET (self), "rounds");
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpResultPage *self = XP_RESULT_PAGE (page);
  g_autoptr (GError) error = NULL;
  g_set_object (&self->desk, desk);
  g_clear_pointer (&self->ranking, xp_ranking_free);
  g_clear_pointer (&self->loaded, xp_loaded_round_free);
  g_clear_pointer (&self->withdrawn, g_ptr_array_unref);
  if (desk != NULL && round_uid != 0)
    self->loaded = xp_round_work_load (desk, round_uid, &error);
  if (self->loaded != NULL && self->loaded->round->stage >= XP_STAGE_PUBLISHED)
    self->withdrawn = xp_title_work_list_withdrawn (desk, round_uid, &error);
  if (error != NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  show_round (self);
}

static void
take_focus (XpPage *page)
{
  XpResultPage *self = XP_RESULT_PAGE (page);
  GtkWidget *first =
    GTK_WIDGET (gtk_widget_get_sensitive (GTK_WIDGET (self->next)) ? self->next : self->print);
  if (!gtk_widget_get_visible (first) || !gtk_widget_grab_focus (first))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
xp_result_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
  iface->take_focus = take_focus;
}

static void
xp_result_page_dispose (GObject *object)
{
  XpResultPage *self = XP_RESULT_PAGE (object);
  g_clear_handle_id (&self->brake_id, g_source_remove);
  g_clear_pointer (&self->ranking, xp_ranking_free);
  g_clear_pointer (&self->loaded, xp_loaded_round_free);
  g_clear_pointer (&self->withdrawn, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_result_page_parent_class)->dispose (object);
}

static void
xp_result_page_class_init (XpResultPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_result_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  g_type_ensure (XP_TYPE_DIVISION_PANE);
  g_type_ensure (XP_TYPE_MEETING_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, title);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, missing);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, to_missing);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, quota);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, spread);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, back);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, withdraw);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, rises);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, objection);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, answer);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, next);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, print);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, explain);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, tied);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, tie);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, answers);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, division_toggle);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, division);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, meeting);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, meeting_toggle);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, reopen);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, stages);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, places);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, empty);
  gtk_widget_class_bind_template_child (widget_class, XpResultPage, unranked);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, vote_cb);
  gtk_widget_class_bind_template_callback (widget_class, lot_cb);
  gtk_widget_class_bind_template_callback (widget_class, explain_cb);
  gtk_widget_class_bind_template_callback (widget_class, rises_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, explain_line_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, reopen_cb);
  gtk_widget_class_bind_template_callback (widget_class, objection_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_rounds_cb);
}

static void
xp_result_page_init (XpResultPage *self)
{
  const XpCellsColumn columns[] = {
    {_ ("名次"), 5, 1},
    {_ ("编号"), 5, 1},
    {_ ("住处"), 14, 0},
    {_ ("户主"), 10, 0},
    {_ ("得分"), 8, 1},
    {_ ("结果"), 10, 0},
    {"", 0, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_cells_view_set_activatable (self->places, true);
  xp_cells_view_set_columns (self->places, columns, G_N_ELEMENTS (columns), _ ("名次"));
}
