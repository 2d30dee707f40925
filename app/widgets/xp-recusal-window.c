#include "xp-recusal-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-recusal-work.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  XpDesk *desk; /* owned */
  int64_t round_uid;
  GPtrArray *proposals; /* of XpRecusalProposal; owned, as the next two */
  GPtrArray *lines;     /* of XpRecusalLine */
  GHashTable *left_out; /* sentences of proposals that are not ticked */
  XpFormWindow *window; /* borrowed, as its parts */
  XpCellsView *list;
  GtkLabel *thin;
  GtkEditable *judge, *household, *relation;
} Recusing;

/* The list takes what is left of the window; at the largest text that is little. */
static const int WIDTH = 1040, HEIGHT = 740, LEAST_LIST_HEIGHT = 130;

static void
free_recusing (gpointer data)
{
  Recusing *self = data;
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_hash_table_unref (self->left_out);
  g_object_unref (self->desk);
  g_free (self);
}

/* ---- what is shown ---- */

static bool
is_ticked (Recusing *self, const XpRecusalProposal *proposal)
{
  return !g_hash_table_contains (self->left_out, proposal->sentence);
}

static void
add_line (Recusing *self, const XpRecusalLine *line)
{
  g_autofree char *marks =
    line->n_marks > 0 ? g_strdup_printf (_ ("　打的%d项留着，不算"), line->n_marks) : g_strdup ("");
  g_autofree char *words = g_strdup_printf (_ ("%s　%s%s%s%s"),
                                            line->who,
                                            line->source,
                                            line->relation[0] != '\0' ? "　" : "",
                                            line->relation,
                                            marks);
  xp_cells_view_add (self->list, "", _ ("已登记"), line->judge, words, NULL);
}

static void
show_thin (Recusing *self)
{
  static const guint MOST = 3;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (self->desk, self->round_uid, NULL);
  g_auto (GStrv) thin = loaded != NULL ? xp_recusal_list_thin (loaded) : NULL;
  const guint n = thin != NULL ? g_strv_length (thin) : 0;
  g_autofree char *rest =
    n > MOST ? g_strdup_printf (_ ("还有%d户也是这样。"), (int) (n - MOST)) : g_strdup ("");
  if (n > MOST)
    g_clear_pointer (&thin[MOST], g_free);
  g_autofree char *text = n > 0 ? g_strjoinv ("\n", thin) : g_strdup ("");
  g_autofree char *whole =
    n > 0 ? g_strdup_printf ("%s%s%s", text, n > MOST ? "\n" : "", rest) : g_strdup ("");
  gtk_label_set_label (self->thin, n > 0 ? whole : _ ("每一户打分的评委都够。"));
}

static int
count_ticked (Recusing *self)
{
  int n = 0;
  for (guint i = 0; i < self->proposals->len; i++)
    n += is_ticked (self, self->proposals->pdata[i]);
  return n;
}

/* What is ticked is not registered yet: the blue button does it, and closes where nothing waits. */
static void
show_buttons (Recusing *self)
{
  const int n = count_ticked (self);
  g_autofree char *take = g_strdup_printf (_ ("登记打勾的（%d条）"), n);
  xp_form_window_set_buttons (self->window,
                              n > 0 ? _ ("不登记，关上") : NULL,
                              n > 0 ? take : _ ("关上"));
}

static void
fill (Recusing *self)
{
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < self->proposals->len; i++) {
    const XpRecusalProposal *proposal = self->proposals->pdata[i];
    xp_cells_view_add (self->list,
                       "",
                       is_ticked (self, proposal) ? _ ("☑ 要登记") : _ ("☐ 不登记"),
                       proposal->judge,
                       proposal->sentence,
                       NULL);
  }
  for (guint i = 0; i < self->lines->len; i++)
    add_line (self, self->lines->pdata[i]);
  xp_cells_view_end (self->list);
  show_buttons (self);
}

/* False with the error: what was shown stays. */
static bool
load (Recusing *self, GError **error)
{
  g_autoptr (GPtrArray) proposals = xp_recusal_work_propose (self->desk, self->round_uid, error);
  g_autoptr (GPtrArray) lines =
    proposals != NULL ? xp_recusal_work_list (self->desk, self->round_uid, error) : NULL;
  if (lines == NULL)
    return false;
  for (guint i = 0; self->proposals == NULL && i < proposals->len; i++) {
    const XpRecusalProposal *proposal = proposals->pdata[i];
    if (!proposal->is_sure)
      g_hash_table_add (self->left_out, g_strdup (proposal->sentence));
  }
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->proposals = g_steal_pointer (&proposals);
  self->lines = g_steal_pointer (&lines);
  return true;
}

static void
show (Recusing *self)
{
  if (load (self, NULL)) {
    fill (self);
    show_thin (self);
  }
}

/* ---- deeds ---- */

/* With nothing to register it closes. */
static bool
take_ticked (XpFormWindow *window, gpointer data, GError **error)
{
  Recusing *self = data;
  if (count_ticked (self) == 0)
    return true;
  g_autoptr (GPtrArray) ticked = g_ptr_array_new ();
  for (guint i = 0; i < self->proposals->len; i++)
    if (is_ticked (self, self->proposals->pdata[i]))
      g_ptr_array_add (ticked, self->proposals->pdata[i]);
  if (xp_recusal_work_take (self->desk, self->round_uid, ticked, error))
    show (self);
  return false;
}

static bool
take_typed (XpFormWindow *window, gpointer data, GError **error)
{
  Recusing *self = data;
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (self->desk, self->round_uid, error);
  const int judge_no =
    loaded != NULL
      ? xp_recusal_find_judge (loaded->round, gtk_editable_get_text (self->judge), error)
      : 0;
  const int entrant_no =
    judge_no != 0
      ? xp_recusal_find_entrant (loaded->round, gtk_editable_get_text (self->household), error)
      : 0;
  if (entrant_no == 0 || !xp_recusal_work_add (self->desk,
                                               self->round_uid,
                                               judge_no,
                                               entrant_no,
                                               "declared",
                                               gtk_editable_get_text (self->relation),
                                               error))
    return false;
  gtk_editable_set_text (self->household, "");
  gtk_editable_set_text (self->relation, "");
  show (self);
  return false;
}

static const XpRecusalLine *
get_line (Recusing *self, guint index)
{
  const guint at = index - self->proposals->len;
  return index >= self->proposals->len && at < self->lines->len ? self->lines->pdata[at] : NULL;
}

static bool
take_back (XpFormWindow *window, gpointer data, GError **error)
{
  Recusing *self = data;
  const XpRecusalLine *line = get_line (self, xp_cells_view_get_selected (self->list));
  if (xp_recusal_work_remove (self->desk,
                              self->round_uid,
                              line != NULL ? line->judge_no : 0,
                              line != NULL ? line->entrant_no : 0,
                              error))
    show (self);
  return false;
}

/* Ticks a proposal, or takes the tick away. */
static void
activated_cb (Recusing *self, guint index)
{
  if (index >= self->proposals->len)
    return;
  const XpRecusalProposal *proposal = self->proposals->pdata[index];
  if (is_ticked (self, proposal))
    g_hash_table_add (self->left_out, g_strdup (proposal->sentence));
  else
    g_hash_table_remove (self->left_out, proposal->sentence);
  fill (self);
}

static gboolean
key_cb (Recusing *self, guint keyval, guint keycode, GdkModifierType modifiers, gpointer unused)
{
  if (keyval != GDK_KEY_Delete && keyval != GDK_KEY_KP_Delete)
    return FALSE;
  xp_form_window_answer_with (self->window, take_back);
  return TRUE;
}

/* ---- the window ---- */

static GtkWidget *
new_list (Recusing *self)
{
  const XpCellsColumn columns[] = {{_ ("怎么办"), 9, 0},
                                   {_ ("评委"), 8, 0},
                                   {_ ("回避哪一户，为什么"), 0, 0}};
  GtkEventController *keys = gtk_event_controller_key_new ();
  self->list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("回避"));
  gtk_widget_set_size_request (GTK_WIDGET (self->list),
                               -1,
                               xp_text_scale_height (LEAST_LIST_HEIGHT));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);

  /* It wraps at large text: what is said stands beside the list, which gives way to it. */
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->thin = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->thin, TRUE);
  gtk_label_set_xalign (self->thin, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->thin));
  return box;
}

static void
build (Recusing *self, GtkWidget *page)
{
  self->window =
    xp_form_window_new (page,
                        _ ("回避"),
                        _ ("程序提示的已经打勾，按回车登记。不登记的，按 Tab 到表里，回车去勾。\n"
                           "已登记的按 Delete 收回。关系只留在本村资料里，不张贴。"),
                        _ ("关上"),
                        take_ticked,
                        self,
                        free_recusing);
  xp_form_window_add_list (self->window, new_list (self));
  self->judge = xp_form_window_add_entry (self->window, _ ("再加一条：评委（姓名或号）"), "");
  self->household =
    xp_form_window_add_entry (self->window, _ ("哪一户（编号、户主姓名、拼音首字母）"), "");
  self->relation = xp_form_window_add_entry (self->window, _ ("什么关系（可以不写）"), "");
  xp_form_window_add_button (self->window, _ ("收回选中的"), take_back);
  xp_form_window_add_button (self->window, _ ("加上这一条"), take_typed);
}

void
xp_recusal_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  Recusing *self = g_new0 (Recusing, 1);
  self->desk = g_object_ref (desk);
  self->round_uid = round_uid;
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!load (self, &error)) {
    xp_page_tell_error (page, error);
    free_recusing (self);
    return;
  }
  build (self, page);
  fill (self);
  show_thin (self);
  xp_form_window_set_size (self->window, WIDTH, HEIGHT);
  xp_form_window_ask (self->window);
  if (xp_cells_view_get_n_lines (self->list) == 0)
    return;
  xp_cells_view_select (self->list, 0);
  if (count_ticked (self) > 0)
    xp_form_window_focus_button (self->window);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* ---- one household's 合议 ---- */

typedef struct {
  GtkWidget *page;    /* owned */
  XpMarking *marking; /* owned */
  int entrant_no;
  GtkEditable *judge;
  XpRecusalTold told;
} AskingJudge;

static void
free_asking (gpointer data)
{
  AskingJudge *asking = data;
  g_object_unref (asking->page);
  g_object_unref (asking->marking);
  g_free (asking);
}

static bool
take_judge (XpFormWindow *window, gpointer data, GError **error)
{
  const AskingJudge *asking = data;
  const int judge_no = xp_recusal_find_judge (xp_marking_get_round (asking->marking),
                                              gtk_editable_get_text (asking->judge),
                                              error);
  g_autofree char *sentence =
    judge_no != 0 ? xp_marking_recuse (asking->marking, asking->entrant_no, judge_no, error) : NULL;
  if (sentence == NULL)
    return false;
  asking->told (asking->page, sentence);
  return true;
}

static char *
list_judges (const XpRound *round)
{
  GString *names = g_string_new (NULL);
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (judge->no != 0 && !xp_round_is_of_own_body (round, judge->no))
      g_string_append_printf (names, "%s%d %s", names->len > 0 ? "　" : "", judge->no, judge->name);
  }
  return g_string_free (names, FALSE);
}

void
xp_recusal_window_ask_judge (GtkWidget *page,
                             XpMarking *marking,
                             int entrant_no,
                             XpRecusalTold told)
{
  AskingJudge *asking = g_new0 (AskingJudge, 1);
  *asking = (AskingJudge){.page = g_object_ref (page),
                          .marking = g_object_ref (marking),
                          .entrant_no = entrant_no,
                          .told = told};
  const XpRound *round = xp_marking_get_round (marking);
  g_autofree char *who = xp_entrant_dup_place_and_name (xp_round_get_entrant (round, entrant_no));
  g_autofree char *names = list_judges (round);
  g_autofree char *about =
    g_strdup_printf (_ ("%s：哪位评委回避？已经回避的，再选一次就收回。\n%s"), who, names);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("回避"), about, _ ("记上"), take_judge, asking, free_asking);
  asking->judge = xp_form_window_add_entry (window, _ ("评委的号，或姓名"), "");
  xp_form_window_answer_by (window, asking->judge);
  xp_form_window_ask (window);
}
