#include "xp-import-words.h"

#include <glib/gi18n.h>

static const XpPlanRow *
get_planned (const XpRosterPlan *plan, guint row)
{
  return &g_array_index (plan->rows, XpPlanRow, row);
}

static char *
words_of (const XpRosterPlan *plan, guint row)
{
  const XpRosterRow *read = plan->roster->rows->pdata[row];
  const XpPlanRow *planned = get_planned (plan, row);
  GString *text = g_string_new (NULL);
  if (planned->standing == XP_STANDING_NEAR)
    g_string_append_printf (text,
                            _ ("可能就是本村资料里的%d号%s"),
                            (int) xp_record_get_int (planned->held, "number"),
                            xp_record_get_text (planned->held, "head"));
  else if (planned->standing == XP_STANDING_SAME)
    g_string_append (text, _ ("本村资料里已经有了"));
  else if (planned->standing == XP_STANDING_CHANGED)
    g_string_append_printf (text, _ ("本村资料里有，名单上不一样：%s"), planned->difference);
  for (guint i = 0; i < read->flags->len; i++) {
    g_autofree char *flag = xp_roster_flag_dup_text (read->flags->pdata[i]);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "；" : "", flag);
  }
  return g_string_free (text, FALSE);
}

const char *
xp_import_row_style (const XpPlanRow *planned)
{
  return planned->decision == XP_DECISION_LEAVE_OUT ? "left-out"
         : planned->decision == XP_DECISION_MERGE   ? "merged"
                                                    : "";
}

void
xp_import_texts_clear (XpImportTexts *texts)
{
  g_free (texts->record);
  g_free (texts->place);
  g_free (texts->people);
  g_free (texts->words);
}

XpImportTexts
xp_import_texts_of_row (const XpRosterPlan *plan, guint row)
{
  const XpRosterRow *read = plan->roster->rows->pdata[row];
  return (XpImportTexts){
    .record = g_strdup_printf ("%d", read->source_record),
    .place = g_strconcat (read->group, read->door != NULL ? read->door : "", NULL),
    .people = read->people >= 0 ? g_strdup_printf (_ ("%d口人"), read->people) : g_strdup (""),
    .phone = read->phone != NULL ? read->phone : "",
    .words = words_of (plan, row),
    .head = read->head,
    .decision = xp_decision_get_word (get_planned (plan, row)->decision),
  };
}

char *
xp_import_tell_pair (const XpRosterPlan *plan, const XpPlanDouble *pair)
{
  const XpRosterRow *row = plan->roster->rows->pdata[pair->row];
  if (pair->held != NULL)
    return g_strdup_printf (_ ("第%d行的%s，可能就是本村资料里的%d号%s：%s"),
                            row->source_record,
                            row->head,
                            (int) xp_record_get_int (pair->held, "number"),
                            xp_record_get_text (pair->held, "head"),
                            pair->reason);
  const XpRosterRow *other = plan->roster->rows->pdata[pair->other_row];
  return g_strdup_printf (_ ("第%d行的%s，可能和第%d行的%s是一户：%s"),
                          row->source_record,
                          row->head,
                          other->source_record,
                          other->head,
                          pair->reason);
}

const char *
xp_import_pair_word (XpPairDecision decision)
{
  static const char *const WORDS[] = {
    [XP_PAIR_OPEN] = N_ ("先都导"),
    [XP_PAIR_ONE] = N_ ("是一户"),
    [XP_PAIR_TWO] = N_ ("是两户"),
  };
  return _ (WORDS[decision]);
}
