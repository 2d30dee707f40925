#include "xp-handover-work.h"

#include "xp-backup-private.h"
#include "xp-disk.h"
#include "xp-handover-private.h"
#include "xp-place.h"
#include "xp-printing.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* What was posted, issued or signed, from which stage on. */
static const struct {
  const char *document;
  XpStage from;
} KEPT[] = {
  {"summary", XP_STAGE_TALLIED},
  {"notice", XP_STAGE_POSTED},
  {"honour-roll", XP_STAGE_PUBLISHED},
  {"certificates", XP_STAGE_PUBLISHED},
};

/* ---- the folder: made under another name, flat ---- */

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  g_rmdir (folder);
}

static bool
refuse_folder (const char *folder, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_NOT_SAVED,
               "归档文件夹“%s”没有做成，什么也没有移交。请看看磁盘满不满、能不能写，再来一次。",
               xp_error_name_file (folder));
  return false;
}

char *
xp_handover_work_dup_folder (XpDesk *desk, const GDate *on_day)
{
  g_autofree char *beside = g_path_get_dirname (xp_desk_get_path (desk));
  g_autofree char *day = xp_day_to_text (on_day);
  g_autofree char *name = g_strdup_printf ("%s_移交归档_%s", xp_desk_get_village (desk)->name, day);
  return g_build_filename (beside, g_strdelimit (name, "/\\:*?<>|\"", '-'), NULL);
}

/* ---- what goes into it ---- */

typedef struct {
  XpDesk *desk;
  const char *part; /* the folder under its other name */
  XpHandoverPapers papers;
  char *backup_name;
} Making;

static gpointer
back_up (XpDesk *desk, XpBook *book, gpointer path, GError **error)
{
  return xp_book_backup (book, path, error) ? XP_DESK_DONE : NULL;
}

static bool
add_backup (Making *self, GError **error)
{
  struct stat info;
  g_autofree char *path = g_build_filename (self->part, self->backup_name, NULL);
  if (xp_desk_run (self->desk, back_up, path, error) == NULL || stat (path, &info) != 0)
    return false;
  self->papers.backup = self->backup_name;
  self->papers.backup_bytes = info.st_size;
  return true;
}

static bool
add_file (Making *self, GBytes *pdf, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->part, name, NULL);
  g_ptr_array_add (self->papers.files, g_strdup (name));
  return xp_printing_save (pdf, path, error);
}

static bool
add_own (Making *self, GBytes *pdf, const char *title, GError **error)
{
  g_autofree char *name = g_strconcat (title, ".pdf", NULL);
  return add_file (self, pdf, name, error);
}

/* A sheet that cannot be printed now keeps nobody in office. */
static bool
may_be_left_out (const GError *error)
{
  return g_error_matches (error, XP_ERROR, XP_ERROR_REFUSED) ||
         g_error_matches (error, XP_ERROR, XP_ERROR_FONT);
}

static bool
add_sheet (Making *self,
           const char *document,
           const XpRoundLine *round,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *plain = xp_printing_dup_file_name (self->desk, document, round->uid);
  g_autofree char *name = g_strdup_printf ("%02d_%s", round->number, plain);
  g_autoptr (GBytes) pdf =
    xp_printing_render (self->desk, document, round->uid, NULL, NULL, cancellable, &problem);
  if (pdf != NULL)
    return add_file (self, pdf, name, error);
  if (may_be_left_out (problem)) {
    g_ptr_array_add (self->papers.left_out,
                     g_strdup_printf ("%s %s：%s",
                                      round->name,
                                      xp_printing_lookup_document (document)->title,
                                      problem->message));
    return true;
  }
  g_propagate_error (error, g_steal_pointer (&problem));
  return false;
}

static bool
add_sheets (Making *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (self->desk, error);
  for (guint i = 0; rounds != NULL && i < rounds->len; i++) {
    const XpRoundLine *round = rounds->pdata[i];
    if (!xp_progress_report (progress, cancellable, i, rounds->len, error))
      return false;
    for (size_t k = 0; k < G_N_ELEMENTS (KEPT); k++)
      if (round->stage >= KEPT[k].from &&
          !add_sheet (self, KEPT[k].document, round, cancellable, error))
        return false;
  }
  return rounds != NULL;
}

static bool
add_own_sheets (Making *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) certificates = xp_handover_print_certificates (self->desk, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return false;
  }
  if (certificates != NULL && !add_own (self, certificates, "荣誉证书清单", error))
    return false;
  g_autoptr (GBytes) list = xp_handover_print_list (self->desk, &self->papers, error);
  return list != NULL && add_own (self, list, "移交清单", error);
}

static bool
fill_folder (Making *self, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  return add_backup (self, error) && add_sheets (self, progress, cancellable, error) &&
         add_own_sheets (self, error);
}

/* ---- the act ---- */

static XpRecord *
demand_typist (XpBook *book, const char *name, bool is_retired)
{
  XpRecord *typist = xp_record_new (XP_KIND_TYPIST);
  xp_record_set_text (typist, "name", name);
  g_autofree char *key = xp_record_dup_key (typist);
  g_autoptr (XpRecord) held = xp_book_lookup (book, XP_KIND_TYPIST, key, NULL);
  if (held != NULL) {
    xp_record_unref (typist);
    typist = xp_record_copy (held);
  }
  xp_record_set_int (typist, "is_retired", is_retired);
  return typist;
}

static gpointer
record_handover (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpHandover *handover = input;
  g_autofree char *day = xp_day_to_text (&handover->on_day);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_HANDOVER);
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_HANDOVER);
  g_autoptr (XpRecord) from = demand_typist (book, handover->from, true);
  g_autoptr (XpRecord) to = demand_typist (book, handover->to, false);
  xp_record_set_int (record, "handover_uid", xp_random_uid (xp_desk_get_random (desk)));
  xp_record_set_text (record, "on_day", day);
  xp_record_set_text (record, "from_name", handover->from);
  xp_record_set_text (record, "to_name", handover->to);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  xp_draft_put (draft, from);
  xp_draft_put (draft, to);
  return xp_book_put (book, draft, error);
}

/* The one in the folder is whole already; now it has the handover too. */
static gpointer
back_up_again (XpDesk *desk, XpBook *book, gpointer path, GError **error)
{
  if (xp_book_backup (book, path, NULL))
    xp_backup_remember_chosen (desk, book, path);
  return XP_DESK_DONE;
}

/* ---- the whole ---- */

static bool
check (XpDesk *desk, const XpHandover *handover, const char *folder, GError **error)
{
  const char *problem = NULL;
  if (handover->from[0] == '\0' || handover->to[0] == '\0')
    problem = "还没有写谁交给谁。请把移交人和接收人都写上。";
  else if (strcmp (handover->from, handover->to) == 0)
    problem = "移交人和接收人写的是同一个人。请改一下再来。";
  if (problem != NULL) {
    g_set_error_literal (error, XP_ERROR, XP_ERROR_INPUT, problem);
    return false;
  }
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "“%s”已经有了，没有动它。请换一天，或者先把它改个名字。",
               xp_error_name_file (folder));
  return false;
}

static bool
make_folder (
  Making *self, const char *folder, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  remove_folder (self->part); /* of a time that was broken off */
  if (g_mkdir (self->part, 0755) != 0)
    return refuse_folder (folder, error);
  if (!fill_folder (self, progress, cancellable, error)) {
    remove_folder (self->part);
    return false;
  }
  if (g_rename (self->part, folder) != 0) {
    remove_folder (self->part);
    return refuse_folder (folder, error);
  }
  xp_place_sync_folder (folder);
  return true;
}

static char *
dup_backup_name (XpDesk *desk, const GDate *on_day)
{
  g_autofree char *day = xp_day_to_text (on_day);
  char *name = g_strdup_printf ("%s_备份_%s.xiangping", xp_desk_get_village (desk)->name, day);
  return g_strdelimit (name, "/\\:*?<>|\"", '-');
}

static char *
clean (const char *name)
{
  char *text = g_utf8_normalize (name != NULL ? name : "", -1, G_NORMALIZE_NFC);
  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

/* One handover from the question to the act. */
typedef struct {
  char *from, *to, *folder, *part, *backup;
  XpHandover asked; /* borrows the names */
  GPtrArray *files, *left_out;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;
  g_free (work->from);
  g_free (work->to);
  g_free (work->folder);
  g_free (work->part);
  g_free (work->backup);
  g_ptr_array_unref (work->files);
  g_ptr_array_unref (work->left_out);
  g_free (work);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, free_work)

static Work *
new_work (XpDesk *desk, const XpHandover *handover)
{
  Work *work = g_new0 (Work, 1);
  work->from = clean (handover->from);
  work->to = clean (handover->to);
  work->asked = (XpHandover){work->from, work->to, handover->on_day, NULL};
  work->folder = handover->folder != NULL ? g_canonicalize_filename (handover->folder, NULL)
                                          : xp_handover_work_dup_folder (desk, &handover->on_day);
  work->part = xp_disk_dup_part_path (work->folder);
  work->backup = dup_backup_name (desk, &handover->on_day);
  work->files = g_ptr_array_new_with_free_func (g_free);
  work->left_out = g_ptr_array_new_with_free_func (g_free);
  return work;
}

bool
xp_handover_work_read_day (const char *text, GDate *out_day, GError **error)
{
  if (xp_day_from_text (text, out_day))
    return true;
  g_set_error (error, XP_ERROR, XP_ERROR_INPUT, "日期“%s”不对。请写成 2026-10-12 这样。", text);
  return false;
}

bool
xp_handover_work_check (XpDesk *desk, const XpHandover *handover, GError **error)
{
  g_autoptr (Work) work = new_work (desk, handover);
  return check (desk, &work->asked, work->folder, error);
}

/* On any thread: nothing is written into the book. */
static bool
prepare (XpDesk *desk, Work *work, XpProgress *progress, GCancellable *cancellable, GError **error)
{
  Making making = {desk,
                   work->part,
                   {&work->asked, NULL, 0, work->files, work->left_out},
                   work->backup};
  return check (desk, &work->asked, work->folder, error) &&
         make_folder (&making, work->folder, progress, cancellable, error);
}

static bool
complete (XpDesk *desk, Work *work, char **out_folder, GError **error)
{
  if (!xp_desk_run_act (desk, record_handover, &work->asked, error)) {
    remove_folder (work->folder);
    return false;
  }
  g_autofree char *path = g_build_filename (work->folder, work->backup, NULL);
  xp_desk_run (desk, back_up_again, path, NULL);
  *out_folder = g_steal_pointer (&work->folder);
  return true;
}

bool
xp_handover_work_make (XpDesk *desk,
                       const XpHandover *handover,
                       char **out_folder,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (Work) work = new_work (desk, handover);
  return prepare (desk, work, progress, cancellable, error) &&
         complete (desk, work, out_folder, error);
}

static void
prepare_in_pool (GTask *task, gpointer desk, gpointer work, GCancellable *cancellable)
{
  GError *error = NULL;
  if (prepare (desk, work, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
xp_handover_work_make_async (XpDesk *desk,
                             const XpHandover *handover,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  g_task_set_task_data (task, new_work (desk, handover), free_work);
  g_task_run_in_thread (task, prepare_in_pool);
}

bool
xp_handover_work_make_finish (XpDesk *desk, GAsyncResult *result, char **out_folder, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error) &&
         complete (desk, work, out_folder, error);
}
