/* xp-merge-report.c: 合并报告: what came from the other laptop, what differed and how it was
 * decided by whom: to be signed and kept with the minutes. */
#include "xp-merge-work.h"

#include "xp-desk-private.h"
#include "xp-printing.h"

static void add (GPtrArray *lines, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray *lines, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_ptr_array_add (lines, g_strdup_vprintf (format, args));
  va_end (args);
}

/* What is private is named, never printed. */
static const char *
value_of (const XpMergeRow *row, const char *value)
{
  return row->is_private ? "（不印出）" : value;
}

static void
add_row (GPtrArray *lines, const XpMergeRow *row)
{
  static const char *const DECIDED[] = {
    [XP_MERGE_UNDECIDED] = "还没有定",
    [XP_MERGE_OURS] = "用这边的",
    [XP_MERGE_THEIRS] = "用那边的",
  };
  add (lines,
       "%s %s\t这边 %s（%s，%s）；那边 %s（%s，%s）；%s",
       row->about,
       row->item,
       value_of (row, row->ours),
       row->ours_who,
       row->ours_at,
       value_of (row, row->theirs),
       row->theirs_who,
       row->theirs_at,
       DECIDED[row->choice]);
}

static GPtrArray *
list_lines (const XpMergeWork *work)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  add (lines, "%s", work->summary);
  if (work->done != NULL)
    add (lines, "%s", work->done);
  else
    add (lines, "还没有合并，资料没有变动。");
  if (work->rows->len > 0)
    add (lines, "# 两边不一样的，怎么定的");
  for (guint i = 0; i < work->rows->len; i++)
    add_row (lines, work->rows->pdata[i]);
  if (work->n_typists > 0)
    add (lines, "# 谁录的");
  for (guint i = 0; work->sentences[i] != NULL; i++) {
    if (i == work->n_typists)
      add (lines, "# 收进来的，按户");
    add (lines, "%s", work->sentences[i]);
  }
  return lines;
}

GBytes *
xp_merge_work_render_report (XpDesk *desk, const XpMergeWork *self, GError **error)
{
  const GDate today = xp_desk_get_today (desk);
  g_autofree char *day = xp_day_to_chinese (&today);
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *file = g_strdup_printf ("那边的文件：%s", name);
  const char *who = xp_desk_get_who (desk);
  g_autofree char *by =
    g_strdup_printf ("%s　合并的人：%s", day, who[0] != '\0' ? who : "没有留名");
  const char *const sub_lines[] = {file, by, NULL};
  g_autoptr (GPtrArray) lines = list_lines (self);
  return xp_printing_render_report (desk, "合并报告", sub_lines, lines, NULL, NULL, error);
}
