#include "xp-verify-work.h"

#include "xp-backup-work.h"
#include "xp-board-code.h"
#include "xp-desk-private.h"

#include <string.h>

void
xp_verify_answer_free (XpVerifyAnswer *self)
{
  g_clear_pointer (&self->report, xp_verify_report_free);
  g_strfreev (self->advice);
  g_free (self);
}

XpVerifyReport *
xp_desk_verify (const char *path, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  return xp_book_verify_path (path, &XP_DESK_HOOKS, progress, cancellable, error);
}

/* ---- backups ---- */

/* 昨天 21:20，在这台电脑里，1.2 MB，… → its first two parts. */
static void
part_sentence (const XpBackupLine *line, char **out_when, char **out_where)
{
  g_auto (GStrv) parts = g_strsplit (line->sentence, "，", 3);
  const bool is_whole = g_strv_length (parts) >= 2;
  *out_when = g_strdup (is_whole ? parts[0] : line->sentence);
  *out_where = g_strdup (is_whole ? parts[1] : "");
}

static int64_t
read_village_uid (const char *path)
{
  g_autoptr (XpBook) book = xp_book_open_beside (path, &XP_DESK_HOOKS, NULL);
  g_autoptr (GPtrArray) villages =
    book != NULL ? xp_book_list (book, XP_KIND_VILLAGE, NULL, 0, NULL) : NULL;
  return villages != NULL && villages->len > 0
           ? xp_record_get_int (villages->pdata[0], "village_uid")
           : 0;
}

typedef struct {
  int64_t village_uid;
  const GPtrArray *backups;        /* of XpBackupLine, newest first */
  guint n_wrong;                   /* of this book, looked at and found wrong */
  const XpBackupLine *first_wrong; /* the oldest of them */
  const XpBackupLine *good;        /* NULL: none is in order */
} Search;

/* A backup that cannot be opened or read is as wrong as one that says something else. */
static bool
look_for_good (Search *search, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < search->backups->len && search->good == NULL; i++) {
    const XpBackupLine *line = search->backups->pdata[i];
    if (read_village_uid (line->path) != search->village_uid)
      continue;
    g_autoptr (GError) failure = NULL;
    g_autoptr (XpVerifyReport) report =
      xp_desk_verify (line->path, progress, cancellable, &failure);
    if (g_error_matches (failure, XP_ERROR, XP_ERROR_CANCELLED)) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return false;
    }
    if (report != NULL && report->n_problems == 0) {
      search->good = line;
    } else {
      search->first_wrong = line;
      search->n_wrong++;
    }
  }
  return true;
}

static char **
tell_search (const Search *search)
{
  g_autoptr (GStrvBuilder) advice = g_strv_builder_new ();
  if (search->good == NULL) {
    g_strv_builder_add (
      advice,
      search->n_wrong > 0
        ? "找到的备份里也有毛病，没有哪一份还是对的。请看看U盘上有没有更早的备份。"
        : "没有找到这份资料的备份，没法对照。请看看U盘上有没有备份。");
    return g_strv_builder_end (advice);
  }
  g_autofree char *when = NULL, *where = NULL, *until = NULL, *unused = NULL;
  part_sentence (search->good, &when, &where);
  if (search->first_wrong != NULL)
    part_sentence (search->first_wrong, &until, &unused);
  g_autofree char *good = g_strdup_printf ("%s的备份（%s）还是对的。", when, where);
  g_autofree char *between =
    until != NULL
      ? g_strdup_printf ("毛病出在%s到%s之间：后面那一次的备份里已经有了。", when, until)
      : g_strdup_printf ("毛病出在%s以后，到现在之间。", when);
  g_strv_builder_add (advice, good);
  g_strv_builder_add (advice, between);
  g_strv_builder_add (advice,
                      "请先把现在这份资料另存一份留着，再打开那份备份对照，少了的照纸上的补录。");
  return g_strv_builder_end (advice);
}

/* ---- the whole check ---- */

static XpVerifyAnswer *
check (const char *path,
       const GPtrArray *backups,
       int64_t village_uid,
       XpProgress *progress,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (XpVerifyAnswer) answer = g_new0 (XpVerifyAnswer, 1);
  Search search = {.village_uid = village_uid, .backups = backups};
  answer->report = xp_desk_verify (path, progress, cancellable, error);
  if (answer->report == NULL)
    return NULL;
  if (answer->report->n_problems == 0)
    answer->advice = g_new0 (char *, 1);
  else if (look_for_good (&search, progress, cancellable, error))
    answer->advice = tell_search (&search);
  return answer->advice != NULL ? g_steal_pointer (&answer) : NULL;
}

static GPtrArray *
list_backups (XpDesk *desk)
{
  GPtrArray *backups = xp_backup_work_list (desk, NULL);
  return backups != NULL ? backups
                         : g_ptr_array_new_with_free_func ((GDestroyNotify) xp_backup_line_free);
}

XpVerifyAnswer *
xp_verify_work_check (XpDesk *desk, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) backups = list_backups (desk);
  return check (xp_desk_get_path (desk),
                backups,
                xp_desk_get_village (desk)->uid,
                progress,
                cancellable,
                error);
}

typedef struct {
  char *path;
  GPtrArray *backups;
  int64_t village_uid;
  XpProgressRelay relay;
} Checking;

static void
free_checking (gpointer data)
{
  Checking *checking = data;
  g_free (checking->path);
  g_ptr_array_unref (checking->backups);
  g_free (checking);
}

static void
check_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Checking *checking = data;
  GError *error = NULL;
  XpProgress progress = xp_progress_relay (&checking->relay);
  XpVerifyAnswer *answer = check (checking->path,
                                  checking->backups,
                                  checking->village_uid,
                                  &progress,
                                  cancellable,
                                  &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) xp_verify_answer_free);
  else
    g_task_return_error (task, error);
}

void
xp_verify_work_check_async (XpDesk *desk,
                            XpProgressFunc tell,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  Checking *checking = g_new0 (Checking, 1);
  *checking = (Checking){.path = g_strdup (xp_desk_get_path (desk)),
                         .backups = list_backups (desk),
                         .village_uid = xp_desk_get_village (desk)->uid,
                         .relay = {tell, user_data}};
  g_task_set_task_data (task, checking, free_checking);
  g_task_run_in_thread (task, check_in_pool);
}

XpVerifyAnswer *
xp_verify_work_check_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- a sheet on the wall ---- */

static const char *
word_of_purpose (const char *purpose)
{
  return strcmp (purpose, "posting") == 0      ? "公示"
         : strcmp (purpose, "correction") == 0 ? "更正公告"
                                               : "公布";
}

static bool
fits_text (const XpTypedCode *code, const char *text)
{
  guint8 hash[32];
  gsize n = sizeof hash;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_get_digest (sum, hash, &n);
  return xp_typed_code_fits (code, hash);
}

/* Whether it still stands, and is the last of its round. */
static const char *
tell_standing (XpBook *book, const XpRecord *stored)
{
  g_autofree char *key = xp_record_dup_key (stored);
  g_autoptr (XpRecord) standing = xp_book_lookup (book, XP_KIND_RESULT, key, NULL);
  if (standing == NULL || !xp_record_equal (standing, stored))
    return "这份结果后来退回重来了，已经不作数，请换上新的。";
  g_autoptr (GPtrArray) results =
    xp_book_list (book, XP_KIND_RESULT, "round_uid", xp_record_get_int (stored, "round_uid"), NULL);
  const bool is_last = results == NULL || results->len == 0 ||
                       xp_record_get_int (results->pdata[results->len - 1], "result_no") ==
                         xp_record_get_int (stored, "result_no");
  return is_last ? "纸上的和资料里的是一回事。"
                 : "纸上的和资料里的是一回事；这次评选后来还有更新的结果。";
}

static char *
tell_result (XpBook *book, const XpRecord *stored)
{
  const char *text = xp_record_get_text (stored, "text");
  g_autoptr (XpResult) result = text != NULL ? xp_result_from_text (text, NULL) : NULL;
  if (result == NULL)
    return NULL;
  return g_strdup_printf ("这是“%s”第%d份结果（%s，%s张贴）的核对码。%s",
                          result->round_name,
                          result->result_no,
                          word_of_purpose (result->purpose),
                          result->posted_on,
                          tell_standing (book, stored));
}

typedef struct {
  const XpTypedCode *code;
  int64_t act_no, at_ms; /* 0: not found */
  char *who;
} HeadSearch;

static void
look_at_head (
  int64_t act_no, const guint8 hash[32], int64_t at_ms, const char *who, gpointer user_data)
{
  HeadSearch *search = user_data;
  if (search->act_no > 0 || !xp_typed_code_fits (search->code, hash))
    return;
  search->act_no = act_no;
  search->at_ms = at_ms;
  search->who = g_strdup (who);
}

static char *
tell_head (const HeadSearch *search)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (search->at_ms / 1000);
  g_autofree char *when =
    at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M") : g_strdup ("时间不明");
  return g_strdup_printf ("这是%s记到第%" G_GINT64_FORMAT
                          "次改动（%s）为止的核对码，到那时为止的记录都在这份资料里。",
                          when,
                          search->act_no,
                          search->who[0] != '\0' ? search->who : "没有留名");
}

static char *
find_code (XpBook *book, const XpTypedCode *code, GError **error)
{
  g_autoptr (GPtrArray) results = xp_book_list_stored_results (book, error);
  if (results == NULL)
    return NULL;
  for (guint i = 0; i < results->len; i++) {
    const char *text = xp_record_get_text (results->pdata[i], "text");
    char *told =
      text != NULL && fits_text (code, text) ? tell_result (book, results->pdata[i]) : NULL;
    if (told != NULL)
      return told;
  }
  HeadSearch search = {.code = code};
  if (code->n >= XP_BOARD_CODE_LEAST_OF_ACT &&
      !xp_book_each_head (book, look_at_head, &search, error))
    return NULL;
  char *told = search.act_no > 0 ? tell_head (&search) : g_strdup ("");
  g_free (search.who);
  return told;
}

char *
xp_verify_work_tell_code (XpDesk *desk, const char *typed, bool *out_is_ours, GError **error)
{
  XpTypedCode code;
  if (!xp_typed_code_read (typed, xp_desk_get_board_characters (desk), &code, error))
    return NULL;
  g_autoptr (XpBook) book = xp_book_open_beside (xp_desk_get_path (desk), &XP_DESK_HOOKS, error);
  g_autofree char *told = book != NULL ? find_code (book, &code, error) : NULL;
  if (told == NULL)
    return NULL;
  *out_is_ours = told[0] != '\0';
  if (*out_is_ours)
    return g_steal_pointer (&told);
  return g_strdup_printf ("这份资料里没有这个核对码：纸和资料不是一回事，或者资料被换成了旧的。%s",
                          code.n < XP_BOARD_CODE_LEAST_OF_ACT
                            ? "当晚记录上的核对码至少要打四个字才能查；请把八个字都打上再查一次。"
                            : "");
}
