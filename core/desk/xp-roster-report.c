/* The preview of a list as lines, for paper: headings begin with “# ”, and what stands before a TAB
 * is set beside the rest (xp_printing_render_report). */
#include "xp-roster-plan.h"

#include <string.h>

static void add (GPtrArray *lines, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray *lines, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_ptr_array_add (lines, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
add_columns (GPtrArray *lines, const XpRosterPlan *plan)
{
  const XpRoster *roster = plan->roster;
  add (lines, "# 各列读成了什么（表头在第%d行）", roster->header_record);
  for (guint i = 0; i < roster->columns->len; i++) {
    const XpRosterColumn *column = roster->columns->pdata[i];
    if (column->header[0] != '\0')
      add (lines,
           "%s列 %s\t%s",
           column->letter,
           column->header,
           xp_meaning_get_word (column->meaning));
  }
}

/* “第17行C列：…”: the place beside the words. */
static void
add_placed (GPtrArray *lines, const char *sheet, const char *sentence)
{
  static const char COLON[] = "：";
  const char *colon = strstr (sentence, COLON);
  if (colon != NULL && g_str_has_prefix (sentence, "第"))
    add (lines, "%s%.*s\t%s", sheet, (int) (colon - sentence), sentence, colon + strlen (COLON));
  else
    add (lines, "%s%s", sheet, sentence);
}

static void
add_flags_of (GPtrArray *lines, const XpRosterPlan *plan, bool is_tidied)
{
  for (guint i = 0; i < plan->roster->rows->len; i++) {
    const XpRosterRow *row = plan->roster->rows->pdata[i];
    for (guint k = 0; k < row->flags->len; k++) {
      const XpRosterFlag *flag = row->flags->pdata[k];
      g_autofree char *text = xp_roster_flag_dup_text (flag);
      if (flag->is_tidied == is_tidied)
        add_placed (lines, row->sheet != NULL ? row->sheet : "", text);
    }
  }
}

static void
add_flags (GPtrArray *lines, const XpRosterPlan *plan)
{
  add (lines, "# 请看一眼");
  add_flags_of (lines, plan, false);
  for (guint i = 0; i < plan->roster->notes->len; i++)
    add_placed (lines, "", plan->roster->notes->pdata[i]);
}

static void
add_tidied (GPtrArray *lines, const XpRosterPlan *plan)
{
  add (lines, "# 顺手理好了，不用管");
  add_flags_of (lines, plan, true);
}

static const char *
word_of (const XpPlanRow *planned)
{
  static const char *const CHANGED[] = {
    [XP_DECISION_LEAVE_OUT] = "不改",
    [XP_DECISION_IMPORT] = "另外导入一户",
    [XP_DECISION_MERGE] = "合并进去",
  };
  return planned->standing == XP_STANDING_CHANGED ? CHANGED[planned->decision]
                                                  : xp_decision_get_word (planned->decision);
}

/* What the row is compared with, and what is done: only where it is more than a new household. */
static void
add_decision (GPtrArray *lines, const XpRosterRow *row, const XpPlanRow *planned)
{
  g_autofree char *place = g_strdup_printf ("%s第%d行 %s %s",
                                            row->sheet != NULL ? row->sheet : "",
                                            row->source_record,
                                            row->group,
                                            row->head);
  switch (planned->standing) {
  case XP_STANDING_NEW:
    if (planned->decision != XP_DECISION_IMPORT)
      add (lines, "%s\t%s", place, word_of (planned));
    break;
  case XP_STANDING_SAME:
    add (lines, "%s\t已经在本村资料里，一样，不再导入", place);
    break;
  case XP_STANDING_CHANGED:
    add (lines, "%s\t已经在本村资料里，%s；%s", place, planned->difference, word_of (planned));
    break;
  case XP_STANDING_NEAR:
    add (lines,
         "%s\t像是本村资料里的%d号 %s；%s",
         place,
         (int) xp_record_get_int (planned->held, "number"),
         xp_record_get_text (planned->held, "head"),
         word_of (planned));
    break;
  }
}

static void
add_missing (GPtrArray *lines, const XpRosterPlan *plan)
{
  add (lines, "# 名单里没有了，还留着");
  for (guint i = 0; i < plan->missing->len; i++) {
    const XpPlanMissing *missing = plan->missing->pdata[i];
    add (lines, "%d号\t%s %s", missing->number, missing->group, missing->head);
  }
}

static void
add_decisions (GPtrArray *lines, const XpRosterPlan *plan)
{
  add (lines, "# 不是新户的，怎么办");
  for (guint i = 0; i < plan->rows->len; i++)
    add_decision (lines, plan->roster->rows->pdata[i], &g_array_index (plan->rows, XpPlanRow, i));
}

char **
xp_roster_plan_list_report (const XpRosterPlan *self)
{
  static void (*const PARTS[]) (GPtrArray * lines, const XpRosterPlan *plan) = {
    add_columns,
    add_flags,
    add_decisions,
    add_missing,
    add_tidied,
  };
  GPtrArray *lines = g_ptr_array_new ();
  add (lines, "%s", self->summary);
  for (size_t i = 0; i < G_N_ELEMENTS (PARTS); i++) {
    const guint heading = lines->len;
    PARTS[i](lines, self);
    if (lines->len == heading + 1) { /* nothing under it */
      g_free (lines->pdata[heading]);
      g_ptr_array_set_size (lines, (int) heading);
    }
  }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}
