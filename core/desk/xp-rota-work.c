#include "xp-rota-work.h"

#include "xp-desk-private.h"
#include "xp-homes.h"

#include <string.h>

/* ---- groups and judges of a round ---- */

static bool
is_judge (const XpRound *round, const XpJudge *judge)
{
  return judge->no != 0 && !xp_round_is_of_own_body (round, judge->no);
}

static const char *
name_of (const XpRound *round, int judge_no)
{
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      return round->judges[i].name;
  return "";
}

static void
free_group (gpointer data)
{
  XpRotaGroup *group = data;
  g_array_unref (group->judges);
  g_free (group->group);
  g_free (group->names);
  g_free (group->sentence);
  g_free (group);
}

void
xp_rota_free (XpRota *self)
{
  g_ptr_array_unref (self->groups);
  g_free (self->loads);
  g_free (self);
}

static XpRotaGroup *
find_group (const XpRota *self, int64_t group_uid)
{
  for (guint i = 0; i < self->groups->len; i++) {
    XpRotaGroup *group = self->groups->pdata[i];
    if (group->group_uid == group_uid)
      return group;
  }
  return NULL;
}

static int
number_of_group (const XpRound *round, int64_t group_uid)
{
  for (size_t i = 0; i < round->n_entrants; i++)
    if (round->entrants[i].group_uid == group_uid)
      return round->entrants[i].group_number;
  return 0;
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer round)
{
  const XpRotaGroup *first = *(XpRotaGroup *const *) a;
  const XpRotaGroup *second = *(XpRotaGroup *const *) b;
  return number_of_group (round, first->group_uid) - number_of_group (round, second->group_uid);
}

/* The groups of the round's entrants, nobody divided yet. */
static XpRota *
make_rota (const XpRound *round)
{
  XpRota *self = g_new0 (XpRota, 1);
  self->groups = g_ptr_array_new_with_free_func (free_group);
  for (size_t i = 0; i < round->n_entrants; i++) {
    const XpEntrant *entrant = &round->entrants[i];
    if (entrant->group_uid == 0)
      continue;
    XpRotaGroup *group = find_group (self, entrant->group_uid);
    if (group == NULL) {
      group = g_new0 (XpRotaGroup, 1);
      group->group_uid = entrant->group_uid;
      group->group = g_strdup (entrant->group);
      group->judges = g_array_new (FALSE, FALSE, sizeof (int));
      g_ptr_array_add (self->groups, group);
    }
    group->n_entrants++;
  }
  g_ptr_array_sort_with_data (self->groups, compare_groups, (gpointer) round);
  return self;
}

/* ---- in words ---- */

static void
tell_group (const XpRound *round, XpRotaGroup *group)
{
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < group->judges->len; i++)
    g_string_append_printf (names,
                            "%s%s",
                            i > 0 ? "、" : "",
                            name_of (round, g_array_index (group->judges, int, i)));
  group->names = g_string_free (names, FALSE);
  const char *counted = xp_rubric_get_counted (round->rubric);
  group->sentence =
    group->judges->len > 0
      ? g_strdup_printf ("%s%d%s：由%s打分", group->group, group->n_entrants, counted, group->names)
      : g_strdup_printf ("%s%d%s：评委都打分", group->group, group->n_entrants, counted);
}

/* How many households a judge marks by the rota. */
static int
load_of (const XpRota *self, int judge_no)
{
  int n = 0;
  for (guint i = 0; i < self->groups->len; i++) {
    const XpRotaGroup *group = self->groups->pdata[i];
    bool is_his = group->judges->len == 0;
    for (guint k = 0; k < group->judges->len; k++)
      is_his |= g_array_index (group->judges, int, k) == judge_no;
    n += is_his ? group->n_entrants : 0;
  }
  return n;
}

static void
tell_rota (const XpRound *round, XpRota *self)
{
  GString *loads = g_string_new (NULL);
  bool is_divided = false;
  for (guint i = 0; i < self->groups->len; i++) {
    XpRotaGroup *group = self->groups->pdata[i];
    tell_group (round, group);
    is_divided |= group->judges->len > 0;
  }
  for (size_t i = 0; is_divided && i < round->n_judges; i++)
    if (is_judge (round, &round->judges[i]))
      g_string_append_printf (loads,
                              "%s%s%d%s",
                              loads->len > 0 ? "、" : "每位评委打分：",
                              round->judges[i].name,
                              load_of (self, round->judges[i].no),
                              xp_rubric_get_counted (round->rubric));
  self->loads = g_string_free (loads, FALSE);
}

XpRota *
xp_rota_work_load (XpDesk *desk, int64_t round_uid, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL)
    return NULL;
  XpRota *self = make_rota (loaded->round);
  for (guint i = 0; i < loaded->rota->len; i++) {
    const XpRotaRow *row = &g_array_index (loaded->rota, XpRotaRow, i);
    XpRotaGroup *group = find_group (self, row->group_uid);
    if (group != NULL)
      g_array_append_val (group->judges, row->judge_no);
  }
  tell_rota (loaded->round, self);
  return self;
}

/* ---- the turn ---- */

/* Judges by the group they live in, in the order of the rota's groups; the last place: not known.
 */
static GPtrArray *
list_teams (const XpRound *round, const XpRota *rota, const XpHomes *homes)
{
  GPtrArray *teams = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i <= rota->groups->len; i++)
    g_ptr_array_add (teams, g_array_new (FALSE, FALSE, sizeof (int)));
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (!is_judge (round, judge))
      continue;
    g_autoptr (GArray) list = xp_homes_list (homes, judge->name, judge->person_uid);
    guint at = rota->groups->len;
    for (guint k = 0; list->len == 1 && k < rota->groups->len; k++)
      if (((XpRotaGroup *) rota->groups->pdata[k])->group_uid ==
          g_array_index (list, XpHome, 0).group_uid)
        at = k;
    g_array_append_val ((GArray *) teams->pdata[at], judge->no);
  }
  return teams;
}

/* The team @shift places before the group, or the nearest one before that has judges; its own
 * never.
 * @n: nobody. */
static guint
find_team (const GPtrArray *teams, guint n, guint group, guint shift)
{
  for (guint i = 0; i < n; i++) {
    const guint at = (group + 2 * n - shift - i) % n;
    if (at != group && ((GArray *) teams->pdata[at])->len > 0)
      return at;
  }
  return n;
}

/* Whoever's group is not known goes where each judge has most to do. */
static void
add_unknown (XpRota *rota, const GArray *unknown)
{
  for (guint i = 0; i < unknown->len; i++) {
    XpRotaGroup *most = NULL;
    for (guint k = 0; k < rota->groups->len; k++) {
      XpRotaGroup *group = rota->groups->pdata[k];
      /* a/b > c/d as a·d > c·b: whole numbers. A group without judges comes first. */
      if (most == NULL || (int64_t) group->n_entrants * most->judges->len >
                            (int64_t) most->n_entrants * group->judges->len)
        most = group;
    }
    if (most != NULL)
      g_array_append_val (most->judges, g_array_index (unknown, int, i));
  }
}

static void
add_team (XpRotaGroup *group, const GArray *judges)
{
  g_array_append_vals (group->judges, judges->data, judges->len);
}

/* Each team to its group; then those of no known group; what is still without judges goes to the
 * nearest team. */
static void
turn (XpRota *rota, const GPtrArray *teams, guint shift)
{
  const guint n = rota->groups->len;
  for (guint i = 0; i < n; i++) {
    XpRotaGroup *group = rota->groups->pdata[i];
    g_array_set_size (group->judges, 0);
    add_team (group, teams->pdata[(i + n - shift) % n]);
  }
  add_unknown (rota, teams->pdata[n]);
  for (guint i = 0; i < n; i++) {
    XpRotaGroup *group = rota->groups->pdata[i];
    const guint team = group->judges->len == 0 ? find_team (teams, n, i, shift) : n;
    if (team < n)
      add_team (group, teams->pdata[team]);
  }
}

static int
most_load (const XpRound *round, const XpRota *rota)
{
  int most = 0;
  for (size_t i = 0; i < round->n_judges; i++)
    if (is_judge (round, &round->judges[i]))
      most = MAX (most, load_of (rota, round->judges[i].no));
  return most;
}

static bool
check_can_turn (const XpRota *rota, const GPtrArray *teams, GError **error)
{
  guint n_judges = 0;
  for (guint i = 0; i < teams->len; i++)
    n_judges += ((GArray *) teams->pdata[i])->len;
  if (rota->groups->len >= 2 && n_judges >= 2)
    return true;
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_REFUSED,
                       "分组互评至少要两位评委、两个组，没有变动。请看看评委和组写全了没有。");
  return false;
}

static gpointer
propose (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const int64_t *round_uid = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, *round_uid, error);
  g_autoptr (XpHomes) homes = loaded != NULL ? xp_homes_read (book, error) : NULL;
  if (homes == NULL)
    return NULL;
  const XpRound *round = loaded->round;
  g_autoptr (XpRota) rota = make_rota (round);
  g_autoptr (GPtrArray) teams = list_teams (round, rota, homes);
  if (!check_can_turn (rota, teams, error))
    return NULL;
  guint best = 1;
  int least = G_MAXINT;
  for (guint shift = 1; shift < rota->groups->len; shift++) {
    turn (rota, teams, shift);
    const int most = most_load (round, rota);
    if (most < least) {
      least = most;
      best = shift;
    }
  }
  turn (rota, teams, best);
  tell_rota (round, rota);
  return g_steal_pointer (&rota);
}

XpRota *
xp_rota_work_propose (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, propose, &round_uid, error);
}

/* ---- the acts ---- */

static XpRecord *
make_row (int64_t round_uid, int64_t group_uid, int judge_no)
{
  XpRecord *record = xp_record_new (XP_KIND_ROTA);
  xp_record_set_int (record, "round_uid", round_uid);
  xp_record_set_int (record, "group_uid", group_uid);
  xp_record_set_int (record, "judge_no", judge_no);
  return record;
}

/* @group_uid: 0: of all groups. */
static void
remove_rows (XpDraft *draft, const XpLoadedRound *loaded, int64_t group_uid)
{
  for (guint i = 0; i < loaded->rota->len; i++) {
    const XpRotaRow *row = &g_array_index (loaded->rota, XpRotaRow, i);
    if (group_uid != 0 && row->group_uid != group_uid)
      continue;
    g_autoptr (XpRecord) record = make_row (loaded->round->uid, row->group_uid, row->judge_no);
    xp_draft_set_subject (draft, record);
    xp_draft_remove (draft, record);
  }
}

static void
put_rows (XpDraft *draft, int64_t round_uid, int64_t group_uid, const GArray *judges)
{
  for (guint i = 0; i < judges->len; i++) {
    g_autoptr (XpRecord) record = make_row (round_uid, group_uid, g_array_index (judges, int, i));
    xp_draft_set_subject (draft, record);
    xp_draft_put (draft, record);
  }
}

static bool
put (XpDesk *desk, XpDraft *draft, GError **error)
{
  g_autoptr (XpAct) act = xp_desk_put (desk, draft, error);
  return act != NULL;
}

static bool
is_divided (const XpRota *rota)
{
  for (guint i = 0; i < rota->groups->len; i++)
    if (((XpRotaGroup *) rota->groups->pdata[i])->judges->len > 0)
      return true;
  return false;
}

bool
xp_rota_work_take (XpDesk *desk, int64_t round_uid, const XpRota *rota, GError **error)
{
  if (!is_divided (rota)) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "还没有排，没有变动。请先按“排一排”，看好了再定。");
    return false;
  }
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL)
    return false;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ROTA);
  remove_rows (draft, loaded, 0);
  for (guint i = 0; i < rota->groups->len; i++) {
    const XpRotaGroup *group = rota->groups->pdata[i];
    put_rows (draft, round_uid, group->group_uid, group->judges);
  }
  return put (desk, draft, error);
}

bool
xp_rota_work_set (
  XpDesk *desk, int64_t round_uid, const char *group, const GArray *judges, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL)
    return false;
  g_autoptr (XpRota) rota = make_rota (loaded->round);
  for (guint i = 0; i < rota->groups->len; i++) {
    const XpRotaGroup *known = rota->groups->pdata[i];
    if (strcmp (known->group, group) != 0)
      continue;
    g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ROTA);
    remove_rows (draft, loaded, known->group_uid);
    put_rows (draft, round_uid, known->group_uid, judges);
    return put (desk, draft, error);
  }
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               "参评的里面没有“%s”这个组。请照名单上的写法写，比如“一组”。",
               group);
  return false;
}

bool
xp_rota_work_clear (XpDesk *desk, int64_t round_uid, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  if (loaded == NULL)
    return false;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_ROTA);
  remove_rows (draft, loaded, 0);
  return put (desk, draft, error);
}
