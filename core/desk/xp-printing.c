/* xp-printing.c: sheets are made of what was collected, shown, saved and given a name. */
#include "xp-printing.h"

#include "xp-paper-save.h"
#include "xp-print-source.h"
#include "xp-xlsx-writer.h"

#include <string.h>

/* ---- obstacles and warnings ---- */

char *
xp_printing_dup_obstacle (XpDesk *desk, const char *document, int64_t round_uid)
{
  const XpDocument *about = xp_printing_lookup_document (document);
  g_return_val_if_fail (about != NULL, NULL);
  if (about->needs_round && round_uid == 0)
    return g_strdup_printf ("还没有评选，印不了%s。请先在“结果”里新开一次评选。", about->title);

  const XpPrintRequest request = {document, round_uid, NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPrintSource) source = xp_print_source_collect (desk, &request, &error);
  return source == NULL ? g_strdup (error->message) : NULL;
}

static int
count_not_asked (const XpPrintSource *source)
{
  const XpResult *result = source->result;
  int n = 0;
  for (size_t i = 0; i < result->n_entrants; i++)
    n += result->entrants[i].awarded == XP_AWARDED_YES &&
         strcmp (source->loaded->round->entrants[i].naming, "not-asked") == 0;
  return n;
}

static void
warn_of_not_asked (int n, const char *format, GStrvBuilder *warnings)
{
  g_autofree char *count = g_strdup_printf ("%d", n);
  g_auto (GStrv) parts = g_strsplit (format, "{}", 2);
  g_autofree char *sentence = g_strjoinv (count, parts);
  if (n > 0)
    g_strv_builder_add (warnings, sentence);
}

static void
warn_of_unknown_days (const XpPrintSource *source, GStrvBuilder *warnings)
{
  GDate until;
  if (!xp_day_from_text (source->result->notice_until_on, &until) ||
      xp_calendar_knows (xp_desk_get_calendar (source->desk), &until))
    return;
  g_autofree char *sentence =
    g_strdup_printf ("%d年的放假安排还没有，公示期只除去了周末。请核对有没有节假日。",
                     (int) g_date_get_year (&until));
  g_strv_builder_add (warnings, sentence);
}

char **
xp_printing_list_warnings (XpDesk *desk, const char *document, int64_t round_uid)
{
  const XpPrintRequest request = {document, round_uid, NULL};
  const XpDocument *about = xp_printing_lookup_document (document);
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  const bool is_of_points = g_strcmp0 (document, "points-notice") == 0;
  const bool may_warn = about != NULL && (is_of_points || (about->needs_round && round_uid != 0));
  g_autoptr (XpPrintSource) source =
    may_warn ? xp_print_source_collect (desk, &request, NULL) : NULL;
  if (source != NULL && is_of_points)
    warn_of_not_asked (xp_print_points_count_not_asked (source),
                       "榜上有{}户还没有问过愿不愿意上榜。请先问清楚，不愿意的不上榜，积分照记。",
                       warnings);
  if (source != NULL && strcmp (document, "notice") == 0) {
    warn_of_not_asked (count_not_asked (source),
                       "榜上有{}户还没有问过愿不愿意上榜。请先问清楚，不愿意的不上榜，称号保留。",
                       warnings);
    warn_of_unknown_days (source, warnings);
  }
  if (source != NULL && strcmp (document, "honour-roll") == 0)
    warn_of_not_asked (count_not_asked (source),
                       "评上的人家里有{}户还没有问过愿不愿意上榜，没有印上去。请先问清楚再印。",
                       warnings);
  return g_strv_builder_end (warnings);
}

/* ---- rendering ---- */

/* @document: NULL: the blank sheet of a form. */
static GBytes *
render (XpPrintSource *source,
        const char *document,
        XpProgress *progress,
        GCancellable *cancellable,
        GError **error)
{
  XpPrintFunc print = document != NULL ? xp_print_lookup_way (document)->print : xp_print_blank;
  g_autoptr (XpFontBook) fonts = xp_font_book_new (error);
  return fonts != NULL ? print (source, fonts, progress, cancellable, error) : NULL;
}

static XpPrintSource *
collect_for (XpDesk *desk,
             const char *document,
             int64_t round_uid,
             const XpPrintOptions *options,
             GError **error)
{
  const XpPrintRequest request = {document, round_uid, options};
  const XpDocument *about = xp_printing_lookup_document (document);
  g_return_val_if_fail (about != NULL, NULL);
  if (!about->needs_round || round_uid != 0)
    return xp_print_source_collect (desk, &request, error);
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "还没有评选，印不了%s。请先新开一次评选。",
               about->title);
  return NULL;
}

GBytes *
xp_printing_render (XpDesk *desk,
                    const char *document,
                    int64_t round_uid,
                    const XpPrintOptions *options,
                    XpProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (XpPrintSource) source = collect_for (desk, document, round_uid, options, error);
  return source != NULL ? render (source, document, progress, cancellable, error) : NULL;
}

typedef struct {
  const char *document; /* of the table: for ever; NULL: the blank sheet of a form */
  XpPrintSource *source;
} Rendering;

static void
free_rendering (gpointer data)
{
  Rendering *rendering = data;
  xp_print_source_free (rendering->source);
  g_free (rendering);
}

static void
render_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Rendering *rendering = data;
  GError *error = NULL;
  GBytes *pdf = render (rendering->source, rendering->document, NULL, cancellable, &error);
  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
xp_printing_render_async (XpDesk *desk,
                          const char *document,
                          int64_t round_uid,
                          const XpPrintOptions *options,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  const XpDocument *about = xp_printing_lookup_document (document);
  g_return_if_fail (about != NULL);
  GError *error = NULL;
  XpPrintSource *source = collect_for (desk, document, round_uid, options, &error);
  if (source == NULL) {
    g_task_return_error (task, error);
    return;
  }
  Rendering *rendering = g_new0 (Rendering, 1);
  *rendering = (Rendering){about->id, source};
  g_task_set_task_data (task, rendering, free_rendering);
  g_task_run_in_thread (task, render_in_pool);
}

void
xp_printing_render_form_async (XpDesk *desk,
                               const XpRubric *rubric,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  GError *error = NULL;
  XpPrintSource *source = xp_print_source_new_for_form (desk, rubric, &error);
  if (source == NULL) {
    g_task_return_error (task, error);
    return;
  }
  Rendering *rendering = g_new0 (Rendering, 1);
  rendering->source = source;
  g_task_set_task_data (task, rendering, free_rendering);
  g_task_run_in_thread (task, render_in_pool);
}

GBytes *
xp_printing_render_form (XpDesk *desk, const XpRubric *rubric, GError **error)
{
  g_autoptr (XpPrintSource) source = xp_print_source_new_for_form (desk, rubric, error);
  return source != NULL ? render (source, NULL, NULL, NULL, error) : NULL;
}

GBytes *
xp_printing_render_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- lists as rows ---- */

GPtrArray *
xp_printing_list_rows (XpDesk *desk,
                       const char *document,
                       int64_t round_uid,
                       const XpPrintOptions *options,
                       GError **error)
{
  static const struct {
    const char *document;
    GPtrArray *(*list) (XpPrintSource *source);
  } LISTS[] = {{"household-list", xp_print_list_households},
               {"honour-roll", xp_print_list_honours}};
  for (size_t i = 0; i < G_N_ELEMENTS (LISTS); i++) {
    if (strcmp (LISTS[i].document, document) != 0)
      continue;
    g_autoptr (XpPrintSource) source = collect_for (desk, document, round_uid, options, error);
    return source != NULL ? LISTS[i].list (source) : NULL;
  }
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "“%s”不是名单，存不成表格。请存成 PDF。",
               xp_printing_lookup_document (document)->title);
  return NULL;
}

bool
xp_printing_save_rows (XpDesk *desk,
                       const char *document,
                       int64_t round_uid,
                       const XpPrintOptions *options,
                       const char *path,
                       GError **error)
{
  g_autoptr (GPtrArray) rows = xp_printing_list_rows (desk, document, round_uid, options, error);
  if (rows == NULL)
    return false;
  g_auto (GStrv) head = g_ptr_array_steal_index (rows, 0);
  const XpSheetOut sheet = {xp_printing_lookup_document (document)->title,
                            (const char *const *) head,
                            rows};
  return g_str_has_suffix (path, ".csv") ? xp_csv_write (&sheet, path, error)
                                         : xp_xlsx_write (&sheet, path, error);
}

/* ---- files ---- */

bool
xp_printing_save (GBytes *bytes, const char *path, GError **error)
{
  return xp_paper_save (bytes, path, error);
}

/* What a file name may not have on some disk. */
static char *
make_file_name (char *name)
{
  return g_strdelimit (name, "/\\:*?<>|\"", '-');
}

char *
xp_printing_dup_file_name (XpDesk *desk, const char *document, int64_t round_uid)
{
  const XpDocument *about = xp_printing_lookup_document (document);
  g_return_val_if_fail (about != NULL, NULL);
  const char *village = xp_desk_get_village (desk)->name;
  g_autoptr (XpLoadedRound) loaded =
    about->needs_round && round_uid != 0 ? xp_round_work_load (desk, round_uid, NULL) : NULL;
  return make_file_name (
    loaded != NULL ? g_strdup_printf ("%s_%s_%s.pdf", village, loaded->round->name, about->title)
                   : g_strdup_printf ("%s_%s.pdf", village, about->title));
}

char *
xp_printing_dup_shop_name (XpDesk *desk, const char *document, int width_cm, int height_cm)
{
  const XpDocument *about = xp_printing_lookup_document (document);
  g_return_val_if_fail (about != NULL, NULL);
  return make_file_name (g_strdup_printf ("%s_%s_%dx%dcm.pdf",
                                          xp_desk_get_village (desk)->name,
                                          about->title,
                                          width_cm,
                                          height_cm));
}

char *
xp_printing_dup_picture_name (XpDesk *desk, const char *document, int64_t round_uid)
{
  const XpDocument *about = xp_printing_lookup_document (document);
  g_return_val_if_fail (about != NULL, NULL);
  const char *village = xp_desk_get_village (desk)->name;
  g_autoptr (XpLoadedRound) loaded = strcmp (document, "notice") == 0 && round_uid != 0
                                       ? xp_round_work_load (desk, round_uid, NULL)
                                       : NULL;
  GDate until;
  if (loaded == NULL || !xp_day_from_text (loaded->round->notice_until_on, &until))
    return make_file_name (g_strdup_printf ("%s_%s_1.png", village, about->title));
  return make_file_name (g_strdup_printf ("%s_%s_%d月%d日截止_1.png",
                                          village,
                                          about->title,
                                          (int) g_date_get_month (&until),
                                          (int) g_date_get_day (&until)));
}
