/* xp-book-history-filter.c: which acts a filter asks for. A household's changes are found by their
 * keys; an item's, a judge's, a typist's and an evening's by going back from the newest until
 * enough are found, no further back than where there can be any. */
#include "xp-book-history-private.h"

#include <string.h>

/* Asking whether to go on costs more than looking at a change. */
static const guint ASK_EVERY = 4096;

/* ---- what the words of the filter mean in this book ---- */

typedef struct {
  const XpHistoryFilter *filter;
  GHashTable *items;           /* round_uid → GHashTable of item_at; NULL: any */
  GHashTable *judges;          /* round_uid → GHashTable of judge_no; NULL: any */
  GHashTable *sessions;        /* session_no; NULL: any */
  int64_t first_act, last_act; /* where there can be any */
} Meaning;

static void
clear_meaning (Meaning *meaning)
{
  g_clear_pointer (&meaning->items, g_hash_table_unref);
  g_clear_pointer (&meaning->judges, g_hash_table_unref);
  g_clear_pointer (&meaning->sessions, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Meaning, clear_meaning)

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_to_set (GHashTable *set, int64_t value)
{
  g_hash_table_add (set, g_memdup2 (&value, sizeof value));
}

static GHashTable *
new_sets_by_round (void)
{
  return g_hash_table_new_full (g_int64_hash,
                                g_int64_equal,
                                g_free,
                                (GDestroyNotify) g_hash_table_unref);
}

static void
add_of_round (GHashTable *sets, int64_t round_uid, int64_t value)
{
  GHashTable *set = g_hash_table_lookup (sets, &round_uid);
  if (set == NULL) {
    set = new_set ();
    g_hash_table_insert (sets, g_memdup2 (&round_uid, sizeof round_uid), set);
  }
  add_to_set (set, value);
}

static bool
is_of_round (GHashTable *sets, int64_t round_uid, int64_t value)
{
  GHashTable *set = g_hash_table_lookup (sets, &round_uid);
  return set != NULL && g_hash_table_contains (set, &value);
}

/* The whole name where somebody has it, else a part of one. */
static void
add_items (GHashTable *items, int64_t round_uid, const XpRubric *rubric, const char *typed)
{
  bool is_found = false;
  for (size_t i = 0; i < rubric->n_items; i++)
    if (g_ascii_strcasecmp (rubric->items[i].no, typed) == 0 ||
        strcmp (rubric->items[i].name, typed) == 0) {
      add_of_round (items, round_uid, (int64_t) i + 1);
      is_found = true;
    }
  for (size_t i = 0; !is_found && i < rubric->n_items; i++)
    if (strstr (rubric->items[i].name, typed) != NULL)
      add_of_round (items, round_uid, (int64_t) i + 1);
}

static GHashTable *
find_items (XpBook *self, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_book_list (self, XP_KIND_ROUND, NULL, 0, error);
  if (rounds == NULL)
    return NULL;
  GHashTable *items = new_sets_by_round ();
  for (guint i = 0; i < rounds->len; i++) {
    const int64_t round_uid = xp_record_get_int (rounds->pdata[i], "round_uid");
    const XpRubric *rubric = xp_book_get_rubric_of_round (self, round_uid);
    if (rubric != NULL)
      add_items (items, round_uid, rubric, typed);
  }
  return items;
}

static const char JUDGES[] = "SELECT round_uid, judge_no FROM judge"
                             " WHERE name = :name OR (instr (name, :name) > 0"
                             "  AND NOT EXISTS (SELECT 1 FROM judge j WHERE j.name = :name))";

static GHashTable *
find_judges (XpBook *self, const char *typed, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, JUDGES, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_text (select, ":name", typed);
  g_autoptr (GHashTable) judges = new_sets_by_round ();
  while (xp_stmt_next (select, error))
    add_of_round (judges, xp_stmt_get_int (select, 0), xp_stmt_get_int (select, 1));
  return xp_stmt_is_done (select) ? g_steal_pointer (&judges) : NULL;
}

/* ---- how far back there can be any ---- */

static const char SESSIONS[] =
  "SELECT session_no,"
  "       (SELECT act_no FROM act a WHERE a.session_no = s.session_no ORDER BY n LIMIT 1),"
  "       (SELECT act_no FROM act a WHERE a.session_no = s.session_no ORDER BY n DESC LIMIT 1)"
  " FROM session s WHERE who = :who OR (instr (who, :who) > 0"
  "  AND NOT EXISTS (SELECT 1 FROM session t WHERE t.who = :who))";

static bool
find_sessions (XpBook *self, Meaning *meaning, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, SESSIONS, error);
  if (select == NULL)
    return false;
  xp_stmt_bind_text (select, ":who", meaning->filter->who);
  meaning->sessions = new_set ();
  int64_t first = G_MAXINT64, last = 0;
  while (xp_stmt_next (select, error)) {
    add_to_set (meaning->sessions, xp_stmt_get_int (select, 0));
    first = MIN (first, xp_stmt_get_int (select, 1));
    last = MAX (last, xp_stmt_get_int (select, 2));
  }
  meaning->first_act = MAX (meaning->first_act, first);
  meaning->last_act = MIN (meaning->last_act, last);
  return xp_stmt_is_done (select);
}

/* Before a round is made nothing is typed of it. */
static const char FIRST_ACT_OF_ROUND[] =
  "SELECT min (act_no) FROM change WHERE kind = 'round' AND key = :key";

static bool
bound_by_rounds (XpBook *self, Meaning *meaning, GHashTable *sets, GError **error)
{
  int64_t first = G_MAXINT64;
  GHashTableIter iter;
  gpointer round_uid = NULL;
  g_hash_table_iter_init (&iter, sets);
  while (g_hash_table_iter_next (&iter, &round_uid, NULL)) {
    g_autoptr (XpBorrowedStmt) select = xp_book_borrow (self, FIRST_ACT_OF_ROUND, error);
    if (select == NULL)
      return false;
    g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", *(int64_t *) round_uid);
    xp_stmt_bind_text (select, ":key", key);
    if (!xp_stmt_next (select, error))
      return false;
    first = MIN (first, xp_stmt_get_int (select, 0));
  }
  meaning->first_act = MAX (meaning->first_act, first);
  return true;
}

/* The clock may have been set back: what lies between the first and the last act of the day is
 * looked at, and each by its own moment. */
static const char ACTS_OF_DAY[] =
  "SELECT min (act_no), max (act_no) FROM act WHERE at >= :from AND at < :until";

static bool
bound_by_day (XpBook *self, Meaning *meaning, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, ACTS_OF_DAY, error);
  if (select == NULL)
    return false;
  xp_stmt_bind_int (select, ":from", meaning->filter->from_ms);
  xp_stmt_bind_int (select, ":until", meaning->filter->until_ms);
  if (!xp_stmt_next (select, error))
    return false;
  meaning->first_act = MAX (meaning->first_act, xp_stmt_get_int (select, 0));
  meaning->last_act = MIN (meaning->last_act, xp_stmt_get_int (select, 1));
  return true;
}

static bool
understand (XpBook *self, const XpHistoryFilter *filter, Meaning *out, GError **error)
{
  *out = (Meaning){.filter = filter, .last_act = G_MAXINT64};
  if (filter->item != NULL) {
    out->items = find_items (self, filter->item, error);
    if (out->items == NULL || !bound_by_rounds (self, out, out->items, error))
      return false;
  }
  if (filter->judge != NULL) {
    out->judges = find_judges (self, filter->judge, error);
    if (out->judges == NULL || !bound_by_rounds (self, out, out->judges, error))
      return false;
  }
  if (filter->until_ms > 0 && !bound_by_day (self, out, error))
    return false;
  return filter->who == NULL || find_sessions (self, out, error);
}

/* ---- does a change fit, does an act ---- */

/* [7,3,0,5,1] into numbers; how many there are. By hand: a million keys go by. */
static size_t
read_numbers (const char *key, int64_t numbers[5])
{
  size_t n = 0;
  const char *at = key;
  while ((*at == '[' || *at == ',') && n < 5) {
    uint64_t number = 0;
    for (at++; g_ascii_isdigit (*at); at++)
      number = number * 10 + (uint64_t) (*at - '0');
    numbers[n++] = (int64_t) number;
  }
  return *at == ']' ? n : 0;
}

static bool
fits_key (const Meaning *meaning, const char *kind, const char *key)
{
  if (meaning->items == NULL && meaning->judges == NULL)
    return true;
  if (kind == NULL || key == NULL)
    return false;
  int64_t numbers[5] = {0};
  const size_t n = read_numbers (key, numbers);
  const bool is_mark = strcmp (kind, "mark") == 0 && n == 5;
  if (meaning->items != NULL && (!is_mark || !is_of_round (meaning->items, numbers[0], numbers[3])))
    return false;
  if (meaning->judges == NULL)
    return true;
  if (strcmp (kind, "judge") == 0 && n == 2)
    return is_of_round (meaning->judges, numbers[0], numbers[1]);
  return (is_mark || strcmp (kind, "sheet") == 0 || strcmp (kind, "recusal") == 0) && n >= 3 &&
         is_of_round (meaning->judges, numbers[0], numbers[2]);
}

static bool
asks_for_acts (const Meaning *meaning)
{
  return meaning->sessions != NULL || meaning->filter->until_ms > 0;
}

static bool
fits_head (const Meaning *meaning, int64_t session_no, int64_t at_ms)
{
  const XpHistoryFilter *filter = meaning->filter;
  return (meaning->sessions == NULL || g_hash_table_contains (meaning->sessions, &session_no)) &&
         (filter->until_ms == 0 || (at_ms >= filter->from_ms && at_ms < filter->until_ms));
}

static const char HEAD[] = "SELECT session_no, at FROM act WHERE act_no = :act";

static bool
fits_act (XpBook *self, const Meaning *meaning, int64_t act_no)
{
  if (!asks_for_acts (meaning))
    return true;
  g_autoptr (XpBorrowedStmt) head = xp_book_borrow (self, HEAD, NULL);
  if (head == NULL)
    return false;
  xp_stmt_bind_int (head, ":act", act_no);
  return xp_stmt_next (head, NULL) &&
         fits_head (meaning, xp_stmt_get_int (head, 0), xp_stmt_get_int (head, 1));
}

/* ---- what is found ---- */

static void
clear_found (gpointer data)
{
  XpFoundAct *found = data;
  g_clear_pointer (&found->ns, g_array_unref);
}

static GArray *
new_found (void)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (XpFoundAct));
  g_array_set_clear_func (list, clear_found);
  return list;
}

static XpFoundAct *
last_found (const GArray *list)
{
  return list->len > 0 ? &g_array_index (list, XpFoundAct, list->len - 1) : NULL;
}

/* Changes of one act come one after another. */
static void
add_change (GArray *list, int64_t act_no, int64_t n)
{
  XpFoundAct *last = last_found (list);
  if (last == NULL || last->act_no != act_no) {
    const XpFoundAct found = {act_no, g_array_new (FALSE, FALSE, sizeof (int64_t))};
    g_array_append_val (list, found);
    last = last_found (list);
  }
  g_array_append_val (last->ns, n);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  const int64_t left = *(const int64_t *) a, right = *(const int64_t *) b;
  return (left > right) - (left < right);
}

/* Going back from the newest. */
typedef struct {
  const Meaning *meaning;
  int64_t *before_act; /* in: where to begin; out: where to go on */
  size_t n_at_most;
  GCancellable *cancellable;
  size_t n_seen;
  GArray *list; /* of XpFoundAct */
} Walk;

static bool
may_go_on (Walk *walk, GError **error)
{
  return ++walk->n_seen % ASK_EVERY != 0 ||
         xp_progress_report (NULL, walk->cancellable, 0, 0, error);
}

/* @act_no is another act than the last. It is looked at when somebody asks for more. */
static bool
is_enough (Walk *walk, int64_t act_no)
{
  const size_t most = walk->meaning->filter->most_looked_at;
  if (walk->list->len < walk->n_at_most && (most == 0 || walk->n_seen < most))
    return false;
  *walk->before_act = act_no + 1;
  return true;
}

/* ---- by acts: typist and evening ---- */

static const char ACTS_BACKWARDS[] = "SELECT act_no, session_no, at FROM act"
                                     " WHERE act_no < :before AND act_no BETWEEN :first AND :last"
                                     " ORDER BY act_no DESC";

static void
bind_bounds (XpStmt *stmt, const Meaning *meaning, int64_t before_act)
{
  xp_stmt_bind_int (stmt, ":before", before_act > 0 ? before_act : G_MAXINT64);
  xp_stmt_bind_int (stmt, ":first", meaning->first_act);
  xp_stmt_bind_int (stmt, ":last", meaning->last_act);
}

static bool
find_by_acts (XpBook *self, Walk *walk, GError **error)
{
  g_autoptr (XpStmt) act = xp_book_prepare (self, ACTS_BACKWARDS, error);
  if (act == NULL)
    return false;
  bind_bounds (act, walk->meaning, *walk->before_act);
  while (xp_stmt_next (act, error)) {
    const XpFoundAct found = {xp_stmt_get_int (act, 0), NULL};
    if (is_enough (walk, found.act_no))
      return true;
    if (fits_head (walk->meaning, xp_stmt_get_int (act, 1), xp_stmt_get_int (act, 2)))
      g_array_append_val (walk->list, found);
    if (!may_go_on (walk, error))
      return false;
  }
  *walk->before_act = 0;
  return xp_stmt_is_done (act);
}

/* ---- by changes: item and judge ---- */

static const char CHANGES_BACKWARDS[] =
  "SELECT act_no, n, kind, key FROM change"
  " WHERE act_no < :before AND act_no BETWEEN :first AND :last ORDER BY act_no DESC, n DESC";

static bool
find_by_changes (XpBook *self, Walk *walk, GError **error)
{
  int64_t act_no = 0;
  bool is_wanted = false, is_known = false;
  g_autoptr (XpStmt) change = xp_book_prepare (self, CHANGES_BACKWARDS, error);
  if (change == NULL)
    return false;
  bind_bounds (change, walk->meaning, *walk->before_act);
  while (xp_stmt_next (change, error)) {
    const bool is_new = xp_stmt_get_int (change, 0) != act_no;
    act_no = xp_stmt_get_int (change, 0);
    if (is_new && is_enough (walk, act_no))
      return true;
    is_known = is_known && !is_new;
    if (!may_go_on (walk, error))
      return false;
    if (!fits_key (walk->meaning, xp_stmt_get_text (change, 2), xp_stmt_get_text (change, 3)))
      continue;
    is_wanted = is_known ? is_wanted : fits_act (self, walk->meaning, act_no);
    is_known = true;
    if (is_wanted)
      add_change (walk->list, act_no, xp_stmt_get_int (change, 1));
  }
  *walk->before_act = 0;
  return xp_stmt_is_done (change);
}

/* ---- by household ---- */

/* Keys are compared as text: “[7,” up to “[7-” are those that begin with [7, as '-' follows ','. */
static const char CHANGES_OF_HOUSEHOLD[] =
  "WITH own (kind, low, high) AS ("
  " SELECT 'household', '[' || :uid || ']', '[' || :uid || ']'"
  " UNION ALL SELECT 'household_event', '[' || :uid || ',', '[' || :uid || '-'"
  " UNION ALL SELECT 'told_apart', '[' || :uid || ',', '[' || :uid || '-'"
  " UNION ALL SELECT 'told_apart', '[' || first_uid || ',' || :uid || ']',"
  "                                '[' || first_uid || ',' || :uid || ']'"
  "  FROM told_apart WHERE second_uid = :uid"
  " UNION ALL SELECT 'household_event', '[' || household_uid || ',' || event_no || ']',"
  "                                     '[' || household_uid || ',' || event_no || ']'"
  "  FROM household_event WHERE other_uid = :uid"
  " UNION ALL SELECT k.column1, '[' || person_uid || ']', '[' || person_uid || ']'"
  "  FROM person, (VALUES ('person'), ('person_consent')) k WHERE household_uid = :uid"
  " UNION ALL SELECT k.column1, '[' || e.round_uid || ',' || e.entrant_no || k.column2,"
  "                             '[' || e.round_uid || ',' || e.entrant_no || k.column3"
  "  FROM entrant e,"
  "   (VALUES ('mark', ',', '-'), ('sheet', ',', '-'), ('recusal', ',', '-'),"
  "           ('entrant_state', ']', ']'), ('cut_decision', ']', ']'),"
  "           ('title_withdrawal', ']', ']')) k"
  "  WHERE e.household_uid = :uid"
  " UNION ALL SELECT 'objection', '[' || o.round_uid || ',' || o.objection_no || ']',"
  "                               '[' || o.round_uid || ',' || o.objection_no || ']'"
  "  FROM objection o JOIN entrant e"
  "   ON e.round_uid = o.round_uid AND e.entrant_no = o.entrant_no"
  "  WHERE e.household_uid = :uid"
  " UNION ALL SELECT 'motion', '[' || m.round_uid || ',' || m.motion_no || ']',"
  "                            '[' || m.round_uid || ',' || m.motion_no || ']'"
  "  FROM motion m JOIN entrant e"
  "   ON e.round_uid = m.round_uid AND e.entrant_no = m.entrant_no"
  "  WHERE e.household_uid = :uid"
  " UNION ALL SELECT 'deliberation', '[' || deliberation_uid || ']',"
  "                                  '[' || deliberation_uid || ']'"
  "  FROM deliberation WHERE household_uid = :uid"
  " UNION ALL SELECT 'ledger_event', '[' || event_uid || ']', '[' || event_uid || ']'"
  "  FROM ledger_event WHERE household_uid = :uid"
  " UNION ALL SELECT 'redemption', '[' || redemption_uid || ']', '[' || redemption_uid || ']'"
  "  FROM redemption WHERE household_uid = :uid)"
  "SELECT c.act_no, c.n, c.kind, c.key FROM own CROSS JOIN change c"
  " WHERE c.kind = own.kind AND c.key BETWEEN own.low AND own.high"
  "  AND c.act_no < :before AND c.act_no BETWEEN :first AND :last";

typedef struct {
  int64_t act_no, n;
} Place;

/* The newest act first, its changes from the first on. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a, *right = b;
  if (left->act_no != right->act_no)
    return left->act_no < right->act_no ? 1 : -1;
  return (left->n > right->n) - (left->n < right->n);
}

static bool
collect_places (XpBook *self,
                const Meaning *meaning,
                int64_t household_uid,
                int64_t before_act,
                GArray *places,
                GError **error)
{
  g_autoptr (XpBorrowedStmt) change = xp_book_borrow (self, CHANGES_OF_HOUSEHOLD, error);
  if (change == NULL)
    return false;
  xp_stmt_bind_int (change, ":uid", household_uid);
  bind_bounds (change, meaning, before_act);
  while (xp_stmt_next (change, error)) {
    const Place place = {xp_stmt_get_int (change, 0), xp_stmt_get_int (change, 1)};
    if (fits_key (meaning, xp_stmt_get_text (change, 2), xp_stmt_get_text (change, 3)))
      g_array_append_val (places, place);
  }
  return xp_stmt_is_done (change);
}

static bool
find_by_households (XpBook *self, Walk *walk, GError **error)
{
  const XpHistoryFilter *filter = walk->meaning->filter;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  for (size_t i = 0; i < filter->n_households; i++)
    if (!collect_places (self,
                         walk->meaning,
                         filter->household_uids[i],
                         *walk->before_act,
                         places,
                         error))
      return false;
  g_array_sort (places, compare_places);

  const Place *before = NULL;
  for (guint i = 0; i < places->len; i++) {
    const Place *place = &g_array_index (places, Place, i);
    const bool is_again = before != NULL && compare_places (before, place) == 0;
    const bool is_new = before == NULL || before->act_no != place->act_no;
    before = place;
    if (is_new && walk->list->len >= walk->n_at_most) {
      *walk->before_act = place->act_no + 1;
      return true;
    }
    if (!is_again && fits_act (self, walk->meaning, place->act_no))
      add_change (walk->list, place->act_no, place->n);
  }
  *walk->before_act = 0;
  return true;
}

/* ---- all of them ---- */

static bool
walk_back (XpBook *self, Walk *walk, GError **error)
{
  if (walk->meaning->filter->n_households > 0)
    return find_by_households (self, walk, error);
  if (walk->meaning->items == NULL && walk->meaning->judges == NULL)
    return find_by_acts (self, walk, error);
  if (!find_by_changes (self, walk, error))
    return false;
  for (guint i = 0; i < walk->list->len; i++)
    g_array_sort (g_array_index (walk->list, XpFoundAct, i).ns, compare_ints);
  return true;
}

/* Only of what was found: there are few of them on a screen. */
static bool
hide_first_entry (XpBook *self, GArray *list, int64_t round_uid, GError **error)
{
  for (guint i = list->len; round_uid != 0 && i > 0; i--) {
    bool is_hidden = false;
    const int64_t act_no = g_array_index (list, XpFoundAct, i - 1).act_no;
    if (!xp_book_tells_first_entry (self, act_no, round_uid, &is_hidden, error))
      return false;
    if (is_hidden)
      g_array_remove_index (list, i - 1);
  }
  return true;
}

GArray *
xp_book_find_acts (XpBook *self,
                   const XpHistoryFilter *filter,
                   int64_t *before_act,
                   size_t n_at_most,
                   GCancellable *cancellable,
                   GError **error)
{
  const XpHistoryFilter nothing = {0};
  g_auto (Meaning) meaning = {0};
  if (!understand (self, filter != NULL ? filter : &nothing, &meaning, error))
    return NULL;
  g_autoptr (GArray) list = new_found ();
  Walk walk = {&meaning, before_act, n_at_most, cancellable, 0, list};
  const bool is_found = walk_back (self, &walk, error) &&
                        hide_first_entry (self, list, meaning.filter->blind_round, error);
  return is_found ? g_steal_pointer (&list) : NULL;
}
