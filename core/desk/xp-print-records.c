/* xp-print-records.c: what the years say of one household becomes its 家庭台账: its rounds, points
 * and revisits. For the household and the committee: nothing of others, and no word for what was
 * not reached. */
#include "xp-print-source.h"

#include "xp-deliberation-work.h"
#include "xp-mark.h"
#include "xp-score-sheet.h"

#include <string.h>

enum {
  N_COLUMNS = 5
};

static const XpGridColumn COLUMNS[N_COLUMNS] = {{"日期", 1.9, XP_COLUMN_CENTRE, false},
                                                {"事项", 3.6, XP_COLUMN_LEFT, false},
                                                {"得分", 1.0, XP_COLUMN_DECIMAL, false},
                                                {"名次", 0.9, XP_COLUMN_CENTRE, false},
                                                {"称号、证书编号", 3.1, XP_COLUMN_LEFT, false}};

/* ---- rounds that are 公布 ---- */

typedef struct {
  XpRecord *round;
  XpResult *result;        /* the last one */
  GPtrArray *certificates; /* of XpRecord */
  GPtrArray *withdrawals;  /* of XpRecord */
} SealedRound;

/* One entrant of a household in one of them. */
typedef struct {
  const SealedRound *round;
  int entrant_no;
} Entry;

/* What all pages are filled from. */
typedef struct {
  XpPrintSource *source;
  XpBook *book;
  GPtrArray *rounds;        /* of SealedRound, by number */
  GHashTable *entries;      /* household_uid → GArray of Entry */
  GPtrArray *years;         /* of XpLedgerSource, the first first */
  GPtrArray *deliberations; /* of XpDeliberationLine */
  GArray *pages;            /* of XpScorePage */
  GPtrArray *rows;          /* of GArray of XpScoreRow */
} Records;

static void
free_sealed_round (gpointer data)
{
  SealedRound *self = data;
  g_clear_pointer (&self->round, xp_record_unref);
  g_clear_pointer (&self->result, xp_result_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->withdrawals, g_ptr_array_unref);
  g_free (self);
}

static void
add_entry (Records *self, int64_t household_uid, const SealedRound *round, int entrant_no)
{
  const Entry entry = {round, entrant_no};
  GArray *entries = g_hash_table_lookup (self->entries, &household_uid);
  if (entries == NULL) {
    int64_t *key = g_new (int64_t, 1);
    *key = household_uid;
    entries = g_array_new (FALSE, FALSE, sizeof (Entry));
    g_hash_table_insert (self->entries, key, entries);
  }
  g_array_append_val (entries, entry);
}

static bool
read_round (Records *self, XpRecord *record, GError **error)
{
  const int64_t uid = xp_record_get_int (record, "round_uid");
  g_autoptr (GPtrArray) results =
    xp_book_list (self->book, XP_KIND_RESULT, "round_uid", uid, error);
  g_autoptr (GPtrArray) entrants =
    results != NULL ? xp_book_list (self->book, XP_KIND_ENTRANT, "round_uid", uid, error) : NULL;
  if (entrants == NULL || results->len == 0)
    return entrants != NULL;
  SealedRound *round = g_new0 (SealedRound, 1);
  g_ptr_array_add (self->rounds, round);
  round->round = xp_record_ref (record);
  round->result =
    xp_result_from_text (xp_record_get_text (results->pdata[results->len - 1], "text"), error);
  if (round->result == NULL ||
      (round->certificates =
         xp_book_list (self->book, XP_KIND_CERTIFICATE, "round_uid", uid, error)) == NULL ||
      (round->withdrawals =
         xp_book_list (self->book, XP_KIND_TITLE_WITHDRAWAL, "round_uid", uid, error)) == NULL)
    return false;
  for (guint i = 0; i < entrants->len; i++)
    add_entry (self,
               xp_record_get_int (entrants->pdata[i], "household_uid"),
               round,
               (int) xp_record_get_int (entrants->pdata[i], "entrant_no"));
  return true;
}

static int
compare_by_number (gconstpointer a, gconstpointer b)
{
  const int64_t left = xp_record_get_int (*(XpRecord *const *) a, "number");
  const int64_t right = xp_record_get_int (*(XpRecord *const *) b, "number");
  return (left > right) - (left < right);
}

static bool
read_rounds (Records *self, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_book_list (self->book, XP_KIND_ROUND, NULL, 0, error);
  if (rounds == NULL)
    return false;
  g_ptr_array_sort (rounds, compare_by_number);
  for (guint i = 0; i < rounds->len; i++) {
    XpStage stage = XP_STAGE_DRAFT;
    xp_stage_from_text (xp_record_get_text (rounds->pdata[i], "stage"), &stage);
    if (stage >= XP_STAGE_PUBLISHED && !read_round (self, rounds->pdata[i], error))
      return false;
  }
  return true;
}

static bool
read_years (Records *self, GError **error)
{
  g_autoptr (GPtrArray) years = xp_book_list (self->book, XP_KIND_LEDGER_YEAR, NULL, 0, error);
  for (guint i = 0; years != NULL && i < years->len; i++) {
    XpLedgerSource *year = xp_ledger_source_read (self->book,
                                                  (int) xp_record_get_int (years->pdata[i], "year"),
                                                  0,
                                                  error);
    if (year == NULL)
      return false;
    g_ptr_array_add (self->years, year);
  }
  return years != NULL;
}

/* ---- rows ---- */

static const char *
keep (Records *self, char *text)
{
  return xp_print_source_keep (self->source, text);
}

static const char *
keep_day (Records *self, const char *text)
{
  GDate day;
  return keep (self,
               text != NULL && xp_day_from_text (text, &day) ? xp_day_to_chinese (&day)
                                                             : g_strdup (""));
}

static bool
add_heading (Records *self, GArray *rows, const char *section, GError **error)
{
  const XpScoreRow row = {xp_print_source_fill (self->source, section, error), NULL};
  g_array_append_val (rows, row);
  return row.heading != NULL;
}

static void
add_cells (Records *self, GArray *rows, const char *const cells[N_COLUMNS])
{
  GPtrArray *kept = g_ptr_array_new ();
  for (size_t i = 0; i < N_COLUMNS; i++)
    g_ptr_array_add (kept, (gpointer) cells[i]);
  const XpScoreRow row = {NULL, xp_print_source_keep_list (self->source, kept)};
  g_array_append_val (rows, row);
}

static const XpRecord *
find_of_entrant (const GPtrArray *records, int entrant_no)
{
  for (guint i = 0; i < records->len; i++)
    if (xp_record_get_int (records->pdata[i], "entrant_no") == entrant_no &&
        (xp_kind_find_column (xp_record_get_kind (records->pdata[i]), "is_void") < 0 ||
         xp_record_get_int (records->pdata[i], "is_void") == 0))
      return records->pdata[i];
  return NULL;
}

/* What it holds today: a title that was taken back is not spoken of. */
static bool
has_title (const Entry *entry, const XpResultEntrant *entrant)
{
  return entrant->awarded == XP_AWARDED_YES &&
         find_of_entrant (entry->round->withdrawals, entry->entrant_no) == NULL;
}

static const char *
keep_title (Records *self, const Entry *entry, const XpResultEntrant *entrant)
{
  const char *title = entrant->list[0] != '\0' ? entrant->list : entry->round->result->title;
  const XpRecord *certificate = find_of_entrant (entry->round->certificates, entry->entrant_no);
  return certificate == NULL
           ? title
           : keep (
               self,
               g_strdup_printf ("%s　%s",
                                title,
                                xp_print_source_number_certificate (self->source, certificate)));
}

/* Of a person only the title is told: her marks are her own. */
static bool
add_round (Records *self, GArray *rows, const Entry *entry, int *n_titles, GError **error)
{
  const XpResultEntrant *entrant =
    xp_print_lookup_entrant (entry->round->result, entry->entrant_no);
  const char *without = xp_print_source_fill (self->source, "没有评分", error);
  if (without == NULL)
    return false;
  const bool is_person = entrant != NULL && entrant->person_number != 0;
  const bool is_titled = entrant != NULL && has_title (entry, entrant);
  if (entrant == NULL || (is_person && !is_titled))
    return true;
  const char *name = xp_record_get_text (entry->round->round, "name");
  const bool has_figures = entrant->has_total && !is_person;
  const char *const cells[N_COLUMNS] = {
    keep_day (self, xp_record_get_text (entry->round->round, "published_on")),
    keep (self, is_person ? g_strdup_printf ("%s　%s", name, entrant->name) : g_strdup (name)),
    has_figures ? keep (self, xp_points_to_text (entrant->total_hundredths)) : "",
    has_figures && entrant->rank > 0 ? keep (self, g_strdup_printf ("%d", entrant->rank)) : "",
    is_titled            ? keep_title (self, entry, entrant)
    : entrant->has_total ? ""
                         : without};
  add_cells (self, rows, cells);
  *n_titles += is_titled;
  return true;
}

static bool
add_rounds (Records *self, GArray *rows, int64_t household_uid, GError **error)
{
  const GArray *entries = g_hash_table_lookup (self->entries, &household_uid);
  const guint n_before = rows->len + 1;
  int n_titles = 0;
  bool is_good = entries == NULL || add_heading (self, rows, "评选", error);
  for (guint i = 0; is_good && entries != NULL && i < entries->len; i++)
    is_good = add_round (self, rows, &g_array_index (entries, Entry, i), &n_titles, error);
  const int n = entries != NULL ? (int) (rows->len - n_before) : 0;
  if (entries != NULL && n == 0)
    g_array_set_size (rows, n_before - 1);
  xp_print_source_set_number (self->source, "次", n);
  xp_print_source_set_number (self->source, "称号数", n_titles);
  return is_good;
}

static void
set_points (XpPrintSource *source, const char *field, int64_t hundredths)
{
  g_autofree char *text = xp_points_to_text (hundredths);
  xp_print_source_set_field (source, field, text);
}

static bool
add_year (Records *self, GArray *rows, const XpLedgerSource *year, int64_t uid, GError **error)
{
  g_autoptr (XpLedger) ledger = xp_ledger_source_count (year, uid, NULL);
  int64_t added = 0, taken_off = 0;
  for (size_t i = 0; i < ledger->n_lines; i++) {
    added += MAX (ledger->lines[i].counted_hundredths, 0);
    taken_off -= MIN (ledger->lines[i].counted_hundredths, 0);
  }
  set_points (self->source, "加分", added);
  set_points (self->source, "减分", taken_off);
  set_points (self->source, "已兑换", ledger->redeemed_hundredths);
  set_points (self->source, "可兑换", ledger->redeemable_hundredths);
  const char *what = xp_print_source_fill (self->source, "积分·一年", error);
  const char *left = what != NULL ? xp_print_source_fill (self->source, "可兑换", error) : NULL;
  const char *const cells[N_COLUMNS] = {keep (self, g_strdup_printf ("%d年", year->year)),
                                        what,
                                        keep (self, xp_points_to_text (ledger->score_hundredths)),
                                        "",
                                        left};
  if (left != NULL)
    add_cells (self, rows, cells);
  return left != NULL;
}

static bool
add_years (Records *self, GArray *rows, int64_t uid, GError **error)
{
  bool has_heading = false, is_good = true;
  for (guint i = 0; is_good && i < self->years->len; i++) {
    const XpLedgerSource *year = self->years->pdata[i];
    const GPtrArray *events = xp_ledger_source_get_events (year, uid);
    if (events == NULL || events->len == 0)
      continue;
    is_good = (has_heading || add_heading (self, rows, "积分", error)) &&
              add_year (self, rows, year, uid, error);
    has_heading = true;
  }
  return is_good;
}

/* Somebody went again, and it is closed. What it was about stays with the committee. */
static bool
was_looked_at (const XpDeliberationLine *line)
{
  for (guint i = 0; line->closed_on[0] != '\0' && i < line->revisits->len; i++)
    if (((const XpRevisitLine *) line->revisits->pdata[i])->done_on[0] != '\0')
      return true;
  return false;
}

static bool
add_revisits (Records *self, GArray *rows, int64_t uid, GError **error)
{
  bool has_heading = false, is_good = true;
  for (guint i = self->deliberations->len; is_good && i-- > 0;) {
    const XpDeliberationLine *line = self->deliberations->pdata[i];
    if (line->household_uid != uid || !was_looked_at (line))
      continue;
    is_good = has_heading || add_heading (self, rows, "复查", error);
    has_heading = true;
    const char *what = is_good ? xp_print_source_fill (self->source, "复查·看过", error) : NULL;
    const char *done = what != NULL ? xp_print_source_fill (self->source, "办好了", error) : NULL;
    const char *const cells[N_COLUMNS] = {keep_day (self, line->closed_on), what, "", "", done};
    is_good = done != NULL;
    if (is_good)
      add_cells (self, rows, cells);
  }
  return is_good;
}

/* ---- pages ---- */

static void
set_people (Records *self, const char *field, const XpRecord *household, const char *column)
{
  g_autofree char *text =
    xp_record_is_null (household, column)
      ? g_strdup ("　")
      : g_strdup_printf ("%" G_GINT64_FORMAT, xp_record_get_int (household, column));
  xp_print_source_set_field (self->source, field, text);
}

static const char *
section_of_total (const Records *self)
{
  if (strcmp (g_hash_table_lookup (self->source->fields, "次"), "0") == 0)
    return "合计·没有";
  return strcmp (g_hash_table_lookup (self->source->fields, "称号数"), "0") == 0 ? "合计·参加"
                                                                                 : "合计";
}

static bool
add_page (Records *self, const XpPrintHousehold *household, GError **error)
{
  XpPrintSource *source = self->source;
  const int64_t uid = xp_record_get_int (household->record, "household_uid");
  const char *door = xp_record_get_text (household->record, "door");
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (XpScoreRow));
  g_ptr_array_add (self->rows, rows);
  xp_print_source_set_field (source,
                             "姓名",
                             xp_print_source_name_household (source, household->record));
  set_people (self, "人口", household->record, "people");
  set_people (self, "常住", household->record, "residents");
  if (!add_heading (self, rows, "基本情况", error) || !add_rounds (self, rows, uid, error) ||
      !add_years (self, rows, uid, error) || !add_revisits (self, rows, uid, error))
    return false;
  XpScorePage page = {
    .place = keep (self,
                   g_strdup_printf ("编号%d　%s%s",
                                    (int) xp_record_get_int (household->record, "number"),
                                    xp_print_household_get_group (household),
                                    door != NULL ? door : "")),
    .columns = COLUMNS,
    .n_columns = N_COLUMNS,
    .rows = (const XpScoreRow *) (gpointer) rows->data,
    .n_rows = rows->len,
  };
  const bool is_filled =
    (page.addressee = xp_print_source_fill (source, "户主", error)) != NULL &&
    (page.total = xp_print_source_fill (source, section_of_total (self), error)) != NULL &&
    (page.sentences = xp_print_source_fill_lines (source, "说明", error)) != NULL;
  g_array_append_val (self->pages, page);
  return is_filled;
}

static bool
add_pages (Records *self, GError **error)
{
  g_autoptr (GArray) households = xp_print_source_list_households (self->source);
  bool is_good = read_rounds (self, error) && read_years (self, error);
  for (guint i = 0; is_good && i < households->len; i++)
    is_good = add_page (self, &g_array_index (households, XpPrintHousehold, i), error);
  return is_good;
}

static GBytes *
refuse (const XpPrintSource *source, GError **error)
{
  if (source->options.household != 0)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "本村没有%d号户，没有台账可印。请写户的编号，农户名单上有。",
                 source->options.household);
  else
    g_set_error_literal (
      error,
      XP_ERROR,
      XP_ERROR_REFUSED,
      "这里面没有农户，没有台账可印。请先在“农户”里导入名单，或看看选的组对不对。");
  return NULL;
}

static GBytes *
render (
  Records *self, XpFontBook *fonts, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  XpPrintSource *source = self->source;
  XpScoreSheet sheet = {.village = xp_desk_get_village (source->desk)->name,
                        .pages = (const XpScorePage *) (gpointer) self->pages->data,
                        .n_pages = self->pages->len};
  const bool is_filled =
    (sheet.title = xp_print_source_fill (source, "标题", error)) != NULL &&
    (sheet.sub_lines = xp_print_source_fill_lines (source, "表头", error)) != NULL &&
    (sheet.closing_lines = xp_print_source_fill_lines (source, "问谁", error)) != NULL &&
    (sheet.issuer = xp_print_source_fill (source, "落款", error)) != NULL;
  return is_filled ? xp_score_sheet_render (&sheet, fonts, progress, cancellable, error) : NULL;
}

GBytes *
xp_print_records (XpPrintSource *source,
                  XpFontBook *fonts,
                  XpProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  const GDate today = xp_desk_get_today (source->desk);
  g_autofree char *day = xp_day_to_chinese (&today);
  g_autoptr (XpBook) book =
    xp_book_open_beside (xp_desk_get_path (source->desk), &XP_DESK_HOOKS, error);
  g_autoptr (GPtrArray) deliberations =
    book != NULL ? xp_print_source_read_deliberations (source, error) : NULL;
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func (free_sealed_round);
  g_autoptr (GPtrArray) years =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_ledger_source_free);
  g_autoptr (GHashTable) entries =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (XpScorePage));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Records self = {source, book, rounds, entries, years, deliberations, pages, rows};
  xp_print_source_set_field (source, "日期", day);
  if (deliberations == NULL || !add_pages (&self, error))
    return NULL;
  return pages->len > 0 ? render (&self, fonts, progress, cancellable, error)
                        : refuse (source, error);
}
