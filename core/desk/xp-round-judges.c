/* xp-round-judges.c: who scores in a new round: the judges that were named, of their bodies, and a
 * sheet for every body that nobody was named for. */
#include "xp-round-private.h"

#include "xp-homes.h"

#include <string.h>

static void
put_judge (XpOpening *opening, int no, const char *name, const char *body)
{
  g_autoptr (XpRecord) judge = xp_record_new (XP_KIND_JUDGE);
  xp_record_set_int (judge, "round_uid", opening->uid);
  xp_record_set_int (judge, "judge_no", no);
  xp_record_set_text (judge, "name", name);
  xp_record_set_text (judge, "body", body);
  xp_draft_put (opening->draft, judge);
}

/* “代表:丙”: of which body somebody is. */
static void
split_judge (const char *text, char **out_body, char **out_name)
{
  g_auto (GStrv) sides = g_regex_split_simple ("[:：]", text, 0, 0);
  const bool has_body = g_strv_length (sides) == 2;
  *out_body = g_strdup (has_body ? g_strstrip (sides[0]) : "");
  *out_name = g_strdup (g_strstrip (has_body ? sides[1] : sides[0]));
}

static bool
is_weighted (const XpRules *rules, const char *body)
{
  for (size_t i = 0; i < rules->n_weights; i++)
    if (strcmp (rules->weights[i].body, body) == 0)
      return true;
  return false;
}

static bool
is_body_of_form (const XpRubric *rubric, const char *body)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (strcmp (xp_item_get_body (&rubric->items[i]), body) == 0)
      return true;
  return false;
}

/* A body that nothing is marked by and nothing weighs is a slip of the pen. */
static bool
check_body (const XpOpening *opening, const char *name, const char *body, GError **error)
{
  const XpRules *rules = opening->rules;
  const bool is_own = body[0] != '\0' && is_body_of_form (opening->form->rubric, body);
  if (is_own || is_weighted (rules, body) || (body[0] == '\0' && rules->n_weights == 0))
    return true;
  if (body[0] == '\0')
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "这次评选按几方的比重算，没有写评委“%s”是哪一方。请写成“代表:%s”这样。",
                 name,
                 name);
  else
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "评委“%s”写的是“%s”一方，评分表和比重里都没有这一方。请改成有的，或去掉。",
                 name,
                 body);
  return false;
}

/* Every weighted body needs somebody; a body of the form without anybody gets a sheet of its own.
 */
static bool
put_missing_bodies (XpOpening *opening, GHashTable *bodies, int *n_judges, GError **error)
{
  const XpRules *rules = opening->rules;
  for (size_t i = 0; i < rules->n_weights; i++) {
    if (g_hash_table_contains (bodies, rules->weights[i].body) || opening->spec->is_draft)
      continue;
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "“%s”一方有比重，还没有评委。请写上是谁，比如“%s:张三”。",
                 rules->weights[i].body,
                 rules->weights[i].body);
    return false;
  }
  const XpRubric *rubric = opening->form->rubric;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const char *body = xp_item_get_body (&rubric->items[i]);
    if (body[0] == '\0' || !g_hash_table_add (bodies, g_strdup (body)))
      continue;
    put_judge (opening, ++*n_judges, body, body);
  }
  return true;
}

bool
xp_round_put_judges (XpOpening *opening, GError **error)
{
  const char *const *given = opening->spec->judges;
  const bool is_consensus = opening->rules->combine == XP_COMBINE_CONSENSUS;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int n_judges = 0;
  if (is_consensus)
    put_judge (opening, 0, "合议", "");

  for (int i = 0; given != NULL && given[i] != NULL; i++) {
    g_autofree char *name = NULL, *body = NULL;
    split_judge (given[i], &body, &name);
    if (!g_hash_table_add (seen, g_strdup (name))) {
      g_set_error (error,
                   XP_ERROR,
                   XP_ERROR_INPUT,
                   "评委“%s”写了两遍。是同一个人就去掉一个，同名的请加字区别。",
                   name);
      return false;
    }
    if (!check_body (opening, name, body, error))
      return false;
    g_hash_table_add (bodies, g_strdup (body));
    put_judge (opening, ++n_judges, name, body);
    opening->n_judges += !is_body_of_form (opening->form->rubric, body) || body[0] == '\0';
  }
  opening->n_judges = is_consensus ? 1 : opening->n_judges;
  return put_missing_bodies (opening, bodies, &n_judges, error);
}

bool
xp_round_check_judges (const XpOpening *opening, GError **error)
{
  if (opening->spec->is_draft || opening->n_judges > 0)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "%s要由评委各自打分，还没有写评委。请写上评委姓名，或改为合议。",
               opening->spec->name);
  return false;
}

/* ---- nobody marks at home ---- */

static void
put_recusal (XpOpening *opening, int64_t judge_no, guint entrant_no)
{
  g_autoptr (XpRecord) recusal = xp_record_new (XP_KIND_RECUSAL);
  xp_record_set_int (recusal, "round_uid", opening->uid);
  xp_record_set_int (recusal, "entrant_no", entrant_no);
  xp_record_set_int (recusal, "judge_no", judge_no);
  xp_record_set_text (recusal, "source", "proposed");
  xp_record_set_secret (recusal, "relation_secret", "本户");
  xp_draft_put (opening->draft, recusal);
}

/* Two of one name may be anybody: somebody has to say who it is. */
static void
put_recusals_of (XpOpening *opening, const XpHomes *homes, const char *name, int64_t judge_no)
{
  g_autoptr (GArray) list = xp_homes_list (homes, name, 0);
  for (guint i = 0; list->len == 1 && i < opening->entrants->len; i++)
    if (g_array_index (opening->entrants, XpOpeningEntrant, i).household_uid ==
        g_array_index (list, XpHome, 0).household_uid)
      put_recusal (opening, judge_no, i + 1);
}

bool
xp_round_put_own_recusals (XpOpening *opening, GError **error)
{
  if (opening->rules->combine == XP_COMBINE_CONSENSUS)
    return true;
  g_autoptr (XpHomes) homes = xp_homes_read (opening->book, error);
  const size_t n_wishes = xp_draft_get_n_wishes (opening->draft);
  for (size_t i = 0; homes != NULL && i < n_wishes; i++) {
    const XpRecord *judge = xp_draft_get_wish (opening->draft, i)->after;
    if (judge == NULL || xp_record_get_kind (judge) != XP_KIND_JUDGE)
      continue;
    const char *body = xp_record_get_text (judge, "body");
    if (body[0] != '\0' && is_body_of_form (opening->form->rubric, body))
      continue;
    g_autofree char *name = g_strdup (xp_record_get_text (judge, "name"));
    put_recusals_of (opening, homes, name, xp_record_get_int (judge, "judge_no"));
  }
  return homes != NULL;
}
