/* xp-deliberation-list.c: deliberations as they are read, with what is left to do
 * (xp-deliberation-work.h). */
#include "xp-deliberation-private.h"

#include <string.h>

static const struct {
  const char *name, *word, *short_word;
} MODES[] = {
  [XP_DELIBERATION_MEETING] = {"meeting", "集中评议", "集中"},
  [XP_DELIBERATION_ON_SITE] = {"on-site", "现场评议", "现场"},
  [XP_DELIBERATION_VISIT] = {"visit", "上门评议", "上门"},
  [XP_DELIBERATION_FOLLOW_UP] = {"follow-up", "跟踪评议", "跟踪"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (MODES) == XP_N_DELIBERATION_MODES);

const char *
xp_deliberation_mode_get_word (XpDeliberationMode mode)
{
  return MODES[mode].word;
}

bool
xp_deliberation_mode_from_text (const char *text, XpDeliberationMode *out_mode)
{
  for (size_t i = 0; text != NULL && i < G_N_ELEMENTS (MODES); i++)
    if (strcmp (MODES[i].name, text) == 0 || strcmp (MODES[i].word, text) == 0 ||
        strcmp (MODES[i].short_word, text) == 0) {
      *out_mode = (XpDeliberationMode) i;
      return true;
    }
  return false;
}

static void
free_revisit (gpointer data)
{
  XpRevisitLine *line = data;
  g_free (line->due_on);
  g_free (line->done_on);
  g_free (line->found);
  g_free (line);
}

void
xp_deliberation_line_free (XpDeliberationLine *self)
{
  g_ptr_array_unref (self->revisits);
  g_free (self->on_day);
  g_free (self->round_name);
  g_free (self->who);
  g_free (self->item_no);
  g_free (self->article);
  g_free (self->present);
  g_free (self->why);
  g_free (self->said);
  g_free (self->decided);
  g_free (self->follower);
  g_free (self->closed_on);
  g_free (self->outcome);
  g_free (self->state);
  g_free (self);
}

/* ---- out of records ---- */

static char *
dup_text (const XpRecord *record, const char *column)
{
  const char *text = record != NULL ? xp_record_get_text (record, column) : NULL;
  return g_strdup (text != NULL ? text : "");
}

static char *
dup_secret (XpBook *book, const XpRecord *record, const char *column)
{
  const char *commitment = xp_record_get_text (record, column);
  char *value = commitment != NULL ? xp_book_dup_secret (book, commitment, NULL) : NULL;
  return value != NULL ? value : g_strdup ("");
}

static XpRecord *
look_up_uid (XpBook *book, XpKind kind, int64_t uid)
{
  g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]", uid);
  return uid != 0 ? xp_book_lookup (book, kind, key, NULL) : NULL;
}

static char *
name_household (XpBook *book, const XpRecord *household)
{
  if (household == NULL)
    return g_strdup ("");
  g_autoptr (XpRecord) group =
    look_up_uid (book, XP_KIND_GROUP, xp_record_get_int (household, "group_uid"));
  g_autofree char *place = dup_text (group, "name");
  g_autofree char *door = dup_text (household, "door");
  g_autofree char *head = dup_text (household, "head");
  g_autofree char *where = g_strconcat (place, door, NULL);
  return g_strconcat (where, where[0] != '\0' ? " " : "", head, NULL);
}

static bool
read_revisits (XpBook *book, XpDeliberationLine *line, GError **error)
{
  g_autoptr (GPtrArray) records =
    xp_book_list (book, XP_KIND_REVISIT, "deliberation_uid", line->uid, error);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    XpRevisitLine *revisit = g_new0 (XpRevisitLine, 1);
    revisit->no = (int) xp_record_get_int (records->pdata[i], "revisit_no");
    revisit->due_on = dup_text (records->pdata[i], "due_on");
    revisit->done_on = dup_text (records->pdata[i], "done_on");
    revisit->found = dup_secret (book, records->pdata[i], "found_secret");
    g_ptr_array_add (line->revisits, revisit);
  }
  return records != NULL;
}

/* ---- what is left to do ---- */

/* The first day that nobody went; NULL: none. */
static const XpRevisitLine *
find_next (const XpDeliberationLine *line)
{
  const XpRevisitLine *next = NULL;
  for (guint i = 0; i < line->revisits->len; i++) {
    const XpRevisitLine *revisit = line->revisits->pdata[i];
    if (revisit->done_on[0] == '\0' && (next == NULL || strcmp (revisit->due_on, next->due_on) < 0))
      next = revisit;
  }
  return next;
}

/* “10月19日（星期一）”; the year where it is another. */
static char *
tell_day (const GDate *day, const GDate *today)
{
  g_autofree char *date =
    g_date_get_year (day) == g_date_get_year (today)
      ? g_strdup_printf ("%d月%d日", g_date_get_month (day), g_date_get_day (day))
      : xp_day_to_chinese (day);
  return g_strdup_printf ("%s（%s）", date, xp_day_get_weekday (day));
}

static char *
tell_revisit (XpDesk *desk, const XpRevisitLine *next, bool *out_is_late)
{
  GDate due;
  const GDate today = xp_desk_get_today (desk);
  if (!xp_day_from_text (next->due_on, &due))
    due = today;
  g_autofree char *day = tell_day (&due, &today);
  const int n_days = g_date_days_between (&today, &due);
  *out_is_late = n_days < 0;
  if (n_days < 0)
    return g_strdup_printf ("%s该去看，还没有去", day);
  if (n_days == 0)
    return g_strdup ("今天去看");
  return g_strdup_printf (
    "%s去看，还有%d天%s",
    day,
    n_days,
    xp_calendar_is_workday (xp_desk_get_calendar (desk), &due) ? "" : "，那天休息");
}

static void
judge_state (XpDesk *desk, XpDeliberationLine *line, const XpRecord *record)
{
  const XpRevisitLine *next = find_next (line);
  const bool is_undecided = line->mode == XP_DELIBERATION_MEETING &&
                            !xp_record_is_null (record, "why_secret") &&
                            xp_record_is_null (record, "decided_secret");
  line->next_revisit = next != NULL ? next->no : 0;
  line->is_open = line->closed_on[0] == '\0' &&
                  (next != NULL || is_undecided || line->mode == XP_DELIBERATION_FOLLOW_UP);
  if (line->closed_on[0] != '\0')
    line->state = g_strdup ("已销号");
  else if (next != NULL)
    line->state = tell_revisit (desk, next, &line->is_late);
  else if (is_undecided)
    line->state = g_strdup ("等会上评议");
  else
    line->state = g_strdup (line->is_open ? "还没有定哪天再去看" : "");
}

static XpDeliberationLine *
read_deliberation (XpDesk *desk, XpBook *book, const XpRecord *record, GError **error)
{
  XpDeliberationLine *line = g_new0 (XpDeliberationLine, 1);
  line->uid = xp_record_get_int (record, "deliberation_uid");
  xp_deliberation_mode_from_text (xp_record_get_text (record, "mode"), &line->mode);
  line->on_day = dup_text (record, "on_day");
  line->round_uid = xp_record_get_int (record, "round_uid");
  line->household_uid = xp_record_get_int (record, "household_uid");
  g_autoptr (XpRecord) round = look_up_uid (book, XP_KIND_ROUND, line->round_uid);
  g_autoptr (XpRecord) household = look_up_uid (book, XP_KIND_HOUSEHOLD, line->household_uid);
  line->round_name = dup_text (round, "name");
  line->who = name_household (book, household);
  line->number = household != NULL ? (int) xp_record_get_int (household, "number") : 0;
  line->item_no = dup_text (record, "item_no");
  line->article = dup_text (record, "article");
  line->present = dup_text (record, "present");
  line->why = dup_secret (book, record, "why_secret");
  line->said = dup_secret (book, record, "said_secret");
  line->decided = dup_secret (book, record, "decided_secret");
  line->follower = dup_text (record, "follower");
  line->closed_on = dup_text (record, "closed_on");
  line->outcome = dup_secret (book, record, "outcome_secret");
  line->revisits = g_ptr_array_new_with_free_func (free_revisit);
  if (!read_revisits (book, line, error)) {
    line->state = NULL;
    xp_deliberation_line_free (line);
    return NULL;
  }
  judge_state (desk, line, record);
  return line;
}

/* ---- the list ---- */

static const char *
due_of (const XpDeliberationLine *line)
{
  for (guint i = 0; i < line->revisits->len; i++) {
    const XpRevisitLine *revisit = line->revisits->pdata[i];
    if (revisit->no == line->next_revisit)
      return revisit->due_on;
  }
  return "9999";
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  const XpDeliberationLine *left = *(XpDeliberationLine *const *) a;
  const XpDeliberationLine *right = *(XpDeliberationLine *const *) b;
  if (left->is_open != right->is_open)
    return right->is_open - left->is_open;
  const int by_due = left->is_open ? strcmp (due_of (left), due_of (right)) : 0;
  if (by_due != 0)
    return by_due;
  const int by_day = strcmp (right->on_day, left->on_day);
  return by_day != 0 ? by_day : (left->uid > right->uid) - (left->uid < right->uid);
}

GPtrArray *
xp_deliberations_read (XpDesk *desk, XpBook *book, int64_t household_uid, GError **error)
{
  const char *column = household_uid != 0 ? "household_uid" : NULL;
  g_autoptr (GPtrArray) records =
    xp_book_list (book, XP_KIND_DELIBERATION, column, household_uid, error);
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_deliberation_line_free);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    XpDeliberationLine *line = read_deliberation (desk, book, records->pdata[i], error);
    if (line == NULL)
      return NULL;
    g_ptr_array_add (lines, line);
  }
  g_ptr_array_sort (lines, compare_lines);
  return records != NULL ? g_steal_pointer (&lines) : NULL;
}

static gpointer
list_deliberations (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_deliberations_read (desk, book, *(const int64_t *) input, error);
}

GPtrArray *
xp_deliberation_work_list (XpDesk *desk, int64_t household_uid, GError **error)
{
  return xp_desk_run (desk, list_deliberations, &household_uid, error);
}
