#include "xp-motion-form.h"

#include "xp-form-window.h"
#include "xp-names.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

enum {
  MEMBERS,
  PRESENT,
  FOR,
  AGAINST,
  ABSTAINED,
  RECUSED,
  N_COUNTS,
  N_COLUMNS = 3
};

/* What the window keeps until it is answered. */
typedef struct {
  XpDesk *desk;   /* owned */
  XpRound *round; /* owned */
  XpMotionSpec spec;
  GtkEditable *counts[N_COUNTS]; /* the window's, as the rest */
  GtkEditable *words;            /* NULL: made of what it is about */
  AdwComboRow *majority, *effect;
  GPtrArray *checks; /* of GtkCheckButton; of a tie */
  GArray *entrants;  /* of int, beside @checks */
  GtkLabel *said;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_ptr_array_unref (asking->checks);
  g_array_unref (asking->entrants);
  xp_round_unref (asking->round);
  g_object_unref (asking->desk);
  g_free (asking);
}

/* ---- what is typed ---- */

/* Left empty it is nought; -1: no number. */
static int
read_count (const Asking *asking, int i)
{
  static const guint64 MOST = 9999;
  guint64 count = 0;
  g_autofree char *typed =
    g_strstrip (xp_names_to_half_width (gtk_editable_get_text (asking->counts[i])));
  if (typed[0] == '\0')
    return 0;
  return g_ascii_string_to_unsigned (typed, 10, 0, MOST, &count, NULL) ? (int) count : -1;
}

/* False with a count of -1: somewhere stands no number. */
static bool
read_counts (const Asking *asking, XpVoteCount *out_count)
{
  int counts[N_COUNTS];
  bool is_good = true;
  for (int i = 0; i < N_COUNTS; i++) {
    counts[i] = read_count (asking, i);
    is_good &= counts[i] >= 0;
  }
  *out_count = (XpVoteCount){counts[MEMBERS],
                             counts[PRESENT],
                             counts[FOR],
                             counts[AGAINST],
                             counts[ABSTAINED],
                             counts[RECUSED]};
  return is_good;
}

static XpMajority
get_majority (const Asking *asking)
{
  const guint chosen = adw_combo_row_get_selected (asking->majority);
  return chosen < XP_N_MAJORITIES ? (XpMajority) chosen : XP_MAJORITY_PRESENT;
}

/* What is missing to add up, else what comes of it. */
static void
show_outcome (Asking *asking)
{
  XpVoteCount count;
  const bool is_read = read_counts (asking, &count);
  g_autofree char *gap =
    is_read ? xp_vote_count_dup_gap (&count) : g_strdup (_ ("有一格不是数，请重新填。"));
  g_autofree char *outcome =
    gap == NULL ? xp_vote_count_dup_outcome (&count, get_majority (asking)) : NULL;
  gtk_label_set_label (asking->said, gap != NULL ? gap : outcome);
  if (gap != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (asking->said), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (asking->said), "problem");
}

static void
changed_cb (GObject *widget, gpointer data)
{
  show_outcome (data);
}

static void
majority_cb (GObject *widget, GParamSpec *property, gpointer data)
{
  show_outcome (data);
}

static GArray *
list_in (const Asking *asking)
{
  GArray *in = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < asking->checks->len; i++)
    if (gtk_check_button_get_active (asking->checks->pdata[i]))
      g_array_append_val (in, g_array_index (asking->entrants, int, i));
  return in;
}

/* Enter on a number: the next one that is not there yet, else the button that takes them all. */
static void
counted_cb (GtkWidget *entry, gpointer data)
{
  const Asking *asking = data;
  int i = 0;
  while (i < N_COUNTS && GTK_WIDGET (asking->counts[i]) != entry)
    i++;
  for (i++; i < N_COUNTS; i++)
    if (gtk_editable_get_text (asking->counts[i])[0] == '\0') {
      gtk_widget_grab_focus (GTK_WIDGET (asking->counts[i]));
      return;
    }
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (entry));
  gtk_widget_grab_focus (gtk_window_get_default_widget (window));
}

/* Where a number is wrong or the voices do not add up, the sentence under them says so already. */
static bool
is_counted (Asking *asking)
{
  XpVoteCount count;
  g_autofree char *gap =
    read_counts (asking, &count) ? xp_vote_count_dup_gap (&count) : g_strdup ("");
  if (gap != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (asking->counts[FOR]));
  return gap == NULL;
}

static bool
take (XpFormWindow *window, gpointer data, GError **error)
{
  static const XpMotionEffect EFFECTS[] = {XP_EFFECT_NONE, XP_EFFECT_HOLD, XP_EFFECT_LIFT};
  Asking *asking = data;
  if (!is_counted (asking))
    return false;
  XpMotionSpec spec = asking->spec;
  g_autoptr (GArray) in = list_in (asking);
  read_counts (asking, &spec.count);
  spec.majority = get_majority (asking);
  spec.in_entrant_nos = (const int *) (gpointer) in->data;
  spec.n_in = in->len;
  if (asking->words != NULL)
    spec.words = gtk_editable_get_text (asking->words);
  if (asking->effect != NULL)
    spec.effect = EFFECTS[MIN (adw_combo_row_get_selected (asking->effect), 2)];
  return xp_motion_work_add (asking->desk, asking->round->uid, &spec, error) > 0;
}

/* ---- the window ---- */

static GtkWidget *
new_counts (Asking *asking, XpFormWindow *window, const XpVoteCount *count)
{
  const char *const titles[N_COUNTS] =
    {_ ("应到"), _ ("实到"), _ ("赞成"), _ ("反对"), _ ("弃权"), _ ("回避")};
  const int proposed[N_COUNTS] = {count->n_members, count->n_present, 0, 0, 0, count->n_recused};
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (grid, 10);
  gtk_grid_set_row_spacing (grid, 8);
  for (int i = 0; i < N_COUNTS; i++) {
    GtkWidget *label = gtk_label_new (titles[i]), *entry = gtk_entry_new ();
    g_autofree char *text =
      i < FOR || i == RECUSED ? g_strdup_printf ("%d", proposed[i]) : g_strdup ("");
    asking->counts[i] = GTK_EDITABLE (entry);
    gtk_editable_set_text (asking->counts[i], text);
    gtk_editable_set_width_chars (asking->counts[i], 5);
    gtk_widget_set_hexpand (entry, TRUE);
    gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    titles[i],
                                    -1);
    gtk_grid_attach (grid, label, i % N_COLUMNS * 2, i / N_COLUMNS, 1, 1);
    gtk_grid_attach (grid, entry, i % N_COLUMNS * 2 + 1, i / N_COLUMNS, 1, 1);
    g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), asking);
    g_signal_connect (entry, "activate", G_CALLBACK (counted_cb), asking);
  }
  return GTK_WIDGET (grid);
}

static XpMotionWhat
what_of (const XpAgendaLine *line)
{
  static const XpMotionWhat WHATS[] = {
    [XP_AGENDA_TIE] = XP_MOTION_TIE,
    [XP_AGENDA_VETO] = XP_MOTION_VETO,
    [XP_AGENDA_HELD] = XP_MOTION_HELD,
    [XP_AGENDA_NOT_MET] = XP_MOTION_OTHER,
    [XP_AGENDA_SPREAD] = XP_MOTION_MARKS,
  };
  return line != NULL ? WHATS[line->kind] : XP_MOTION_OTHER;
}

static void
add_tied (Asking *asking, XpFormWindow *window, const XpRanking *ranking)
{
  for (size_t i = 0; i < ranking->n_undecided; i++) {
    g_autofree char *who =
      xp_entrant_dup_place_and_name (xp_round_get_entrant (asking->round, ranking->undecided[i]));
    g_ptr_array_add (asking->checks, xp_form_window_add_check (window, who, false));
    g_array_append_val (asking->entrants, ranking->undecided[i]);
  }
}

static void
add_questions (Asking *asking, XpFormWindow *window, const XpRanking *ranking)
{
  const char *const effects[] = {_ ("只记下来"), _ ("记成暂缓"), _ ("不再暂缓"), NULL};
  const char *majorities[XP_N_MAJORITIES + 1] = {NULL};
  for (int i = 0; i < XP_N_MAJORITIES; i++)
    majorities[i] = xp_majority_get_word ((XpMajority) i);
  asking->said = xp_form_window_add_note (window);
  asking->majority =
    xp_form_window_add_choice (window, _ ("怎样算通过"), majorities, XP_MAJORITY_PRESENT);
  g_signal_connect (asking->majority, "notify::selected", G_CALLBACK (majority_cb), asking);
  if (asking->spec.what == XP_MOTION_TIE) {
    add_tied (asking, window, ranking);
    return;
  }
  asking->words = xp_form_window_add_entry (window, _ ("表决的是什么"), asking->spec.words);
  if (asking->spec.entrant_no > 0)
    asking->effect = xp_form_window_add_choice (window, _ ("通过以后"), effects, 0);
}

static bool
propose (Asking *asking, const XpRanking *ranking, XpVoteCount *count, GError **error)
{
  const bool is_of_tie = asking->spec.what == XP_MOTION_TIE;
  return xp_motion_work_propose (asking->desk,
                                 asking->round->uid,
                                 is_of_tie ? ranking->undecided : &asking->spec.entrant_no,
                                 is_of_tie                     ? ranking->n_undecided
                                 : asking->spec.entrant_no > 0 ? 1
                                                               : 0,
                                 count,
                                 error);
}

void
xp_motion_form_ask (GtkWidget *page,
                    XpDesk *desk,
                    const XpLoadedRound *loaded,
                    const XpRanking *ranking,
                    const XpAgendaLine *line)
{
  g_autoptr (GError) error = NULL;
  XpVoteCount count = {0};
  Asking *asking = g_new0 (Asking, 1);
  asking->desk = g_object_ref (desk);
  asking->round = xp_round_ref (loaded->round);
  asking->checks = g_ptr_array_new ();
  asking->entrants = g_array_new (FALSE, FALSE, sizeof (int));
  asking->spec =
    (XpMotionSpec){.what = what_of (line), .entrant_no = line != NULL ? line->entrant_no : 0};
  if (asking->spec.what == XP_MOTION_TIE)
    asking->spec.effect = XP_EFFECT_CUT;
  if (!propose (asking, ranking, &count, &error)) {
    xp_page_tell_error (page, error);
    free_asking (asking);
    return;
  }
  g_autofree char *words = line != NULL ? xp_agenda_line_dup_words (line) : NULL;
  if (words == NULL && asking->spec.effect != XP_EFFECT_CUT)
    words = xp_motion_dup_words (loaded->round, &asking->spec);
  g_autofree char *tie =
    line != NULL && line->kind == XP_AGENDA_TIE
      ? g_strdup_printf (_ ("名额末位同分的有%d%s，名额还余%d个。表决哪几户入选，在前面打钩。"),
                         (int) ranking->n_undecided,
                         xp_rubric_get_counted (loaded->round->rubric),
                         ranking->n_undecided_places)
      : NULL;
  XpFormWindow *window =
    xp_form_window_new (page, _ ("记一次表决"), tie, _ ("记下"), take, asking, free_asking);
  GtkWidget *counts = new_counts (asking, window, &count);
  asking->spec.words = words;
  xp_form_window_add_list (window, counts);
  add_questions (asking, window, ranking);
  asking->spec.words = NULL;
  show_outcome (asking);
  xp_form_window_ask (window);
  gtk_widget_grab_focus (GTK_WIDGET (asking->counts[FOR]));
}
