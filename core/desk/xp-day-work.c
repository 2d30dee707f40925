#include "xp-day-work.h"

#include "xp-deliberation-private.h"

#include <string.h>

static void
free_step (gpointer data)
{
  XpDayStep *step = data;
  g_free (step->round_name);
  g_free (step->sentence);
  g_free (step->button);
  g_free (step);
}

static void
free_notice (gpointer data)
{
  XpDayNotice *notice = data;
  g_free (notice->round_name);
  g_free (notice->sentence);
  g_free (notice);
}

static void
free_objection (gpointer data)
{
  XpDayObjection *objection = data;
  g_free (objection->round_name);
  g_free (objection->sentence);
  g_free (objection);
}

static void
free_not_met (gpointer data)
{
  XpDayNotMet *not_met = data;
  g_free (not_met->round_name);
  g_free (not_met->group);
  g_free (not_met->sentence);
  g_free (not_met);
}

static void
free_revisit (gpointer data)
{
  XpDayRevisit *revisit = data;
  g_free (revisit->sentence);
  g_free (revisit);
}

void
xp_day_list_free (XpDayList *self)
{
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->objections);
  g_ptr_array_unref (self->not_met);
  g_ptr_array_unref (self->revisits);
  g_free (self->backup);
  g_free (self->who);
  g_free (self);
}

/* ---- days ---- */

/* 10月19日（星期一）; the year where it is another. */
static char *
tell_day (const GDate *day, const GDate *today)
{
  g_autofree char *date =
    g_date_get_year (day) == g_date_get_year (today)
      ? g_strdup_printf ("%d月%d日", g_date_get_month (day), g_date_get_day (day))
      : xp_day_to_chinese (day);
  return g_strdup_printf ("%s（%s）", date, xp_day_get_weekday (day));
}

/* Behind today, up to the last. */
static int
count_days_left (const XpCalendar *calendar, GDate today, const GDate *until, bool counts_workdays)
{
  int n = 0;
  while (g_date_compare (&today, until) < 0) {
    g_date_add_days (&today, 1);
    n += !counts_workdays || xp_calendar_is_workday (calendar, &today);
  }
  return n;
}

static void
add_notice (XpDesk *desk, XpDayList *list, const XpRound *round)
{
  GDate until;
  const GDate today = xp_desk_get_today (desk);
  const XpCalendar *calendar = xp_desk_get_calendar (desk);
  if (!xp_day_from_text (round->notice_until_on, &until))
    return;
  XpDayNotice *notice = g_new0 (XpDayNotice, 1);
  g_autofree char *day = tell_day (&until, &today);
  const char *doubt =
    xp_calendar_knows (calendar, &until) ? "" : "；这一年的节假日表还没有，只扣除了周末，请核对";
  notice->round_uid = round->uid;
  notice->round_name = g_strdup (round->name);
  if (g_date_compare (&today, &until) > 0) {
    notice->n_days_left = -1;
    notice->sentence = g_strdup_printf ("公示满了，%s截止的%s", day, doubt);
  } else if (g_date_compare (&today, &until) == 0) {
    notice->sentence = g_strdup_printf ("今天是公示的最后一天，%s截止%s", day, doubt);
  } else {
    notice->n_days_left =
      count_days_left (calendar, today, &until, round->rules.notice_counts_workdays);
    notice->sentence = g_strdup_printf ("公示还剩%d天，%s截止%s", notice->n_days_left, day, doubt);
  }
  g_ptr_array_add (list->notices, notice);
}

/* ---- objections ---- */

static bool
is_open (const XpRecord *objection)
{
  return strcmp (xp_record_get_text (objection, "outcome"), "open") == 0;
}

static void
add_objection (XpDesk *desk, XpDayList *list, const XpRound *round, const XpRecord *record)
{
  GDate due;
  const GDate today = xp_desk_get_today (desk);
  const XpEntrant *entrant =
    xp_round_get_entrant (round, (int) xp_record_get_int (record, "entrant_no"));
  g_autofree char *who =
    entrant != NULL ? xp_entrant_dup_place_and_name (entrant) : g_strdup ("整张名单");
  if (!xp_day_from_text (xp_record_get_text (record, "due_on"), &due))
    due = today;
  g_autofree char *day = tell_day (&due, &today);
  const int order = g_date_compare (&today, &due);
  XpDayObjection *objection = g_new0 (XpDayObjection, 1);
  objection->round_uid = round->uid;
  objection->round_name = g_strdup (round->name);
  objection->no = (int) xp_record_get_int (record, "objection_no");
  objection->is_late = order > 0;
  objection->sentence =
    order > 0
      ? g_strdup_printf ("第%d条意见（%s）过了答复的日子，本该在%s前答复", objection->no, who, day)
    : order == 0 ? g_strdup_printf ("第%d条意见（%s）今天要答复", objection->no, who)
                 : g_strdup_printf ("第%d条意见（%s）%s前要答复", objection->no, who, day);
  g_ptr_array_add (list->objections, objection);
}

static void
add_objections (XpDesk *desk, XpDayList *list, const XpLoadedRound *loaded)
{
  for (guint i = 0; i < loaded->objections->len; i++)
    if (is_open (loaded->objections->pdata[i]))
      add_objection (desk, list, loaded->round, loaded->objections->pdata[i]);
}

/* ---- who was not met ---- */

static XpDayNotMet *
find_group (XpDayList *list, const XpRound *round, const char *group)
{
  for (guint i = 0; i < list->not_met->len; i++) {
    XpDayNotMet *known = list->not_met->pdata[i];
    if (known->round_uid == round->uid && strcmp (known->group, group) == 0)
      return known;
  }
  XpDayNotMet *made = g_new0 (XpDayNotMet, 1);
  made->round_uid = round->uid;
  made->round_name = g_strdup (round->name);
  made->group = g_strdup (group);
  g_ptr_array_add (list->not_met, made);
  return made;
}

static void
add_not_met (XpDayList *list, const XpLoadedRound *loaded)
{
  for (size_t i = 0; i < loaded->round->n_entrants; i++)
    if (xp_tally_get_total (loaded->tally, (int) i + 1)->state == XP_STATE_NOT_MET)
      find_group (list, loaded->round, loaded->round->entrants[i].group)->n++;
  for (guint i = 0; i < list->not_met->len; i++) {
    XpDayNotMet *not_met = list->not_met->pdata[i];
    g_free (not_met->sentence);
    not_met->sentence = g_strdup_printf ("%s还有%d户没碰上人", not_met->group, not_met->n);
  }
}

/* ---- what to go on with ---- */

static void
add_step (
  XpDayList *list, const XpRound *round, const char *page, const char *button, const char *sentence)
{
  XpDayStep *step = g_new0 (XpDayStep, 1);
  step->round_uid = round != NULL ? round->uid : 0;
  step->round_name = g_strdup (round != NULL ? round->name : "");
  step->sentence = g_strdup (sentence);
  step->button = g_strdup (button);
  step->page = page;
  g_ptr_array_add (list->steps, step);
}

static void
add_marking (XpDayList *list, const XpLoadedRound *loaded)
{
  int n_missing = 0;
  for (size_t i = 0; i < loaded->round->n_entrants; i++) {
    const XpTotal *total = xp_tally_get_total (loaded->tally, (int) i + 1);
    n_missing += total->state == XP_STATE_PRESENT && !total->is_gate_failed && total->n_missing > 0;
  }
  g_autofree char *sentence =
    g_strdup_printf ("还有%d%s没录完。", n_missing, xp_rubric_get_counted (loaded->round->rubric));
  if (n_missing > 0)
    add_step (list, loaded->round, "marks", "接着录", sentence);
  else
    add_step (list, loaded->round, "result", "算分", "都录完了，可以算分。");
}

static void
add_posted (XpDesk *desk, XpDayList *list, const XpLoadedRound *loaded)
{
  GDate until;
  const GDate today = xp_desk_get_today (desk);
  guint n_open = 0;
  for (guint i = 0; i < loaded->objections->len; i++)
    n_open += is_open (loaded->objections->pdata[i]);
  g_autofree char *sentence = g_strdup_printf ("有%u条意见要答复。", n_open);
  const bool is_over = xp_day_from_text (loaded->round->notice_until_on, &until) &&
                       g_date_compare (&today, &until) > 0;
  if (n_open > 0)
    add_step (list, loaded->round, "result", "答复意见", sentence);
  else if (is_over)
    add_step (list, loaded->round, "result", "公布结果", "公示满了，可以公布。");
  else
    add_step (list, loaded->round, "result", "看结果", "正在公示，满了以后再公布。");
}

static void
add_round (XpDesk *desk, XpDayList *list, const XpLoadedRound *loaded)
{
  const XpStage stage = loaded->round->stage;
  if (stage == XP_STAGE_DRAFT)
    add_step (list, loaded->round, "result", "开始打分", "还没有开始打分。");
  else if (stage == XP_STAGE_MARKING)
    add_marking (list, loaded);
  else if (stage == XP_STAGE_TALLIED)
    add_step (list, loaded->round, "result", "开会评议", "分算好了，下一步开会评议。");
  else if (stage == XP_STAGE_DISCUSSED)
    add_step (list, loaded->round, "result", "张贴公示", "会上评议过了，下一步张贴公示。");
  else if (stage == XP_STAGE_POSTED)
    add_posted (desk, list, loaded);

  if (stage == XP_STAGE_POSTED) {
    add_notice (desk, list, loaded->round);
    add_objections (desk, list, loaded);
  } else {
    add_not_met (list, loaded);
  }
}

/* Where nothing waits: the first of what a village does. */
static bool
add_beginning (XpBook *book, XpDayList *list, const XpRecord *last_round, GError **error)
{
  g_autoptr (GPtrArray) households = xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error);
  if (households == NULL)
    return false;
  if (households->len == 0)
    add_step (list, NULL, "households", "导入农户名单", "还没有农户。先把名单导进来。");
  else if (last_round == NULL)
    add_step (list, NULL, "rounds", "新开一次评选", "名单有了，可以新开一次评选。");
  else {
    const XpRound done = {.uid = xp_record_get_int (last_round, "round_uid"),
                          .name = (char *) xp_record_get_text (last_round, "name")};
    add_step (list, &done, "print", "去打印", "已经公布，可以打印证书。");
    add_step (list, NULL, "rounds", "新开一次评选", "可以新开一次评选。");
  }
  return true;
}

/* ---- what was deliberated and is not closed ---- */

static bool
add_revisits (XpDesk *desk, XpBook *book, XpDayList *list, GError **error)
{
  const GDate today = xp_desk_get_today (desk);
  g_autoptr (GPtrArray) lines = xp_deliberations_read (desk, book, 0, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++) {
    const XpDeliberationLine *line = lines->pdata[i];
    GDate day = today;
    if (!line->is_open)
      break; /* the open ones come first */
    xp_day_from_text (line->on_day, &day);
    g_autofree char *date = xp_day_to_chinese (&day);
    const bool is_this_year = g_date_get_year (&day) == g_date_get_year (&today);
    const char *month = strstr (date, "年");
    XpDayRevisit *revisit = g_new0 (XpDayRevisit, 1);
    revisit->deliberation_uid = line->uid;
    revisit->is_late = line->is_late;
    revisit->sentence =
      g_strdup_printf ("%s的%s：%s%s%s%s",
                       is_this_year && month != NULL ? month + strlen ("年") : date,
                       xp_deliberation_mode_get_word (line->mode),
                       line->state,
                       line->follower[0] != '\0' ? "（" : "",
                       line->follower,
                       line->follower[0] != '\0' ? "）" : "");
    g_ptr_array_add (list->revisits, revisit);
  }
  return lines != NULL;
}

/* ---- the list ---- */

static gint
compare_due (gconstpointer a, gconstpointer b)
{
  const XpDayObjection *left = *(XpDayObjection *const *) a;
  const XpDayObjection *right = *(XpDayObjection *const *) b;
  return right->is_late - left->is_late;
}

static bool
is_going_on (const XpRecord *round)
{
  XpStage stage = XP_STAGE_DRAFT;
  xp_stage_from_text (xp_record_get_text (round, "stage"), &stage);
  return stage < XP_STAGE_PUBLISHED;
}

static void
add_backup_and_who (XpDesk *desk, XpBook *book, XpDayList *list)
{
  const char *who = xp_desk_get_who (desk);
  list->backup = xp_backup_tell_standing (desk, book, &list->is_backup_due);
  list->who =
    who[0] != '\0' ? g_strconcat ("现在录入的是", who, NULL) : g_strdup ("还没有写录入人的姓名");
}

/* The newest round first: that is the one people came for. */
static gpointer
make_list (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_book_list (book, XP_KIND_ROUND, NULL, 0, error);
  if (rounds == NULL)
    return NULL;
  g_autoptr (XpDayList) list = g_new0 (XpDayList, 1);
  list->steps = g_ptr_array_new_with_free_func (free_step);
  list->notices = g_ptr_array_new_with_free_func (free_notice);
  list->objections = g_ptr_array_new_with_free_func (free_objection);
  list->not_met = g_ptr_array_new_with_free_func (free_not_met);
  list->revisits = g_ptr_array_new_with_free_func (free_revisit);
  for (guint i = rounds->len; i-- > 0;) {
    if (!is_going_on (rounds->pdata[i]))
      continue;
    g_autoptr (XpLoadedRound) loaded =
      xp_load_round (book, xp_record_get_int (rounds->pdata[i], "round_uid"), error);
    if (loaded == NULL)
      return NULL;
    add_round (desk, list, loaded);
  }
  const XpRecord *last = rounds->len > 0 ? rounds->pdata[rounds->len - 1] : NULL;
  if (list->steps->len == 0 && !add_beginning (book, list, last, error))
    return NULL;
  if (!add_revisits (desk, book, list, error))
    return NULL;
  g_ptr_array_sort (list->objections, compare_due);
  add_backup_and_who (desk, book, list);
  return g_steal_pointer (&list);
}

XpDayList *
xp_day_work_list (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, make_list, NULL, error);
}
