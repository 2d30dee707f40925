#include "xp-wall-work.h"

#include "xp-calendar.h"
#include "xp-desk-private.h"
#include "xp-mark.h"

#include <string.h>

static void
clear_group (gpointer data)
{
  XpWallGroup *group = data;
  g_free (group->name);
  g_strfreev (group->names);
}

void
xp_wall_free (XpWall *self)
{
  g_free (self->village);
  g_free (self->round);
  g_free (self->headline);
  g_free (self->foot);
  g_array_unref (self->groups);
  g_free (self);
}

/* ---- groups ---- */

/* Entrants by group, then number, as on every board. */
static int
compare_on_board (gconstpointer a, gconstpointer b)
{
  const XpEntrant *left = *(const XpEntrant *const *) a, *right = *(const XpEntrant *const *) b;
  if (left->group_number != right->group_number)
    return left->group_number - right->group_number;
  if (left->number != right->number)
    return left->number - right->number;
  return left->person_number - right->person_number;
}

static GPtrArray *
list_entrants (const XpRound *round)
{
  GPtrArray *list = g_ptr_array_sized_new ((guint) round->n_entrants);
  for (size_t i = 0; i < round->n_entrants; i++)
    g_ptr_array_add (list, &round->entrants[i]);
  g_ptr_array_sort (list, compare_on_board);
  return list;
}

/* The group of @entrant, which comes behind those before it. */
static XpWallGroup *
take_group (XpWall *self, const XpEntrant *entrant)
{
  const guint n = self->groups->len;
  if (n > 0) {
    XpWallGroup *last = &g_array_index (self->groups, XpWallGroup, n - 1);
    if (strcmp (last->name, entrant->group) == 0)
      return last;
  }
  const XpWallGroup group = {.name = g_strdup (entrant->group)};
  g_array_append_val (self->groups, group);
  return &g_array_index (self->groups, XpWallGroup, n);
}

/* ---- while marks are typed ---- */

static const char *
word_of_entrants (const XpRound *round)
{
  return round->n_entrants > 0 && round->entrants[0].person_uid != 0 ? "人" : "户";
}

static void
fill_progress (XpWall *self, const XpLoadedRound *loaded, int entrant_no)
{
  g_autoptr (GPtrArray) list = list_entrants (loaded->round);
  for (guint i = 0; i < list->len; i++) {
    const XpEntrant *entrant = list->pdata[i];
    const XpTotal *total = xp_tally_get_total (loaded->tally, entrant->no);
    XpWallGroup *group = take_group (self, entrant);
    group->n_total++;
    group->n_done +=
      total->state != XP_STATE_PRESENT || total->is_gate_failed || total->n_missing == 0;
  }
  for (guint i = 0; i < self->groups->len; i++) {
    self->n_done += g_array_index (self->groups, XpWallGroup, i).n_done;
    self->n_total += g_array_index (self->groups, XpWallGroup, i).n_total;
  }
  const XpEntrant *present = xp_round_get_entrant (loaded->round, entrant_no);
  const char *unit = word_of_entrants (loaded->round);
  self->headline = self->n_done == self->n_total ? g_strdup ("都录完了")
                   : present != NULL && present->group[0] != '\0'
                     ? g_strdup_printf ("正在录：%s", present->group)
                     : g_strdup ("正在录");
  self->foot = g_strdup_printf ("已录%d%s，共%d%s", self->n_done, unit, self->n_total, unit);
}

/* ---- from 算分 on ---- */

/* Two of one name in a group are told apart by their word, else by their door. */
static char *
dup_name (const GPtrArray *board, const XpEntrant *entrant)
{
  for (guint i = 0; i < board->len; i++) {
    const XpEntrant *other = board->pdata[i];
    if (other == entrant || strcmp (other->name, entrant->name) != 0 ||
        strcmp (other->group, entrant->group) != 0)
      continue;
    const char *apart = entrant->told_apart_by[0] != '\0' ? entrant->told_apart_by : entrant->door;
    return g_strconcat (entrant->name,
                        apart[0] != '\0' ? "（" : "",
                        apart,
                        apart[0] != '\0' ? "）" : "",
                        NULL);
  }
  return g_strdup (entrant->name);
}

static char *
dup_headline (const XpRound *round)
{
  GDate until;
  if (round->stage >= XP_STAGE_PUBLISHED)
    return g_strdup ("公布名单");
  if (round->stage == XP_STAGE_POSTED && round->notice_until_on != NULL &&
      xp_day_from_text (round->notice_until_on, &until))
    return g_strdup_printf ("公示名单，公示到%d月%d日",
                            g_date_get_month (&until),
                            g_date_get_day (&until));
  return g_strdup ("拟定名单，还在评议，没有定");
}

static void
fill_names (XpWall *self, const XpLoadedRound *loaded)
{
  const XpRound *round = loaded->round;
  g_autoptr (XpRanking) ranking =
    xp_ranking_new (loaded->tally, loaded->decisions, loaded->n_decisions);
  g_autoptr (GPtrArray) all = list_entrants (round), board = g_ptr_array_new ();
  int n_awarded = 0, n_undecided = 0;
  for (guint i = 0; i < all->len; i++) {
    const XpEntrant *entrant = all->pdata[i];
    const XpAwarded awarded = ranking->places[entrant->no - 1].awarded;
    n_awarded += awarded == XP_AWARDED_YES;
    n_undecided += awarded == XP_AWARDED_UNDECIDED;
    if (awarded == XP_AWARDED_YES && strcmp (entrant->naming, "refused") != 0)
      g_ptr_array_add (board, (gpointer) entrant);
  }
  GStrvBuilder *names = NULL;
  for (guint i = 0; i < board->len; i++) {
    XpWallGroup *group = take_group (self, board->pdata[i]);
    if (group->n_total++ == 0)
      names = g_strv_builder_new ();
    g_autofree char *name = dup_name (board, board->pdata[i]);
    g_strv_builder_add (names, name);
    const XpEntrant *next = i + 1 < board->len ? board->pdata[i + 1] : NULL;
    if (next == NULL || strcmp (next->group, group->name) != 0) {
      group->names = g_strv_builder_end (names);
      g_clear_pointer (&names, g_strv_builder_unref);
    }
  }
  const char *unit = word_of_entrants (round);
  const int n_unnamed = n_awarded - (int) board->len;
  g_autofree char *unnamed =
    n_unnamed > 0 ? g_strdup_printf ("，另有%d%s不上榜", n_unnamed, unit) : g_strdup ("");
  g_autofree char *undecided =
    n_undecided > 0 ? g_strdup_printf ("，还有%d%s在评议", n_undecided, unit) : g_strdup ("");
  self->foot = g_strdup_printf ("共%d%s%s%s", n_awarded, unit, unnamed, undecided);
  self->headline = dup_headline (round);
  self->has_names = true;
}

XpWall *
xp_wall_new (const char *village, const XpLoadedRound *loaded, int entrant_no)
{
  XpWall *self = g_new0 (XpWall, 1);
  self->village = g_strdup (village);
  self->round = g_strdup (loaded->round->name);
  self->groups = g_array_new (FALSE, TRUE, sizeof (XpWallGroup));
  g_array_set_clear_func (self->groups, clear_group);
  if (loaded->round->stage <= XP_STAGE_MARKING)
    fill_progress (self, loaded, entrant_no);
  else
    fill_names (self, loaded);
  return self;
}

XpWall *
xp_wall_work_load (XpDesk *desk, int64_t round_uid, GError **error)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, error);
  return loaded != NULL ? xp_wall_new (xp_desk_get_village (desk)->name, loaded, 0) : NULL;
}

/* ---- the echo ---- */

/* What belongs to the door and the yard may be read out; what belongs to the family may not. */
static bool
may_be_told (const XpRound *round, const XpItem *item)
{
  return round->rules.combine == XP_COMBINE_CONSENSUS && item != NULL &&
         item->mode != XP_MODE_VETO && item->mode != XP_MODE_GATE &&
         xp_item_get_body (item)[0] == '\0' && strstr (item->section, "家风") == NULL &&
         strstr (item->name, "家风") == NULL;
}

static char *
dup_mark (const XpRound *round, const XpRecord *record)
{
  const XpItem *item =
    xp_rubric_get_item (round->rubric, (int) xp_record_get_int (record, "item_at"));
  if (!may_be_told (round, item))
    return g_strdup ("记下了");
  const XpMark mark = {.is_not_applicable = xp_record_get_int (record, "is_not_applicable") != 0,
                       .entered = xp_record_get_int (record, "entered")};
  g_autofree char *value = xp_mark_to_text (item, &mark);
  return g_strdup_printf ("%s %s", item->name, value);
}

char *
xp_wall_dup_echo (const XpRound *round, const XpAct *act)
{
  if (act->n_changes != 1 || act->changes[0].after == NULL)
    return NULL;
  const XpRecord *record = act->changes[0].after;
  const XpKind kind = act->changes[0].kind;
  const bool is_told = kind == XP_KIND_MARK || kind == XP_KIND_SHEET;
  if (!is_told || xp_record_get_int (record, "entry") != 1 ||
      xp_record_get_int (record, "round_uid") != round->uid)
    return NULL;
  const XpEntrant *entrant =
    xp_round_get_entrant (round, (int) xp_record_get_int (record, "entrant_no"));
  if (entrant == NULL)
    return NULL;
  g_autofree char *who = xp_entrant_dup_place_and_name (entrant);
  g_autofree char *what = kind == XP_KIND_MARK ? dup_mark (round, record) : g_strdup ("记完了");
  return g_strdup_printf ("%s　%s", who, what);
}
