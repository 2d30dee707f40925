/* xp-recusal-proposals.c: what is known of judges and households before anybody declares it. */
#include "xp-recusal-work.h"

#include "xp-desk-private.h"
#include "xp-homes.h"

#include <string.h>

typedef struct {
  XpBook *book;
  const XpLoadedRound *loaded;
  const XpHomes *homes;
  GPtrArray *rounds; /* of XpRecord, the earlier ones */
  GPtrArray *proposals;
} Proposing;

static void
free_proposal (gpointer data)
{
  XpRecusalProposal *proposal = data;
  g_array_unref (proposal->entrant_nos);
  g_free (proposal->judge);
  g_free (proposal->relation);
  g_free (proposal->sentence);
  g_free (proposal);
}

/* Takes @entrant_nos and @sentence. */
static void
add_proposal (Proposing *self,
              const XpJudge *judge,
              XpRecusalReason reason,
              GArray *entrant_nos,
              const char *relation,
              char *sentence,
              bool is_sure)
{
  XpRecusalProposal *proposal = g_new0 (XpRecusalProposal, 1);
  *proposal = (XpRecusalProposal){judge->no,
                                  g_strdup (judge->name),
                                  reason,
                                  entrant_nos,
                                  g_strdup (relation),
                                  sentence,
                                  is_sure};
  g_ptr_array_add (self->proposals, proposal);
}

/* Of int: entrants of the household, persons too, that he may still mark. Yours. */
static GArray *
list_open (const Proposing *self, const XpJudge *judge, int64_t household_uid, int64_t group_uid)
{
  const XpRound *round = self->loaded->round;
  GArray *nos = g_array_new (FALSE, FALSE, sizeof (int));
  for (size_t i = 0; i < round->n_entrants; i++) {
    const XpEntrant *entrant = &round->entrants[i];
    const bool is_meant = household_uid != 0 ? entrant->household_uid == household_uid
                                             : entrant->group_uid == group_uid;
    if (is_meant && !xp_loaded_round_is_recused (self->loaded, entrant->no, judge->no))
      g_array_append_val (nos, entrant->no);
  }
  return nos;
}

/* Whether it stands there already, of another reason. */
static bool
is_proposed (const Proposing *self, int judge_no, int entrant_no)
{
  for (guint i = 0; i < self->proposals->len; i++) {
    const XpRecusalProposal *proposal = self->proposals->pdata[i];
    for (guint k = 0; proposal->judge_no == judge_no && k < proposal->entrant_nos->len; k++)
      if (g_array_index (proposal->entrant_nos, int, k) == entrant_no)
        return true;
  }
  return false;
}

/* ---- where he lives ---- */

static char *
join_places (const Proposing *self, const GArray *homes)
{
  GString *places = g_string_new (NULL);
  for (guint i = 0; i < homes->len; i++) {
    g_autofree char *place =
      xp_homes_dup_place (self->homes, g_array_index (homes, XpHome, i).household_uid);
    g_string_append_printf (places, "%s%s家", i > 0 ? "、" : "", place);
  }
  return g_string_free (places, FALSE);
}

/* Of several of one name it was said already which one the judge is. */
static bool
is_told_apart (const Proposing *self, const XpJudge *judge, const GArray *homes)
{
  for (guint i = 0; homes->len > 1 && i < homes->len; i++)
    for (guint k = 0; k < self->loaded->recusals->len; k++) {
      const XpRecord *record = self->loaded->recusals->pdata[k];
      const XpEntrant *entrant =
        xp_round_get_entrant (self->loaded->round, (int) xp_record_get_int (record, "entrant_no"));
      if (xp_record_get_int (record, "judge_no") == judge->no &&
          entrant->household_uid == g_array_index (homes, XpHome, i).household_uid)
        return true;
    }
  return false;
}

static void
propose_homes (Proposing *self, const XpJudge *judge, const GArray *homes)
{
  if (is_told_apart (self, judge, homes))
    return;
  g_autofree char *places = join_places (self, homes);
  for (guint i = 0; i < homes->len; i++) {
    const XpHome *home = &g_array_index (homes, XpHome, i);
    g_autoptr (GArray) nos = list_open (self, judge, home->household_uid, 0);
    if (nos->len == 0)
      continue;
    g_autofree char *place = xp_homes_dup_place (self->homes, home->household_uid);
    char *sentence = homes->len == 1
                       ? g_strdup_printf ("%s是%s家的人", judge->name, place)
                       : g_strdup_printf ("村里叫%s的有%u家：%s。如果评委是%s家的，就回避这一户",
                                          judge->name,
                                          homes->len,
                                          places,
                                          place);
    add_proposal (self,
                  judge,
                  XP_RECUSED_HOME,
                  g_steal_pointer (&nos),
                  "本户",
                  sentence,
                  homes->len == 1);
  }
}

/* ---- what he declared before ---- */

/* “赵铁柱是王秀兰的亲家”; what is a sentence of its own (“是他姐夫”) stands as it was written. */
static char *
dup_kin_sentence (const char *judge, const char *head, const char *relation, int64_t number)
{
  if (relation[0] == '\0')
    return g_strdup_printf ("%s对%s家登记过回避（第%" G_GINT64_FORMAT "轮登记）",
                            judge,
                            head,
                            number);
  const bool is_sentence = strstr (relation, "是") != NULL || strstr (relation, head) != NULL;
  return is_sentence ? g_strdup_printf ("%s对%s家：%s（第%" G_GINT64_FORMAT "轮登记）",
                                        judge,
                                        head,
                                        relation,
                                        number)
                     : g_strdup_printf ("%s是%s的%s（第%" G_GINT64_FORMAT "轮登记）",
                                        judge,
                                        head,
                                        relation,
                                        number);
}

static XpRecord *
look_up_pair (const Proposing *self, XpKind kind, const XpRecord *recusal, const char *column)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                                          xp_record_get_int (recusal, "round_uid"),
                                          xp_record_get_int (recusal, column));
  return xp_book_lookup (self->book, kind, key, NULL);
}

static const XpJudge *
find_judge (const XpRound *round, const XpRecord *judge)
{
  const char *name = judge != NULL ? xp_record_get_text (judge, "name") : "";
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no != 0 && strcmp (round->judges[i].name, name) == 0)
      return &round->judges[i];
  return NULL;
}

/* What the program proposed itself it finds again by itself. */
static void
propose_kin (Proposing *self, const XpRecord *recusal, int64_t number)
{
  if (strcmp (xp_record_get_text (recusal, "source"), "proposed") == 0)
    return;
  g_autoptr (XpRecord) named = look_up_pair (self, XP_KIND_JUDGE, recusal, "judge_no");
  g_autoptr (XpRecord) entrant = look_up_pair (self, XP_KIND_ENTRANT, recusal, "entrant_no");
  const XpJudge *judge = find_judge (self->loaded->round, named);
  if (judge == NULL || entrant == NULL)
    return;
  const int64_t household_uid = xp_record_get_int (entrant, "household_uid");
  g_autoptr (GArray) nos = list_open (self, judge, household_uid, 0);
  if (nos->len == 0 || is_proposed (self, judge->no, g_array_index (nos, int, 0)))
    return;
  const char *commitment = xp_record_get_text (recusal, "relation_secret");
  g_autofree char *kept =
    commitment != NULL ? xp_book_dup_secret (self->book, commitment, NULL) : NULL;
  const char *relation = kept != NULL ? kept : "";
  const char *head = xp_homes_get_head (self->homes, household_uid);
  add_proposal (self,
                judge,
                XP_RECUSED_KIN,
                g_steal_pointer (&nos),
                relation,
                dup_kin_sentence (judge->name, head, relation, number),
                true);
}

/* The latest round says it first: kin comes and goes. */
static bool
propose_declared (Proposing *self, GError **error)
{
  for (guint i = self->rounds->len; i-- > 0;) {
    const int64_t uid = xp_record_get_int (self->rounds->pdata[i], "round_uid");
    const int64_t number = xp_record_get_int (self->rounds->pdata[i], "number");
    if (number >= self->loaded->round->number)
      continue;
    g_autoptr (GPtrArray) recusals =
      xp_book_list (self->book, XP_KIND_RECUSAL, "round_uid", uid, error);
    if (recusals == NULL)
      return false;
    for (guint k = 0; k < recusals->len; k++)
      propose_kin (self, recusals->pdata[k], number);
  }
  return true;
}

/* ---- his own group ---- */

static void
propose_group (Proposing *self, const XpJudge *judge, const GArray *homes)
{
  if (!self->loaded->round->rules.is_own_group_recused || homes->len != 1)
    return;
  const XpHome *home = &g_array_index (homes, XpHome, 0);
  g_autoptr (GArray) open =
    home->group_uid != 0 ? list_open (self, judge, 0, home->group_uid) : NULL;
  g_autoptr (GArray) nos = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; open != NULL && i < open->len; i++)
    if (!is_proposed (self, judge->no, g_array_index (open, int, i)))
      g_array_append_val (nos, g_array_index (open, int, i));
  if (nos->len == 0)
    return;
  const char *group = xp_homes_get_group (self->homes, home->household_uid);
  char *sentence = g_strdup_printf ("%s是%s的人，这次不评本%s：%u%s",
                                    judge->name,
                                    group,
                                    "组",
                                    nos->len,
                                    xp_rubric_get_counted (self->loaded->round->rubric));
  add_proposal (self, judge, XP_RECUSED_GROUP, g_steal_pointer (&nos), "本组", sentence, true);
}

/* ---- all of them ---- */

static int
compare_proposals (gconstpointer a, gconstpointer b)
{
  const XpRecusalProposal *first = *(XpRecusalProposal *const *) a;
  const XpRecusalProposal *second = *(XpRecusalProposal *const *) b;
  return first->judge_no != second->judge_no ? first->judge_no - second->judge_no
                                             : (int) first->reason - (int) second->reason;
}

static int
compare_rounds (gconstpointer a, gconstpointer b)
{
  const int64_t first = xp_record_get_int (*(XpRecord *const *) a, "number");
  const int64_t second = xp_record_get_int (*(XpRecord *const *) b, "number");
  return (first > second) - (first < second);
}

static gpointer
propose (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const int64_t *round_uid = input;
  g_autoptr (XpLoadedRound) loaded = xp_load_round (book, *round_uid, error);
  g_autoptr (XpHomes) homes = loaded != NULL ? xp_homes_read (book, error) : NULL;
  g_autoptr (GPtrArray) rounds =
    homes != NULL ? xp_book_list (book, XP_KIND_ROUND, NULL, 0, error) : NULL;
  if (rounds == NULL)
    return NULL;
  g_ptr_array_sort (rounds, compare_rounds);
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (free_proposal);
  Proposing self = {book, loaded, homes, rounds, proposals};
  const XpRound *round = loaded->round;
  g_autoptr (GPtrArray) homes_of = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    const bool is_judge = judge->no != 0 && !xp_round_is_of_own_body (round, judge->no);
    GArray *list = is_judge ? xp_homes_list (homes, judge->name, judge->person_uid)
                            : g_array_new (FALSE, FALSE, sizeof (XpHome));
    g_ptr_array_add (homes_of, list);
    propose_homes (&self, judge, list);
  }
  if (!propose_declared (&self, error))
    return NULL;
  for (size_t i = 0; i < round->n_judges; i++)
    propose_group (&self, &round->judges[i], homes_of->pdata[i]);
  g_ptr_array_sort (proposals, compare_proposals);
  return g_steal_pointer (&proposals);
}

GPtrArray *
xp_recusal_work_propose (XpDesk *desk, int64_t round_uid, GError **error)
{
  return xp_desk_run (desk, propose, &round_uid, error);
}
