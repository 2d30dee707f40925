/* xp-print-source.c: what a sheet is filled from is taken out of the book, in one job of its
 * thread.
 */
#include "xp-print-source.h"

#include "xp-certificate-private.h"
#include "xp-overlay.h"
#include "xp-second-private.h"
#include "xp-wording-private.h"

#include <math.h>
#include <string.h>

/* ---- texts ---- */

const char *
xp_print_source_keep (XpPrintSource *self, char *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

char *
xp_print_source_join_lines (char *text)
{
  g_autofree char *taken = text;
  if (taken == NULL)
    return NULL;
  g_auto (GStrv) lines = g_strsplit (taken, "\n", -1);
  return g_strjoinv ("", lines);
}

const char *const *
xp_print_source_keep_list (XpPrintSource *self, GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  char **array = (char **) g_ptr_array_free (texts, FALSE);
  xp_print_source_keep (self, (char *) array);
  return (const char *const *) array;
}

void
xp_print_source_set_field (XpPrintSource *self, const char *field, const char *text)
{
  g_hash_table_insert (self->fields, g_strdup (field), g_strdup (text));
}

void
xp_print_source_set_number (XpPrintSource *self, const char *field, int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);
  xp_print_source_set_field (self, field, text);
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
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *list = g_ptr_array_new ();
  for (size_t i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) xp_print_source_keep (self, g_strdup (lines[i])));
  return xp_print_source_keep_list (self, list);
}

bool
xp_print_source_add_filled (XpPrintSource *self,
                            GPtrArray *list,
                            const char *section,
                            GError **error)
{
  const char *text = xp_print_source_fill (self, section, error);
  if (text != NULL)
    g_ptr_array_add (list, (gpointer) text);
  return text != NULL;
}

bool
xp_print_source_fill_table (XpPrintSource *self,
                            XpTableSheet *sheet,
                            const char *notes,
                            GError **error)
{
  sheet->village =
    self->result != NULL ? self->result->village : xp_desk_get_village (self->desk)->name;
  return (sheet->title = xp_print_source_fill (self, "标题", error)) != NULL &&
         (sheet->sub_lines = xp_print_source_fill_lines (self, "表头", error)) != NULL &&
         (sheet->notes = xp_print_source_fill_lines (self, notes, error)) != NULL &&
         (sheet->signers = xp_print_source_fill_lines (self, "签字", error)) != NULL;
}

void
xp_print_source_add_basis (XpPrintSource *self, GPtrArray *list)
{
  const XpRubric *rubric = self->loaded->round->rubric;
  g_autofree char *line = rubric->basis != NULL ? xp_rubric_dup_basis_line (rubric) : NULL;
  if (line != NULL)
    g_ptr_array_add (list,
                     (gpointer) xp_print_source_keep (self, g_strdup_printf ("评分表%s。", line)));
}

/* ---- collecting ---- */

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
fill_village_fields (XpPrintSource *self)
{
  const XpVillage *village = xp_desk_get_village (self->desk);
  xp_print_source_set_field (self,
                             "村",
                             self->result != NULL ? self->result->village : village->name);
  xp_print_source_set_field (self,
                             "落款",
                             self->result != NULL ? self->result->issuer : village->issuer);
  xp_print_source_set_field (self, "组", village->unit);
}

static void
fill_round_fields (XpPrintSource *self)
{
  const XpResult *result = self->result;
  const XpRubric *rubric = self->loaded->round->rubric;
  g_autofree char *round = shorten_round_name (result->round_name, result->title);
  g_autofree char *form = rubric->version_text != NULL
                            ? g_strdup_printf ("%s（%s）", rubric->name, rubric->version_text)
                            : g_strdup (rubric->name);
  xp_print_source_set_field (self, "评选", round);
  xp_print_source_set_field (self, "称号", result->title);
  xp_print_source_set_field (self, "依据", form);
  xp_print_source_set_field (self, "评分表", form);
  xp_print_source_set_number (self, "参评户数", result->n_base);
}

/* The posting before the last one; @results in the order in which they were stored. */
static bool
load_previous (XpPrintSource *self, const GPtrArray *results, GError **error)
{
  const XpRecord *last = NULL, *before = NULL;
  for (guint i = 0; i < results->len; i++)
    if (strcmp (xp_record_get_text (results->pdata[i], "purpose"), "posting") == 0) {
      before = last;
      last = results->pdata[i];
    }
  if (before != NULL)
    self->previous = xp_result_from_text (xp_record_get_text (before, "text"), error);
  return before == NULL || self->previous != NULL;
}

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
  return self->result != NULL && load_previous (self, results, error);
}

static bool
load_certificates (XpPrintSource *self, XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) all =
    xp_book_list (book, XP_KIND_CERTIFICATE, "round_uid", round_uid, error);
  self->register_lines =
    all != NULL ? xp_certificate_list_lines (self->desk, book, self->loaded, error) : NULL;
  if (self->register_lines == NULL)
    return false;
  for (guint i = 0; i < all->len; i++)
    if (xp_record_get_int (all->pdata[i], "is_void") == 0)
      g_ptr_array_add (self->certificates, xp_record_ref (all->pdata[i]));
  self->all_certificates = g_steal_pointer (&all);
  return true;
}

/* The relation is private: 回避登记 alone has it, which the committee keeps. */
static bool
load_sitting (XpPrintSource *self, XpBook *book, int64_t round_uid, GError **error)
{
  self->stays = xp_book_list (book, XP_KIND_ATTENDANCE, "round_uid", round_uid, error);
  self->relations = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->loaded->recusals->len; i++) {
    const char *commitment =
      xp_record_get_text (self->loaded->recusals->pdata[i], "relation_secret");
    char *relation = commitment != NULL ? xp_book_dup_secret (book, commitment, NULL) : NULL;
    g_ptr_array_add (self->relations, relation != NULL ? relation : g_strdup (""));
  }
  return self->stays != NULL;
}

static void
put_by_key (GHashTable *map, int64_t key, XpRecord *record)
{
  int64_t *copy = g_new (int64_t, 1);
  *copy = key;
  g_hash_table_insert (map, copy, record);
}

static bool
load_households (XpPrintSource *self, XpBook *book, GError **error)
{
  self->households = xp_book_list (book, XP_KIND_HOUSEHOLD, NULL, 0, error);
  g_autoptr (GPtrArray) groups =
    self->households != NULL ? xp_book_list (book, XP_KIND_GROUP, NULL, 0, error) : NULL;
  if (groups == NULL)
    return false;
  for (guint i = 0; i < self->households->len; i++)
    put_by_key (self->by_uid,
                xp_record_get_int (self->households->pdata[i], "household_uid"),
                xp_record_ref (self->households->pdata[i]));
  for (guint i = 0; i < groups->len; i++)
    put_by_key (self->groups,
                xp_record_get_int (groups->pdata[i], "group_uid"),
                xp_record_ref (groups->pdata[i]));
  return true;
}

/* Entrants that are persons. */
static bool
load_persons (XpPrintSource *self, XpBook *book, int64_t round_uid, GError **error)
{
  g_autoptr (GPtrArray) entrants =
    xp_book_list (book, XP_KIND_ENTRANT, "round_uid", round_uid, error);
  for (guint i = 0; entrants != NULL && i < entrants->len; i++) {
    if (xp_record_is_null (entrants->pdata[i], "person_uid"))
      continue;
    g_autofree char *key = g_strdup_printf ("[%" G_GINT64_FORMAT "]",
                                            xp_record_get_int (entrants->pdata[i], "person_uid"));
    XpRecord *person = xp_book_lookup (book, XP_KIND_PERSON, key, error);
    if (person == NULL)
      return false;
    put_by_key (self->persons, xp_record_get_int (entrants->pdata[i], "entrant_no"), person);
  }
  return entrants != NULL;
}

static XpPrintSource *
new_source (XpDesk *desk, const XpPrintOptions *options)
{
  XpPrintSource *self = g_new0 (XpPrintSource, 1);
  self->desk = desk;
  self->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_record_unref);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->by_uid =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) xp_record_unref);
  self->groups =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) xp_record_unref);
  self->persons =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) xp_record_unref);
  if (options != NULL)
    self->options = *options;
  self->options.group = xp_print_source_keep (self, g_strdup (self->options.group));
  self->options.paper = xp_print_source_keep (self, g_strdup (self->options.paper));
  self->options.text = xp_print_source_keep (self, g_strdup (self->options.text));
  self->options.wording = NULL; /* was read already */
  XpCertificateOptions *certificates = &self->options.certificates;
  certificates->from = xp_print_source_keep (self, g_strdup (certificates->from));
  certificates->only = xp_print_source_keep (self, g_strdup (certificates->only));
  certificates->stock = xp_print_source_keep (self, g_strdup (certificates->stock));
  if (certificates->layout != NULL) {
    self->layout = *certificates->layout;
    certificates->layout = &self->layout;
  }
  return self;
}

void
xp_print_source_free (XpPrintSource *self)
{
  g_clear_pointer (&self->loaded, xp_loaded_round_free);
  g_clear_pointer (&self->result, xp_result_unref);
  g_clear_pointer (&self->previous, xp_result_unref);
  g_clear_pointer (&self->stays, g_ptr_array_unref);
  g_clear_pointer (&self->relations, g_ptr_array_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->all_certificates, g_ptr_array_unref);
  g_clear_pointer (&self->register_lines, g_ptr_array_unref);
  g_clear_pointer (&self->stocks, g_ptr_array_unref);
  g_clear_pointer (&self->households, g_ptr_array_unref);
  g_clear_pointer (&self->wording, xp_wording_free);
  g_hash_table_unref (self->by_uid);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->persons);
  g_hash_table_unref (self->fields);
  g_ptr_array_unref (self->texts);
  g_free (self->code);
  g_free (self->second);
  g_free (self);
}

static bool
load_round (XpPrintSource *self, XpBook *book, const XpPrintRequest *request, GError **error)
{
  const XpPrintWay *way = xp_print_lookup_way (request->document);
  self->loaded = xp_load_round (book, request->round_uid, error);
  if (self->loaded == NULL)
    return false;
  if (self->loaded->round->stage < way->from) {
    g_set_error_literal (error, XP_ERROR, XP_ERROR_REFUSED, way->obstacle);
    return false;
  }
  return load_result (self, book, request->round_uid, error) &&
         load_certificates (self, book, request->round_uid, error) &&
         load_sitting (self, book, request->round_uid, error) &&
         load_persons (self, book, request->round_uid, error) &&
         (self->second = xp_second_work_dup_report (book, self->loaded, error)) != NULL;
}

static bool
is_any_set (const XpCertificateOptions *options)
{
  return options->from != NULL || options->only != NULL || options->is_plain ||
         options->pass != XP_PRINT_WHOLE || options->mongolian != XP_PRINT_MONGOLIAN_LEFT ||
         options->stock != NULL || options->layout != NULL || fabs (options->dx_mm) > 0 ||
         fabs (options->dy_mm) > 0 || fabs (options->scale_x_permille) > 0 ||
         fabs (options->scale_y_permille) > 0;
}

/* A choice that this document does not have is refused: half a 公示 must not hang outside. */
static bool
is_choice_taken (const XpPrintRequest *request, GError **error)
{
  const XpPrintTakes takes = xp_print_lookup_way (request->document)->takes;
  const XpPrintOptions none = {0};
  const XpPrintOptions *options = request->options != NULL ? request->options : &none;
  const bool is_for_shop = options->width_cm > 0 || options->overprints_black ||
                           options->is_outlined || g_strcmp0 (options->paper, "2A4") == 0;
  const bool takes_all =
    (!is_for_shop || (takes & XP_PRINT_TAKES_PRESS) != 0) &&
    (options->household == 0 || (takes & XP_PRINT_TAKES_HOUSEHOLD) != 0) &&
    (options->group == NULL || (takes & XP_PRINT_TAKES_GROUP) != 0) &&
    (!options->is_one_per_page || (takes & XP_PRINT_TAKES_ONE_PER_PAGE) != 0) &&
    (options->paper == NULL || (takes & XP_PRINT_TAKES_PAPER) != 0) &&
    (!is_any_set (&options->certificates) || (takes & XP_PRINT_TAKES_CERTIFICATES) != 0) &&
    (options->deliberation_uid == 0 || (takes & XP_PRINT_TAKES_DELIBERATION) != 0) &&
    (options->text == NULL || (takes & XP_PRINT_TAKES_TEXT) != 0) &&
    (options->copies == 0 || (takes & XP_PRINT_TAKES_COPIES) != 0) &&
    (options->first == 0 || (takes & XP_PRINT_TAKES_FIRST) != 0) &&
    (options->most == 0 || (takes & XP_PRINT_TAKES_MOST) != 0) &&
    (options->year == 0 || (takes & XP_PRINT_TAKES_YEAR) != 0);
  if (!takes_all)
    g_set_error (
      error,
      XP_ERROR,
      XP_ERROR_REFUSED,
      "“%s”没有这样的印法，只能照原样整份印。请去掉所选的户、组、年份、纸张、名单或份数再印。",
      xp_printing_lookup_document (request->document)->title);
  return takes_all;
}

static bool
is_group_known (const XpPrintSource *self, GError **error)
{
  if (self->options.group == NULL)
    return true;
  GHashTableIter iter;
  gpointer record = NULL;
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (strcmp (xp_record_get_text (record, "name"), self->options.group) == 0)
      return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "本村没有“%s”。请照农户名单上的写法写。",
               self->options.group);
  return false;
}

static bool
is_household_known (const XpPrintSource *self, GError **error)
{
  const int number = self->options.household;
  if (number == 0 || xp_round_lookup_number (self->loaded->round, number) != NULL)
    return true;
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_REFUSED,
               "这次评选里没有%d号户。请写户的编号，农户名单上有。",
               number);
  return false;
}

static gpointer
collect (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const XpPrintRequest *request = input;
  const XpPrintWay *way = xp_print_lookup_way (request->document);
  if (!is_choice_taken (request, error))
    return NULL;
  g_autoptr (XpPrintSource) self = new_source (desk, request->options);
  const bool needs_round = xp_printing_lookup_document (request->document)->needs_round ||
                           (request->round_uid != 0 && (way->takes & XP_PRINT_TAKES_ROUND) != 0);
  if (needs_round && !load_round (self, book, request, error))
    return NULL;
  self->stocks = xp_certificate_list_stocks (book, error);
  if (self->stocks == NULL || !load_households (self, book, error) ||
      !is_group_known (self, error) || (needs_round && !is_household_known (self, error)))
    return NULL;

  self->wording = xp_wording_read (desk,
                                   book,
                                   request->document,
                                   way->wording,
                                   request->options != NULL ? request->options->wording : NULL,
                                   error);
  if (self->wording == NULL)
    return NULL;
  fill_village_fields (self);
  if (needs_round)
    fill_round_fields (self);
  return g_steal_pointer (&self);
}

XpPrintSource *
xp_print_source_collect (XpDesk *desk, const XpPrintRequest *request, GError **error)
{
  return xp_desk_run (desk, collect, (gpointer) request, error);
}

/* ---- a form that no round was opened with yet ---- */

static void
fill_form_fields (XpPrintSource *self, const XpRubric *rubric)
{
  const char *title = rubric->award.title != NULL ? rubric->award.title : rubric->name;
  g_autofree char *form = rubric->version_text != NULL
                            ? g_strdup_printf ("%s（%s）", rubric->name, rubric->version_text)
                            : g_strdup (rubric->name);
  xp_print_source_set_field (self, "评选", "");
  xp_print_source_set_field (self, "称号", title);
  xp_print_source_set_field (self, "依据", form);
  xp_print_source_set_field (self, "评分表", form);
}

static gpointer
read_visit_words (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  static const char DOCUMENT[] = "visit-sheets";
  return xp_wording_read (desk,
                          book,
                          DOCUMENT,
                          xp_print_lookup_way (DOCUMENT)->wording,
                          NULL,
                          error);
}

XpPrintSource *
xp_print_source_new_for_form (XpDesk *desk, const XpRubric *rubric, GError **error)
{
  g_autoptr (XpPrintSource) self = new_source (desk, NULL);
  self->wording = xp_desk_run (desk, read_visit_words, NULL, error);
  if (self->wording == NULL)
    return NULL;
  self->loaded = g_new0 (XpLoadedRound, 1);
  self->loaded->round = xp_round_new ();
  self->loaded->round->rubric = xp_rubric_ref ((XpRubric *) rubric);
  fill_village_fields (self);
  fill_form_fields (self, rubric);
  return g_steal_pointer (&self);
}

/* ---- rows of a table ---- */

void
xp_print_rows_add (XpPrintRows *self, const char *const *cells, const char *heading)
{
  const char **kept = g_new0 (const char *, self->n_columns);
  memcpy (kept, cells, self->n_columns * sizeof *kept);
  xp_print_source_keep (self->source, (char *) kept);
  const XpTableRow row = {.cells = kept, .heading = heading};
  g_array_append_val (self->rows, row);
}
