/* xp-print-sitting.c: the papers around the judges: 入户路线单, 未入户名单, 评委打分单, 签到表,
 * 回避登记表. */
#include "xp-print-source.h"

#include "xp-recusal-work.h"

#include <string.h>

/* Rows that a hand writes into. */
static const double HAND_ROW_MM = 11;

static const char *
keep_number (XpPrintSource *source, int number)
{
  return xp_print_source_keep (source, g_strdup_printf ("%d", number));
}

static bool
is_judge (const XpRound *round, const XpJudge *judge)
{
  return judge->no != 0 && !xp_round_is_of_own_body (round, judge->no);
}

static const char *
name_of_judge (const XpRound *round, int judge_no)
{
  for (size_t i = 0; i < round->n_judges; i++)
    if (round->judges[i].no == judge_no)
      return round->judges[i].name;
  return "";
}

/* Upright, with rows high enough for a hand. Borrows both. */
static XpTableSheet
make_sheet (const XpGridColumn columns[], size_t n_columns, const GArray *table)
{
  XpTableSheet sheet = {.columns = columns,
                        .n_columns = n_columns,
                        .is_portrait = true,
                        .least_row_mm = HAND_ROW_MM};
  sheet.rows = (const XpTableRow *) (gconstpointer) table->data;
  sheet.n_rows = table->len;
  return sheet;
}

/* ---- 入户路线单 ---- */

enum {
  N_ROUTE_COLUMNS = 7
};

/* “　由李明、王秀兰去”; "" everybody may. Kept. */
static const char *
join_team (XpPrintSource *source, int64_t group_uid)
{
  const GArray *rota = source->loaded->rota;
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < rota->len; i++) {
    const XpRotaRow *row = &g_array_index (rota, XpRotaRow, i);
    if (row->group_uid == group_uid)
      g_string_append_printf (names,
                              "%s%s",
                              names->len > 0 ? "、" : "",
                              name_of_judge (source->loaded->round, row->judge_no));
  }
  if (names->len > 0) {
    g_string_prepend (names, "　由");
    g_string_append (names, "去");
  }
  return xp_print_source_keep (source, g_string_free (names, FALSE));
}

/* Behind “一社　12户” stands who goes there. */
static void
name_teams (XpPrintSource *source, const GPtrArray *entrants, GArray *table)
{
  for (guint i = 0; i < table->len; i++) {
    XpTableRow *row = &g_array_index (table, XpTableRow, i);
    const XpEntrant *entrant = entrants->pdata[i];
    if (row->heading != NULL)
      row->heading = xp_print_source_keep (
        source,
        g_strconcat (row->heading, join_team (source, entrant->group_uid), NULL));
  }
}

GBytes *
xp_print_routes (XpPrintSource *source,
                 XpFontBook *fonts,
                 XpProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  static const XpGridColumn COLUMNS[N_ROUTE_COLUMNS] = {{"次序", 0.9, XP_COLUMN_CENTRE, false},
                                                        {"编号", 0.9, XP_COLUMN_CENTRE, false},
                                                        {"门牌", 1.3, XP_COLUMN_CENTRE, false},
                                                        {"户主", 2.2, XP_COLUMN_NAME, false},
                                                        {"人口", 0.9, XP_COLUMN_CENTRE, false},
                                                        {"看过", 1, XP_COLUMN_CENTRE, false},
                                                        {"情况", 3, XP_COLUMN_CENTRE, false}};
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (source);
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_ROUTE_COLUMNS, table};
  int order = 0;
  for (guint i = 0; i < entrants->len; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    const XpEntrant *before = i > 0 ? entrants->pdata[i - 1] : NULL;
    const bool begins = before == NULL || strcmp (before->group, entrant->group) != 0;
    order = begins ? 1 : order + 1;
    const char *cells[N_ROUTE_COLUMNS] = {
      keep_number (source, order),
      keep_number (source, entrant->number),
      entrant->door,
      xp_print_source_name_entrant (source, entrant),
      xp_print_source_count_people (source, entrant->household_uid)};
    xp_print_rows_add (&rows, cells, begins ? entrant->group : NULL);
  }
  if (table->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "没有参评的人家，没有路线单可印。请看看选的组对不对。");
    return NULL;
  }
  xp_print_rows_count_into_headings (&rows);
  name_teams (source, entrants, table);
  xp_print_source_set_number (source, "户数", (int) table->len);
  XpTableSheet sheet = make_sheet (COLUMNS, N_ROUTE_COLUMNS, table);
  return xp_print_source_fill_table (source, &sheet, "说明", error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

/* ---- 未入户名单 ---- */

enum {
  N_UNVISITED_COLUMNS = 7
};

/* Nobody has marked anything of it. */
static bool
is_untouched (const XpLoadedRound *loaded, int entrant_no)
{
  const XpRound *round = loaded->round;
  if (xp_tally_get_total (loaded->tally, entrant_no)->state != XP_STATE_PRESENT)
    return false;
  for (size_t i = 0; i < round->n_judges; i++)
    if (xp_round_is_scoring (round, round->judges[i].no) &&
        xp_tally_get_sheet (loaded->tally, entrant_no, round->judges[i].no)->is_started)
      return false;
  return true;
}

static void
list_unvisited (XpPrintSource *source, XpPrintRows *rows, int *out_n_not_met)
{
  g_autoptr (GPtrArray) entrants = xp_print_source_list_entrants (source);
  const char *present = NULL;
  *out_n_not_met = 0;
  for (guint i = 0; i < entrants->len; i++) {
    const XpEntrant *entrant = entrants->pdata[i];
    const bool is_not_met =
      xp_tally_get_total (source->loaded->tally, entrant->no)->state == XP_STATE_NOT_MET;
    if (!is_not_met && !is_untouched (source->loaded, entrant->no))
      continue;
    const char *cells[N_UNVISITED_COLUMNS] = {
      keep_number (source, entrant->number),
      entrant->door,
      xp_print_source_name_entrant (source, entrant),
      xp_print_source_count_people (source, entrant->household_uid),
      is_not_met ? "没碰上人" : "还没录"};
    const bool begins = present == NULL || strcmp (present, entrant->group) != 0;
    xp_print_rows_add (rows, cells, begins ? entrant->group : NULL);
    present = entrant->group;
    *out_n_not_met += is_not_met;
  }
  xp_print_rows_count_into_headings (rows);
}

GBytes *
xp_print_unvisited (XpPrintSource *source,
                    XpFontBook *fonts,
                    XpProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  static const XpGridColumn COLUMNS[N_UNVISITED_COLUMNS] = {
    {"编号", 1, XP_COLUMN_CENTRE, false},
    {"门牌", 1.3, XP_COLUMN_CENTRE, false},
    {"户主", 2.2, XP_COLUMN_NAME, false},
    {"人口", 0.9, XP_COLUMN_CENTRE, false},
    {"情况", 1.5, XP_COLUMN_CENTRE, false},
    {"再去的日子", 1.8, XP_COLUMN_CENTRE, false},
    {"结果", 2.2, XP_COLUMN_CENTRE, false}};
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_UNVISITED_COLUMNS, table};
  int n_not_met = 0;
  list_unvisited (source, &rows, &n_not_met);
  if (table->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "各户都去过、录过了，没有未入户的，没有名单可印，什么也不用做。");
    return NULL;
  }
  xp_print_source_set_number (source, "户数", (int) table->len);
  xp_print_source_set_number (source, "没碰上人", n_not_met);
  xp_print_source_set_number (source, "没录", (int) table->len - n_not_met);
  XpTableSheet sheet = make_sheet (COLUMNS, N_UNVISITED_COLUMNS, table);
  return xp_print_source_fill_table (source, &sheet, "说明", error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

/* ---- 签到表 ---- */

enum {
  N_ATTENDANCE_COLUMNS = 7,
  N_SPARE_ROWS = 4 /* for who comes besides */
};

/* “19:05” of the first stay, or where the last one ended; "" not known. Kept. */
static const char *
clock_of (XpPrintSource *source, int judge_no, bool is_last_leaving)
{
  const char *moment = NULL;
  int64_t found_stay = 0;
  for (guint i = 0; i < source->stays->len; i++) {
    const XpRecord *stay = source->stays->pdata[i];
    const int64_t stay_no = xp_record_get_int (stay, "stay_no");
    const bool is_wanted = is_last_leaving ? stay_no > found_stay : stay_no == 1;
    if (xp_record_get_int (stay, "judge_no") != judge_no || !is_wanted)
      continue;
    found_stay = stay_no;
    moment = xp_record_get_text (stay, is_last_leaving ? "left_at" : "came_at");
  }
  const char *clock = moment != NULL ? strchr (moment, 'T') : NULL;
  return clock != NULL ? xp_print_source_keep (source, g_strdup (clock + 1)) : "";
}

static bool
has_come (const XpPrintSource *source, int judge_no)
{
  for (guint i = 0; i < source->stays->len; i++)
    if (xp_record_get_int (source->stays->pdata[i], "judge_no") == judge_no)
      return true;
  return false;
}

/* Returns how many are to come; *out_n_came: who signed in at any time. */
static int
list_attendance (XpPrintSource *source, XpPrintRows *rows, int *out_n_came)
{
  const XpRound *round = source->loaded->round;
  int n = 0;
  *out_n_came = 0;
  for (size_t i = 0; i < round->n_judges; i++) {
    const XpJudge *judge = &round->judges[i];
    if (!is_judge (round, judge))
      continue;
    const char *cells[N_ATTENDANCE_COLUMNS] = {keep_number (source, ++n),
                                               judge->name,
                                               judge->body[0] != '\0' ? judge->body : "评委",
                                               clock_of (source, judge->no, false),
                                               clock_of (source, judge->no, true)};
    xp_print_rows_add (rows, cells, NULL);
    *out_n_came += has_come (source, judge->no);
  }
  for (int i = 1; i <= N_SPARE_ROWS; i++) {
    const char *cells[N_ATTENDANCE_COLUMNS] = {keep_number (source, n + i)};
    xp_print_rows_add (rows, cells, NULL);
  }
  return n;
}

GBytes *
xp_print_attendance (XpPrintSource *source,
                     XpFontBook *fonts,
                     XpProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  static const XpGridColumn COLUMNS[N_ATTENDANCE_COLUMNS] = {
    {"序号", 0.9, XP_COLUMN_CENTRE, false},
    {"姓名", 2, XP_COLUMN_NAME, false},
    {"身份", 1.3, XP_COLUMN_CENTRE, false},
    {"到的时间", 1.4, XP_COLUMN_CENTRE, false},
    {"走的时间", 1.4, XP_COLUMN_CENTRE, false},
    {"签名", 2.4, XP_COLUMN_CENTRE, false},
    {"代签关系", 1.5, XP_COLUMN_CENTRE, false}};
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_ATTENDANCE_COLUMNS, table};
  int n_came = 0;
  const int n_members = list_attendance (source, &rows, &n_came);
  const GDate today = xp_desk_get_today (source->desk);
  g_autofree char *day = xp_day_to_chinese (&today);
  xp_print_source_set_number (source, "应到", n_members);
  xp_print_source_set_number (source, "实到", n_came);
  xp_print_source_set_field (source, "日期", day);
  XpTableSheet sheet = make_sheet (COLUMNS, N_ATTENDANCE_COLUMNS, table);
  return xp_print_source_fill_table (source,
                                     &sheet,
                                     source->stays->len > 0 ? "说明·已到" : "说明",
                                     error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}

/* ---- 回避登记表 ---- */

enum {
  N_RECUSAL_COLUMNS = 6
};

static const char OWN_GROUP[] = "本组";

/* By judge; his own group, which stands in one row, behind the rest. */
static int
compare_recusals (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const XpPrintSource *source = user_data;
  const guint left = *(const guint *) a, right = *(const guint *) b;
  const XpRecord *first = source->loaded->recusals->pdata[left];
  const XpRecord *second = source->loaded->recusals->pdata[right];
  const bool is_group = strcmp (source->relations->pdata[left], OWN_GROUP) == 0;
  const bool is_other_group = strcmp (source->relations->pdata[right], OWN_GROUP) == 0;
  const int64_t by_judge =
    xp_record_get_int (first, "judge_no") - xp_record_get_int (second, "judge_no");
  if (by_judge != 0)
    return (int) by_judge;
  return is_group != is_other_group ? is_group - is_other_group
                                    : (int) (xp_record_get_int (first, "entrant_no") -
                                             xp_record_get_int (second, "entrant_no"));
}

/* Places of the recusals, by judge and household. Yours. */
static GArray *
order_recusals (XpPrintSource *source)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < source->loaded->recusals->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_recusals, source);
  return order;
}

static const XpEntrant *
entrant_of (const XpPrintSource *source, const XpRecord *recusal)
{
  return xp_round_get_entrant (source->loaded->round,
                               (int) xp_record_get_int (recusal, "entrant_no"));
}

/* How many from @at on are one judge's own group, which stands in one row. */
static guint
count_own_group (const XpPrintSource *source, const GArray *order, guint at)
{
  const GPtrArray *recusals = source->loaded->recusals;
  const XpRecord *first = recusals->pdata[g_array_index (order, guint, at)];
  guint n = 0;
  while (at + n < order->len) {
    const guint place = g_array_index (order, guint, at + n);
    const XpRecord *one = recusals->pdata[place];
    if (strcmp (source->relations->pdata[place], OWN_GROUP) != 0 ||
        xp_record_get_int (one, "judge_no") != xp_record_get_int (first, "judge_no") ||
        entrant_of (source, one)->group_uid != entrant_of (source, first)->group_uid)
      break;
    n++;
  }
  return n;
}

static void
list_recusals (XpPrintSource *source, XpPrintRows *rows)
{
  const XpRound *round = source->loaded->round;
  g_autoptr (GArray) order = order_recusals (source);
  for (guint i = 0; i < order->len;) {
    const guint place = g_array_index (order, guint, i);
    const XpRecord *recusal = source->loaded->recusals->pdata[place];
    const XpEntrant *entrant = entrant_of (source, recusal);
    const guint n_own = count_own_group (source, order, i);
    const char *word = xp_recusal_source_get_word (xp_record_get_text (recusal, "source"));
    g_autofree char *who =
      n_own > 1
        ? g_strdup_printf ("%s%u%s", entrant->group, n_own, xp_rubric_get_counted (round->rubric))
        : xp_entrant_dup_place_and_name (entrant);
    const char *cells[N_RECUSAL_COLUMNS] = {
      keep_number (source, (int) rows->rows->len + 1),
      name_of_judge (round, (int) xp_record_get_int (recusal, "judge_no")),
      xp_print_source_keep (source, g_strdup (who)),
      source->relations->pdata[place],
      word != NULL ? word : ""};
    xp_print_rows_add (rows, cells, NULL);
    i += MAX (n_own, 1);
  }
}

GBytes *
xp_print_recusals (XpPrintSource *source,
                   XpFontBook *fonts,
                   XpProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  static const XpGridColumn COLUMNS[N_RECUSAL_COLUMNS] = {
    {"序号", 0.8, XP_COLUMN_CENTRE, false},
    {"评委", 1.8, XP_COLUMN_NAME, false},
    {"回避的人家", 3, XP_COLUMN_CENTRE, false},
    {"关系", 1.6, XP_COLUMN_CENTRE, false},
    {"由谁提出", 1.5, XP_COLUMN_CENTRE, false},
    {"评委签名", 1.8, XP_COLUMN_CENTRE, false}};
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (XpTableRow));
  XpPrintRows rows = {source, N_RECUSAL_COLUMNS, table};
  list_recusals (source, &rows);
  xp_print_source_set_number (source, "条数", (int) table->len);
  for (int i = 1; i <= N_SPARE_ROWS; i++) {
    const char *cells[N_RECUSAL_COLUMNS] = {keep_number (source, (int) table->len + 1)};
    xp_print_rows_add (&rows, cells, NULL);
  }
  XpTableSheet sheet = make_sheet (COLUMNS, N_RECUSAL_COLUMNS, table);
  return xp_print_source_fill_table (source, &sheet, "说明", error)
           ? xp_table_sheet_render (&sheet, fonts, progress, cancellable, error)
           : NULL;
}
