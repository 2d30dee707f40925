/* xp-handover-list.c: the sheets of 换届移交 itself: 移交清单 and 证书清单. */
#include "xp-handover-private.h"

#include "xp-backup-private.h"
#include "xp-certificate-private.h"
#include "xp-font-book.h"
#include "xp-table-sheet.h"

#include <string.h>

/* Rows of a table, growing; their texts are kept. */
typedef struct {
  GPtrArray *texts; /* of char * and of cells */
  GArray *rows;     /* of XpTableRow */
} Rows;

static void
begin_rows (Rows *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_array_new (FALSE, TRUE, sizeof (XpTableRow));
}

static void
end_rows (Rows *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->texts);
}

static const char *
keep (Rows *self, char *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

/* @cells: of @n texts; taken as they are. */
static void
add_cells (Rows *self, const char *const *cells, size_t n)
{
  const XpTableRow row = {.cells = (const char *const *) g_memdup2 (cells, n * sizeof *cells)};
  g_ptr_array_add (self->texts, (gpointer) row.cells);
  g_array_append_val (self->rows, row);
}

static void add_fact (Rows *self, const char *what, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_fact (Rows *self, const char *what, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  const char *cells[] = {keep (self, g_strdup (what)),
                         keep (self, g_strdup_vprintf (format, args))};
  va_end (args);
  add_cells (self, cells, G_N_ELEMENTS (cells));
}

static GBytes *
render (const XpTableSheet *sheet, GError **error)
{
  g_autoptr (XpFontBook) fonts = xp_font_book_new (error);
  return fonts != NULL ? xp_table_sheet_render (sheet, fonts, NULL, NULL, error) : NULL;
}

/* ---- 移交清单 ---- */

static guint
count_open (XpBook *book)
{
  guint n = 0;
  g_autoptr (GPtrArray) households = xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, NULL);
  for (guint i = 0; households != NULL && i < households->len; i++)
    n += g_strcmp0 (xp_record_get_text (households->pdata[i], "state"), "closed") != 0;
  return n;
}

static guint
count_records (XpBook *book, XpKind kind)
{
  g_autoptr (GPtrArray) records = xp_book_list (book, kind, NULL, 0, NULL);
  return records != NULL ? records->len : 0;
}

static guint
count_void (XpBook *book)
{
  guint n = 0;
  g_autoptr (GPtrArray) records = xp_book_list (book, XP_KIND_CERTIFICATE, NULL, 0, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    n += xp_record_get_int (records->pdata[i], "is_void") != 0;
  return n;
}

static void
add_last_act (Rows *rows, XpBook *book)
{
  int64_t n_acts = 0, from_head = 0;
  g_autoptr (GPtrArray) last = xp_book_list_history (book, NULL, &from_head, 1, NULL, NULL);
  xp_book_count_acts (book, &n_acts, NULL);
  if (last == NULL || last->len == 0)
    return;
  const XpHistoryLine *line = last->pdata[0];
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (line->at_ms / 1000);
  g_autofree char *when = g_date_time_format (at, "%Y年%-m月%-d日 %H:%M");
  add_fact (rows,
            "修改记录",
            "共%" G_GINT64_FORMAT "次改动；最后一次：%s，%s，%s",
            n_acts,
            when,
            line->who[0] != '\0' ? line->who : "没有留名",
            line->title);
}

static void
add_backups (Rows *rows, XpDesk *desk, XpBook *book, const XpHandoverPapers *papers)
{
  add_fact (rows,
            "移交时的备份",
            "%s，%.1f MB，已核对",
            papers->backup,
            (double) papers->backup_bytes / 1e6);
  g_autofree char *folder = xp_backup_dup_folder (desk, book, NULL);
  g_autoptr (GPtrArray) lines = folder != NULL ? xp_backup_list_folder (desk, folder) : NULL;
  if (lines != NULL && lines->len > 0)
    add_fact (rows,
              "以前的备份",
              "这台电脑里%u份，最近一份：%s",
              lines->len,
              ((const XpBackupLine *) lines->pdata[0])->sentence);
  XpBackupLine *outside = folder != NULL ? xp_backup_read_chosen (desk, folder, true) : NULL;
  if (outside != NULL)
    add_fact (rows, "另存的备份", "%s", outside->sentence);
  g_clear_pointer (&outside, xp_backup_line_free);
}

typedef struct {
  Rows *rows;
  const XpHandoverPapers *papers;
} Filling;

static gpointer
fill_counts (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Filling *filling = input;
  const guint n_void = count_void (book);
  add_fact (filling->rows, "农户", "%u户", count_open (book));
  add_fact (filling->rows, "登记的村民", "%u人", count_records (book, XP_KIND_PERSON));
  add_fact (filling->rows, "评选", "%u次", count_records (book, XP_KIND_ROUND));
  add_fact (filling->rows,
            "荣誉证书",
            n_void > 0 ? "发出编号%u个，其中作废%u个" : "发出编号%u个",
            count_records (book, XP_KIND_CERTIFICATE),
            n_void);
  add_last_act (filling->rows, book);
  add_backups (filling->rows, desk, book, filling->papers);
  return XP_DESK_DONE;
}

static bool
add_rounds (Rows *rows, XpDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, error);
  for (guint i = 0; rounds != NULL && i < rounds->len; i++) {
    const XpRoundLine *round = rounds->pdata[i];
    g_autofree char *code = NULL;
    g_autofree char *what = g_strdup_printf ("第%d次评选", round->number);
    g_autoptr (XpResult) result = xp_round_work_latest_result (desk, round->uid, &code, NULL);
    add_fact (rows, what, "%s", round->name);
    add_fact (rows,
              "",
              "参评%d户，进到“%s”%s%s",
              round->n_entrants,
              xp_stage_get_word (round->stage),
              code != NULL ? "，核对码：" : "，还没有存下结果",
              code != NULL ? code : "");
  }
  return rounds != NULL;
}

static void
add_papers (Rows *rows, const XpHandoverPapers *papers)
{
  for (guint i = 0; i < papers->files->len; i++)
    add_fact (rows, i == 0 ? "归档的文书" : "", "%s", (const char *) papers->files->pdata[i]);
  for (guint i = 0; i < papers->left_out->len; i++)
    add_fact (rows, "没有印成的", "%s", (const char *) papers->left_out->pdata[i]);
}

static GBytes *
render_list (XpDesk *desk, const Rows *rows, const XpHandover *handover, GError **error)
{
  static const XpGridColumn COLUMNS[] = {
    {.title = "项目", .weight = 1, .kind = XP_COLUMN_LEFT},
    {.title = "内容", .weight = 4.4, .kind = XP_COLUMN_LEFT},
  };
  static const char *const SIGNERS[] = {"移交人", "接收人", NULL};
  static const char *const NOTES[] = {
    "本清单一式两份，移交人、接收人各执一份。核对码和当时张贴的公示上的八个字应当一样。",
    NULL};
  g_autofree char *day = xp_day_to_chinese (&handover->on_day);
  g_autofree char *sub =
    g_strdup_printf ("移交人：%s　　接收人：%s　　自%s起", handover->from, handover->to, day);
  const char *const sub_lines[] = {sub, NULL};
  const XpVillage *village = xp_desk_get_village (desk);
  g_autofree char *title = g_strconcat (village->name, "评议资料移交清单", NULL);
  const XpTableSheet sheet = {.village = village->name,
                              .title = title,
                              .sub_lines = sub_lines,
                              .columns = COLUMNS,
                              .n_columns = G_N_ELEMENTS (COLUMNS),
                              .rows = (const XpTableRow *) (gpointer) rows->rows->data,
                              .n_rows = rows->rows->len,
                              .notes = NOTES,
                              .signers = SIGNERS,
                              .issuer = village->issuer,
                              .date = day,
                              .is_portrait = true};
  return render (&sheet, error);
}

GBytes *
xp_handover_print_list (XpDesk *desk, const XpHandoverPapers *papers, GError **error)
{
  Rows rows;
  GBytes *pdf = NULL;
  begin_rows (&rows);
  Filling filling = {&rows, papers};
  if (xp_desk_run (desk, fill_counts, &filling, error) != NULL && add_rounds (&rows, desk, error)) {
    add_papers (&rows, papers);
    pdf = render_list (desk, &rows, papers->handover, error);
  }
  end_rows (&rows);
  return pdf;
}

/* ---- 证书清单 ---- */

static const XpResultEntrant *
find_entrant (const XpResult *result, int64_t entrant_no)
{
  return result != NULL && entrant_no >= 1 && entrant_no <= (int64_t) result->n_entrants
           ? &result->entrants[entrant_no - 1]
           : NULL;
}

static gpointer
list_certificates (XpDesk *desk, XpBook *book, gpointer round_uid, GError **error)
{
  return xp_book_list (book, XP_KIND_CERTIFICATE, "round_uid", *(const int64_t *) round_uid, error);
}

static bool
add_certificates (Rows *rows, XpDesk *desk, const XpRoundLine *round, GError **error)
{
  int64_t uid = round->uid;
  g_autofree char *code = NULL;
  g_autoptr (GPtrArray) certificates = xp_desk_run (desk, list_certificates, &uid, error);
  g_autoptr (XpResult) result = xp_round_work_latest_result (desk, uid, &code, NULL);
  for (guint i = 0; certificates != NULL && i < certificates->len; i++) {
    const XpRecord *record = certificates->pdata[i];
    const XpResultEntrant *entrant =
      find_entrant (result, xp_record_get_int (record, "entrant_no"));
    const char *own = xp_record_get_text (record, "name"); /* as it was issued again */
    const char *cells[] = {
      keep (rows, xp_certificate_dup_number (xp_desk_get_village (desk)->short_name, record)),
      keep (rows,
            g_strdup (own != NULL       ? own
                      : entrant != NULL ? entrant->name
                                        : "")),
      keep (rows, g_strdup (round->name)),
      xp_record_get_int (record, "is_void") != 0 ? "作废" : "",
    };
    add_cells (rows, cells, G_N_ELEMENTS (cells));
  }
  return certificates != NULL;
}

GBytes *
xp_handover_print_certificates (XpDesk *desk, GError **error)
{
  static const XpGridColumn COLUMNS[] = {
    {.title = "证书编号", .weight = 2, .kind = XP_COLUMN_LEFT},
    {.title = "姓名", .weight = 1.4, .kind = XP_COLUMN_NAME},
    {.title = "评选", .weight = 4, .kind = XP_COLUMN_LEFT},
    {.title = "备注", .weight = 1, .kind = XP_COLUMN_CENTRE},
  };
  Rows rows;
  GBytes *pdf = NULL;
  begin_rows (&rows);
  g_autoptr (GPtrArray) rounds = xp_round_work_list (desk, error);
  bool is_read = rounds != NULL;
  for (guint i = 0; is_read && i < rounds->len; i++)
    is_read = add_certificates (&rows, desk, rounds->pdata[i], error);
  const char *village = xp_desk_get_village (desk)->name;
  const XpTableSheet sheet = {.village = village,
                              .title = "荣誉证书清单",
                              .columns = COLUMNS,
                              .n_columns = G_N_ELEMENTS (COLUMNS),
                              .rows = (const XpTableRow *) (gpointer) rows.rows->data,
                              .n_rows = rows.rows->len,
                              .is_portrait = true};
  if (is_read && rows.rows->len > 0)
    pdf = render (&sheet, error);
  end_rows (&rows);
  return pdf;
}
