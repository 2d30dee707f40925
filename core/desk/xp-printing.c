#include "xp-printing.h"

#include "xp-paper-save.h"
#include "xp-print-source.h"

#include <string.h>

typedef GBytes *(*PrintFunc) (XpPrintSource *source,
                              XpFontBook *fonts,
                              XpProgress *progress,
                              GCancellable *cancellable,
                              GError **error);

static const XpDocument DOCUMENTS[] = {
  {"notice", "公示", "评上的人家，贴在公告栏"},
  {"certificates", "荣誉证书", "公布以后发给评上的人家，一户一张"},
  {"summary", "汇总表", "各户得分，评委会签字存档，不张贴"},
};

static const struct {
  const char *wording;
  XpStage from; /* can be printed from this stage on */
  const char *obstacle;
  PrintFunc print;
} WAYS[] = {
  {"wording/notice.txt",
   XP_STAGE_POSTED,
   "公示还没有张贴。请先在“结果”里走到公示，结果存下来才能印。",
   xp_print_notice},
  {"wording/certificates.txt",
   XP_STAGE_PUBLISHED,
   "还没有公布，证书还没有编号。请公示期满、公布以后再印。",
   xp_print_certificates},
  {"wording/summary.txt",
   XP_STAGE_TALLIED,
   "还没有算分。请先录完，在“结果”里按算分，再印汇总表。",
   xp_print_summary},
};
G_STATIC_ASSERT (G_N_ELEMENTS (WAYS) == G_N_ELEMENTS (DOCUMENTS));

const XpDocument *
xp_printing_list_documents (size_t *out_n)
{
  *out_n = G_N_ELEMENTS (DOCUMENTS);
  return DOCUMENTS;
}

static int
find_document (const char *id)
{
  for (size_t i = 0; i < G_N_ELEMENTS (DOCUMENTS); i++)
    if (strcmp (DOCUMENTS[i].id, id) == 0)
      return (int) i;
  return -1;
}

const XpDocument *
xp_printing_lookup_document (const char *id)
{
  const int i = find_document (id);
  return i >= 0 ? &DOCUMENTS[i] : NULL;
}

/* ---- the source ---- */

static void
free_source (gpointer data)
{
  XpPrintSource *self = data;
  g_clear_pointer (&self->loaded, xp_loaded_round_free);
  g_clear_pointer (&self->result, xp_result_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->wording, xp_wording_free);
  g_hash_table_unref (self->fields);
  g_ptr_array_unref (self->texts);
  g_free (self->code);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XpPrintSource, free_source)

const char *
xp_print_source_keep (XpPrintSource *self, char *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

void
xp_print_source_set_field (XpPrintSource *self, const char *field, const char *text)
{
  g_hash_table_insert (self->fields, g_strdup (field), g_strdup (text));
}

const char *
xp_print_source_fill (XpPrintSource *self, const char *section, GError **error)
{
  char *text = xp_wording_fill_section (self->wording, section, self->fields, error);
  return text != NULL ? xp_print_source_keep (self, text) : NULL;
}

const char *const *
xp_print_source_fill_lines (XpPrintSource *self, const char *section, GError **error)
{
  g_autofree char *text = xp_wording_fill_section (self->wording, section, self->fields, error);
  if (text == NULL)
    return NULL;
  char **lines = g_strsplit (text, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++)
    xp_print_source_keep (self, lines[i]);
  xp_print_source_keep (self, (char *) lines); /* the array itself; its texts are kept too */
  return (const char *const *) lines;
}

/* 2026年第三季度 of 2026年第三季度“干净人家”评选: the sheet says the rest by itself. */
static char *
shorten_round_name (const char *name, const char *title)
{
  g_autofree char *quoted = g_strconcat ("“", title, "”", NULL);
  const char *found = strstr (name, quoted);
  if (found == NULL)
    found = strstr (name, title);
  return found != NULL && found != name ? g_strndup (name, (gsize) (found - name))
                                        : g_strdup (name);
}

static void
fill_common_fields (XpPrintSource *self)
{
  const XpResult *result = self->result;
  const XpRubric *rubric = self->loaded->round->rubric;
  g_autofree char *round = shorten_round_name (result->round_name, result->title);
  g_autofree char *form = rubric->version_text != NULL
                            ? g_strdup_printf ("%s（%s）", rubric->name, rubric->version_text)
                            : g_strdup (rubric->name);
  g_autofree char *n_base = g_strdup_printf ("%d", result->n_base);
  xp_print_source_set_field (self, "村", result->village);
  xp_print_source_set_field (self, "评选", round);
  xp_print_source_set_field (self, "称号", result->title);
  xp_print_source_set_field (self, "依据", form);
  xp_print_source_set_field (self, "评分表", form);
  xp_print_source_set_field (self, "参评户数", n_base);
  xp_print_source_set_field (self, "落款", result->issuer);
}

typedef struct {
  int64_t round_uid;
  int document;
} Request;

static bool
load_result (XpPrintSource *self, XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) results =
    xp_book_list (book, XP_KIND_RESULT, "round_uid", round_uid, error);
  if (results == NULL)
    return false;
  if (results->len > 0 && self->loaded->round->stage >= XP_STAGE_POSTED) {
    const XpRecord *last = results->pdata[results->len - 1];
    self->code = xp_desk_dup_board_code (self->desk, xp_record_get_text (last, "sha256"));
    self->result = xp_result_from_text (xp_record_get_text (last, "text"), error);
  } else {
    const XpResultStamp stamp = {(int) results->len + 1, "draft", NULL, NULL, NULL};
    self->result = xp_load_result (book, self->loaded, &stamp, error);
  }
  return self->result != NULL;
}

static bool
load_certificates (XpPrintSource *self, XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) all =
    xp_book_list (book, XP_KIND_CERTIFICATE, "round_uid", round_uid, error);
  if (all == NULL)
    return false;
  for (guint i = 0; i < all->len; i++)
    if (xp_record_get_int (all->pdata[i], "is_void") == 0)
      g_ptr_array_add (self->certificates, xp_record_ref (all->pdata[i]));
  return true;
}

static XpPrintSource *
new_source (XpDesk *desk)
{
  XpPrintSource *self = g_new0 (XpPrintSource, 1);
  self->desk = desk;
  self->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static gpointer
collect (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Request *request = input;
  g_autoptr (XpPrintSource) self = new_source (desk);
  self->loaded = xp_load_round (book, request->round_uid, error);
  if (self->loaded == NULL)
    return NULL;
  if (self->loaded->round->stage < WAYS[request->document].from) {
    g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, WAYS[request->document].obstacle);
    return NULL;
  }
  if (!load_result (self, book, request->round_uid, error) ||
      !load_certificates (self, book, request->round_uid, error))
    return NULL;

  g_autofree char *text = xp_desk_read_resource (desk, WAYS[request->document].wording, error);
  self->wording =
    text != NULL ? xp_wording_parse (text, WAYS[request->document].wording, error) : NULL;
  if (self->wording == NULL)
    return NULL;
  fill_common_fields (self);
  return g_steal_pointer (&self);
}

/* ---- obstacles and warnings ---- */

char *
xp_printing_dup_obstacle (XpDesk *desk, const char *document, int64_t round_uid)
{
  Request request = {round_uid, find_document (document)};
  g_return_val_if_fail (request.document >= 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XpPrintSource) source = xp_desk_run (desk, collect, &request, &error);
  return source == NULL ? g_strdup (error->message) : NULL;
}

static int
count_not_asked (const XpResult *result)
{
  int n = 0;
  for (size_t i = 0; i < result->n_entrants; i++)
    n += result->entrants[i].awarded == XP_AWARDED_YES &&
         strcmp (result->entrants[i].naming, "not-asked") == 0;
  return n;
}

char **
xp_printing_list_warnings (XpDesk *desk, const char *document, int64_t round_uid)
{
  Request request = {round_uid, find_document (document)};
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  g_autoptr (XpPrintSource) source =
    request.document >= 0 ? xp_desk_run (desk, collect, &request, NULL) : NULL;
  const int n =
    source != NULL && strcmp (document, "notice") == 0 ? count_not_asked (source->result) : 0;
  if (n > 0) {
    g_autofree char *sentence =
      g_strdup_printf ("榜上有%d户还没有问过愿不愿意上榜。请先问清楚，不愿意的不上榜，称号保留。",
                       n);
    g_strv_builder_add (warnings, sentence);
  }
  GDate posted;
  if (source != NULL && strcmp (document, "notice") == 0 &&
      xp_day_from_text (source->result->notice_until_on, &posted) &&
      !xp_calendar_knows (xp_desk_get_calendar (desk), &posted)) {
    g_autofree char *sentence =
      g_strdup_printf ("%d年的放假安排还没有，公示期只除去了周末。请核对有没有节假日。",
                       (int) g_date_get_year (&posted));
    g_strv_builder_add (warnings, sentence);
  }
  return g_strv_builder_end (warnings);
}

/* ---- rendering ---- */

static GBytes *
render (XpPrintSource *source,
        int document,
        XpProgress *progress,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (XpFontBook) fonts = xp_font_book_new (error);
  return fonts != NULL ? WAYS[document].print (source, fonts, progress, cancellable, error) : NULL;
}

GBytes *
xp_printing_render (XpDesk *desk,
                    const char *document,
                    int64_t round_uid,
                    XpProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  Request request = {round_uid, find_document (document)};
  g_return_val_if_fail (request.document >= 0, NULL);
  g_autoptr (XpPrintSource) source = xp_desk_run (desk, collect, &request, error);
  return source != NULL ? render (source, request.document, progress, cancellable, error) : NULL;
}

typedef struct {
  Request request;
  XpPrintSource *source;
} Rendering;

static void
free_rendering (gpointer data)
{
  Rendering *rendering = data;
  g_clear_pointer (&rendering->source, free_source);
  g_free (rendering);
}

static void
render_in_pool (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Rendering *rendering = data;
  GError *error = NULL;
  GBytes *pdf = render (rendering->source, rendering->request.document, NULL, cancellable, &error);
  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
xp_printing_render_async (XpDesk *desk,
                          const char *document,
                          int64_t round_uid,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  Request request = {round_uid, find_document (document)};
  g_return_if_fail (request.document >= 0);
  GError *error = NULL;
  XpPrintSource *source = xp_desk_run (desk, collect, &request, &error);
  if (source == NULL) {
    g_task_return_error (task, error);
    return;
  }
  Rendering *rendering = g_new0 (Rendering, 1);
  *rendering = (Rendering){request, source};
  g_task_set_task_data (task, rendering, free_rendering);
  g_task_run_in_thread (task, render_in_pool);
}

GBytes *
xp_printing_render_finish (XpDesk *desk, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

bool
xp_printing_save (GBytes *pdf, const char *path, GError **error)
{
  return xp_paper_save (pdf, path, error);
}

char *
xp_printing_dup_file_name (XpDesk *desk, const char *document, int64_t round_uid)
{
  g_autoptr (XpLoadedRound) loaded = xp_round_work_load (desk, round_uid, NULL);
  const XpDocument *about = xp_printing_lookup_document (document);
  g_return_val_if_fail (loaded != NULL && about != NULL, NULL);
  char *name = g_strdup_printf ("%s_%s_%s.pdf",
                                xp_desk_get_village (desk)->name,
                                loaded->round->name,
                                about->title);
  return g_strdelimit (name, "/\\:*?<>|\"", '-');
}
