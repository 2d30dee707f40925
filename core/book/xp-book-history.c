/* xp-book-history.c: sentences out of changes. Nothing of them is stored. */
#include "xp-book-private.h"

#include <string.h>

/* Sentences shown of one act; the rest is a number. */
static const size_t MOST_SENTENCES = 20;

void
xp_history_line_free (XpHistoryLine *line)
{
  g_free (line->who);
  g_free (line->device);
  g_free (line->title);
  g_strfreev (line->sentences);
  g_free (line);
}

/* ---- pages of the history ---- */

static const char LIST_HISTORY[] = "SELECT act_no FROM act"
                                   " WHERE (:before = 0 OR act_no < :before)"
                                   " ORDER BY act_no DESC LIMIT :limit";

static const char READ_HEAD[] =
  "SELECT s.who, s.device, a.undoes_act,"
  "       (SELECT undoes_act FROM act u WHERE u.act_no = a.undoes_act)"
  " FROM act a JOIN session s ON s.session_no = a.session_no"
  " WHERE a.act_no = :act";

/* Records that come and go by dozens are counted from so many on; the rest are always listed. */
static const struct {
  size_t from;
  const char *measure;
} COUNTED[XP_N_KINDS] = {
  [XP_KIND_HOUSEHOLD] = {6, "户"},
  [XP_KIND_PERSON] = {6, "人"},
  [XP_KIND_GROUP] = {6, "个"},
  [XP_KIND_ENTRANT] = {2, "户"},
  [XP_KIND_TAKEN_OVER] = {2, "处"},
  [XP_KIND_CERTIFICATE] = {2, "份"},
  [XP_KIND_CALENDAR_DAY] = {2, "天"},
  [XP_KIND_WORDING] = {2, "处"},
};

typedef enum {
  WAY_NEW,
  WAY_GONE,
  WAY_CHANGED,
  N_WAYS
} Way;

static const char *const WAY_WORDS[N_WAYS] = {"新增", "去掉", "改了"};

static Way
get_way (const XpChange *change)
{
  return change->before == NULL ? WAY_NEW : change->after == NULL ? WAY_GONE : WAY_CHANGED;
}

typedef size_t KindCounts[XP_N_KINDS][N_WAYS];

/* The change's own sentence; “新增农户 42户” in the place of the first of many; NULL for the others
 * of them. @counts: how many of a kind are still to be told, 0 once they were. */
static char *
tell_change (XpBook *self, const XpChange *change, KindCounts counts)
{
  const Way way = get_way (change);
  size_t *n = &counts[change->kind][way];
  if (COUNTED[change->kind].from == 0 || (*n != 0 && *n < COUNTED[change->kind].from))
    return xp_book_describe_change (self, change);
  if (*n == 0)
    return NULL;
  char *sentence = g_strdup_printf ("%s%s %zu%s",
                                    WAY_WORDS[way],
                                    xp_kind_get_info (change->kind)->title,
                                    *n,
                                    COUNTED[change->kind].measure);
  *n = 0;
  return sentence;
}

static char **
list_sentences (XpBook *self, const XpAct *act)
{
  KindCounts counts = {0};
  for (size_t i = 0; i < act->n_changes; i++)
    counts[act->changes[i].kind][get_way (&act->changes[i])]++;

  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  /* What was merged stands before it, each act with who typed it and when. */
  if (strcmp (act->verb->name, XP_VERB_MERGE) == 0) {
    g_strv_builder_add (sentences, act->title);
    return g_strv_builder_end (sentences);
  }
  size_t n_told = 0;
  for (size_t i = 0; i < act->n_changes; i++) {
    if (n_told == MOST_SENTENCES) {
      g_autofree char *rest = g_strdup_printf ("……共%zu处改动", act->n_changes);
      g_strv_builder_add (sentences, rest);
      break;
    }
    g_autofree char *sentence = tell_change (self, &act->changes[i], counts);
    if (sentence == NULL)
      continue;
    g_strv_builder_add (sentences, sentence);
    n_told++;
  }
  return g_strv_builder_end (sentences);
}

/* @ns: of int64: which of its changes; NULL: all. */
static XpHistoryLine *
read_line (XpBook *self, int64_t act_no, const GArray *ns, GError **error)
{
  g_autoptr (XpAct) act = xp_book_load_act (self, act_no, ns, error);
  g_autoptr (XpStmt) head = act != NULL ? xp_book_prepare (self, READ_HEAD, error) : NULL;
  if (head == NULL)
    return NULL;
  xp_stmt_bind_int (head, ":act", act_no);
  if (!xp_stmt_next (head, error))
    return NULL;
  const char *word = xp_stmt_is_null (head, 2)   ? ""
                     : xp_stmt_is_null (head, 3) ? "撤销："
                                                 : "重做：";
  XpHistoryLine *line = g_new0 (XpHistoryLine, 1);
  line->act_no = act->act_no;
  line->at_ms = act->at_ms;
  line->who = g_strdup (xp_stmt_get_text (head, 0));
  line->device = g_strdup (xp_stmt_get_text (head, 1));
  line->title = g_strconcat (word, act->verb->title, NULL);
  line->sentences = list_sentences (self, act);
  line->n_changes = act->n_changes;
  return line;
}

GPtrArray *
xp_book_list_history (XpBook *self, int64_t before_act, size_t n_at_most, GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, LIST_HISTORY, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":before", before_act);
  xp_stmt_bind_int (select, ":limit", (int64_t) MIN (n_at_most, (size_t) G_MAXINT));

  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_history_line_free);
  while (xp_stmt_next (select, error)) {
    XpHistoryLine *line = read_line (self, xp_stmt_get_int (select, 0), NULL, error);
    if (line == NULL)
      return NULL;
    g_ptr_array_add (lines, line);
  }
  return xp_stmt_is_done (select) ? g_steal_pointer (&lines) : NULL;
}

/* ---- the history of one household ---- */

/* Keys are compared as text: “[7,” up to “[7-” are those that begin with [7, as '-' follows ','. */
static const char LIST_OF_HOUSEHOLD[] =
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
  "           ('entrant_state', ']', ']'), ('cut_decision', ']', ']')) k"
  "  WHERE e.household_uid = :uid"
  " UNION ALL SELECT 'objection', '[' || o.round_uid || ',' || o.objection_no || ']',"
  "                               '[' || o.round_uid || ',' || o.objection_no || ']'"
  "  FROM objection o JOIN entrant e"
  "   ON e.round_uid = o.round_uid AND e.entrant_no = o.entrant_no"
  "  WHERE e.household_uid = :uid)"
  "SELECT DISTINCT c.act_no, c.n FROM own CROSS JOIN change c"
  " WHERE c.kind = own.kind AND c.key BETWEEN own.low AND own.high"
  " ORDER BY c.act_no DESC, c.n";

static bool
add_line (XpBook *self, GPtrArray *lines, int64_t act_no, GArray *ns, GError **error)
{
  XpHistoryLine *line = read_line (self, act_no, ns, error);
  if (line == NULL)
    return false;
  g_ptr_array_add (lines, line);
  g_array_set_size (ns, 0);
  return true;
}

GPtrArray *
xp_book_list_household_history (XpBook *self,
                                int64_t household_uid,
                                size_t n_at_most,
                                GError **error)
{
  g_autoptr (XpStmt) select = xp_book_prepare (self, LIST_OF_HOUSEHOLD, error);
  if (select == NULL)
    return NULL;
  xp_stmt_bind_int (select, ":uid", household_uid);

  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_history_line_free);
  g_autoptr (GArray) ns = g_array_new (FALSE, FALSE, sizeof (int64_t));
  int64_t act_no = 0;
  while (lines->len < n_at_most && xp_stmt_next (select, error)) {
    const int64_t next = xp_stmt_get_int (select, 0);
    const int64_t n = xp_stmt_get_int (select, 1);
    if (ns->len > 0 && next != act_no && !add_line (self, lines, act_no, ns, error))
      return NULL;
    act_no = next;
    g_array_append_val (ns, n);
  }
  if (lines->len < n_at_most) {
    if (!xp_stmt_is_done (select) || (ns->len > 0 && !add_line (self, lines, act_no, ns, error)))
      return NULL;
  }
  return g_steal_pointer (&lines);
}

bool
xp_book_count_acts (XpBook *self, int64_t *out_n, GError **error)
{
  g_autoptr (XpStmt) count = xp_book_prepare (self, "SELECT count (*) FROM act", error);
  if (count == NULL || !xp_stmt_next (count, error))
    return false;
  *out_n = xp_stmt_get_int (count, 0);
  return true;
}
