/* xp-print-ballots.c: 选票 and 计票单: of a form that asks for votes, of a tie at the cut that the
 * meeting decides, or of a list that somebody hands in. */
#include "xp-print-source.h"

#include "xp-ballot-sheet.h"
#include "xp-ranking.h"

#include <string.h>

/* One vote: a ballot paper, a sheet to count on. */
typedef struct {
  const char *title;  /* of its section: 标题·投票 */
  const char *what;   /* 好婆婆; of a list: its first line; "" */
  GPtrArray *names;   /* of const char *, kept by the source */
  int n_most;         /* 0: not known, written by hand */
  bool is_of_persons; /* 人, else 户 */
} Vote;

static void
clear_vote (gpointer data)
{
  g_ptr_array_unref (((Vote *) data)->names);
}

static GArray *
new_votes (void)
{
  GArray *votes = g_array_new (FALSE, FALSE, sizeof (Vote));
  g_array_set_clear_func (votes, clear_vote);
  return votes;
}

/* ---- who is voted on ---- */

/* “# 推选评委” is what the vote is about, any other line is a name. */
static bool
add_vote_of_text (XpPrintSource *source, GArray *votes, GError **error)
{
  Vote vote = {"标题·名单", "", g_ptr_array_new (), source->options.most, true};
  g_auto (GStrv) lines = g_strsplit (source->options.text, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);
    if (line[0] == '#')
      vote.what = xp_print_source_keep (source, g_strstrip (g_strdup (line + 1)));
    else if (line[0] != '\0')
      g_ptr_array_add (vote.names, (gpointer) xp_print_source_keep (source, g_strdup (line)));
  }
  g_array_append_val (votes, vote);
  if (vote.names->len > 0)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_INPUT,
                       "候选名单里一个名字也没有。请一行写一个名字，存好再印。");
  return false;
}

static bool
is_of_votes (const XpRound *round)
{
  for (size_t i = 0; i < round->rubric->n_items; i++)
    if (round->rubric->items[i].mode == XP_MODE_VOTE && !round->rubric->items[i].is_off)
      return true;
  return false;
}

static Vote *
find_vote (GArray *votes, const char *what)
{
  for (guint i = 0; i < votes->len; i++)
    if (strcmp (g_array_index (votes, Vote, i).what, what) == 0)
      return &g_array_index (votes, Vote, i);
  return NULL;
}

/* Places of the list; of each group by itself nobody can say how many one voter has. */
static int
find_most (const XpPrintSource *source, const XpRanking *ranking, const char *list)
{
  if (source->options.most != 0 || source->loaded->round->rules.quota.kind == XP_QUOTA_GROUP)
    return source->options.most;
  for (size_t i = 0; i < ranking->n_lists; i++)
    if (strcmp (ranking->lists[i].name, list) == 0)
      return MAX (ranking->lists[i].n_quota, 0);
  return MAX (ranking->n_quota, 0);
}

/* A ballot for each title, of all who take part in it. */
static void
add_votes_of_form (XpPrintSource *source, const XpRanking *ranking, GArray *votes)
{
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (source);
  for (guint i = 0; i < entrants->len; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    if (xp_tally_get_total (source->loaded->tally, entrant->no)->state != XP_STATE_PRESENT)
      continue;
    const char *what = entrant->list[0] != '\0' ? entrant->list : source->result->title;
    if (find_vote (votes, what) == NULL) {
      const Vote vote = {"标题·投票",
                         what,
                         g_ptr_array_new (),
                         find_most (source, ranking, entrant->list),
                         entrant->person_uid != 0};
      g_array_append_val (votes, vote);
    }
    g_ptr_array_add (find_vote (votes, what)->names,
                     (gpointer) xp_print_source_name_entrant (source, entrant));
  }
}

static void
add_votes_of_ties (XpPrintSource *source, const XpRanking *ranking, GArray *votes)
{
  for (size_t i = 0; i < ranking->n_ties; i++) {
    const XpCutTie *tie = &ranking->ties[i];
    Vote vote = {"标题·同分",
                 "",
                 g_ptr_array_new (),
                 source->options.most != 0 ? source->options.most : tie->n_places,
                 false};
    for (size_t k = 0; k < tie->n_entrants; k++) {
      const XpEntrant *entrant = xp_round_get_entrant (source->loaded->round, tie->entrant_nos[k]);
      vote.is_of_persons = entrant->person_uid != 0;
      g_ptr_array_add (vote.names, (gpointer) xp_print_source_name_entrant (source, entrant));
    }
    g_array_append_val (votes, vote);
  }
}

/* NULL with REFUSED or INPUT. */
static GArray *
list_votes (XpPrintSource *source, GError **error)
{
  g_autoptr (GArray) votes = new_votes ();
  if (source->options.text != NULL)
    return add_vote_of_text (source, votes, error) ? g_steal_pointer (&votes) : NULL;
  const XpLoadedRound *loaded = source->loaded;
  g_autoptr (XpRanking) ranking =
    loaded != NULL ? xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions) : NULL;
  if (loaded != NULL && is_of_votes (loaded->round))
    add_votes_of_form (source, ranking, votes);
  else if (loaded != NULL && loaded->round->stage >= XP_STAGE_TALLIED)
    add_votes_of_ties (source, ranking, votes);
  if (votes->len > 0)
    return g_steal_pointer (&votes);
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "这次没有要投票的：评分表里没有投票项，名额末位也没有等着会上定的同分。"
                       "要为别的事投票，请另给一份候选名单（文字文件，一行一个名字）。");
  return NULL;
}

static void
set_vote_fields (XpPrintSource *source, const Vote *vote)
{
  xp_print_source_set_field (source, "选什么", vote->what);
  xp_print_source_set_field (source, "人", vote->is_of_persons ? "人" : "户");
  xp_print_source_set_number (source, "人数", vote->n_most);
  if (source->loaded == NULL) {
    xp_print_source_set_field (source, "评选", "");
    xp_print_source_set_field (source, "称号", "");
  }
}

/* ---- 选票 ---- */

static const char *const *
keep_names (XpPrintSource *source, const Vote *vote)
{
  GPtrArray *names = g_ptr_array_new ();
  for (guint i = 0; i < vote->names->len; i++)
    g_ptr_array_add (names, vote->names->pdata[i]);
  return xp_print_source_keep_list (source, names);
}

GBytes *
xp_print_ballots (XpPrintSource *source,
                  XpFontBook *fonts,
                  XpProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GArray) votes = list_votes (source, error);
  g_autoptr (GArray) ballots = g_array_new (FALSE, FALSE, sizeof (XpBallot));
  for (guint i = 0; votes != NULL && i < votes->len; i++) {
    const Vote *vote = &g_array_index (votes, Vote, i);
    set_vote_fields (source, vote);
    XpBallot ballot = {.names = keep_names (source, vote)};
    if ((ballot.title = xp_print_source_fill (source, vote->title, error)) == NULL ||
        (ballot.rule =
           xp_print_source_fill (source, vote->n_most > 0 ? "规则" : "规则·手写", error)) == NULL ||
        (ballot.stamp = xp_print_source_fill (source, "盖章", error)) == NULL)
      return NULL;
    g_array_append_val (ballots, ballot);
  }
  if (votes == NULL)
    return NULL;
  const XpBallotSheet sheet = {.village = xp_desk_get_village (source->desk)->name,
                               .ballots = (const XpBallot *) (gpointer) ballots->data,
                               .n_ballots = ballots->len,
                               .n_copies = (size_t) source->options.copies};
  return xp_ballot_sheet_render (&sheet, fonts, progress, cancellable, error);
}

/* ---- 计票单 ---- */

enum {
  N_BOXES = 20, /* of five votes each, in a row */
  N_BEFORE = 2, /* number and name */
  N_COLUMNS = N_BEFORE + N_BOXES + 1,
  VOTES_IN_BOX = 5,
  MOST_ROWS = 4
};

static const double HAND_ROW_MM = 11;

static const char *
keep_number (XpPrintSource *source, int number)
{
  return xp_print_source_keep (source, g_strdup_printf ("%d", number));
}

static XpGridColumn *
make_columns (XpPrintSource *source)
{
  XpGridColumn *columns = g_new0 (XpGridColumn, N_COLUMNS);
  columns[0] = (XpGridColumn){"序号", 1.3, XP_COLUMN_CENTRE, false};
  columns[1] = (XpGridColumn){"姓名", 3.2, XP_COLUMN_NAME, false};
  for (int i = 0; i < N_BOXES; i++)
    columns[N_BEFORE + i] =
      (XpGridColumn){keep_number (source, (i + 1) * VOTES_IN_BOX), 1, XP_COLUMN_CENTRE, false};
  columns[N_COLUMNS - 1] = (XpGridColumn){"得票", 1.6, XP_COLUMN_CENTRE, false};
  xp_print_source_keep (source, (char *) columns);
  return columns;
}

/* So many rows of boxes that every ballot finds its stroke: of those that are printed, else one for
 * each household; of a tie the committee votes. */
static int
count_rows (const XpPrintSource *source, const Vote *vote)
{
  const int n_voters = source->options.copies > 0               ? source->options.copies
                       : strcmp (vote->title, "标题·同分") == 0 ? 1
                                                                : (int) source->households->len;
  const int n_in_row = N_BOXES * VOTES_IN_BOX;
  return CLAMP ((n_voters + n_in_row - 1) / n_in_row, 1, MOST_ROWS);
}

static void
add_rows (XpPrintSource *source, const Vote *vote, GArray *table)
{
  XpPrintRows rows = {source, N_COLUMNS, table};
  const int n_rows = count_rows (source, vote);
  for (guint i = 0; i < vote->names->len; i++)
    for (int row = 0; row < n_rows; row++) {
      const char *cells[N_COLUMNS] = {NULL};
      cells[0] = row == 0 ? keep_number (source, (int) i + 1) : "";
      cells[1] = row == 0 ? vote->names->pdata[i]
                          : xp_print_source_keep (
                              source,
                              g_strdup_printf ("接上行，从%d起", row * N_BOXES * VOTES_IN_BOX + 1));
      xp_print_rows_add (&rows, cells, NULL);
    }
}

GBytes *
xp_print_ballot_count (XpPrintSource *source,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GArray) votes = list_votes (source, error);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (XpTableSheet));
  const XpGridColumn *columns = make_columns (source);
  for (guint i = 0; votes != NULL && i < votes->len; i++) {
    const Vote *vote = &g_array_index (votes, Vote, i);
    GArray *table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
    g_ptr_array_add (tables, table);
    set_vote_fields (source, vote);
    add_rows (source, vote, table);
    XpTableSheet sheet = {.village = xp_desk_get_village (source->desk)->name,
                          .columns = columns,
                          .n_columns = N_COLUMNS,
                          .rows = (const XpTableRow *) (gpointer) table->data,
                          .n_rows = table->len,
                          .least_row_mm = HAND_ROW_MM};
    if ((sheet.title = xp_print_source_fill (source, vote->title, error)) == NULL ||
        (sheet.sub_lines = xp_print_source_fill_lines (source, "表头", error)) == NULL ||
        (sheet.notes = xp_print_source_fill_lines (source, "说明", error)) == NULL ||
        (sheet.signers = xp_print_source_fill_lines (source, "签字", error)) == NULL)
      return NULL;
    g_array_append_val (sheets, sheet);
  }
  return votes != NULL ? xp_table_sheets_render ((const XpTableSheet *) (gpointer) sheets->data,
                                                 sheets->len,
                                                 fonts,
                                                 progress,
                                                 cancellable,
                                                 error)
                       : NULL;
}
