/* xp-rubric-put.c: forms go into the book: checked, as the next version or in the place of the
 * latest. */
#include "xp-rubric-private.h"

#include "xp-rubric-check.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-gates.h"
#include "xp-rubric-text.h"

#include <string.h>

/* ---- checking ---- */

/* An adjusted form whose parent is nowhere at hand needs nothing else. */
static void
check_parent (XpDesk *desk, XpBook *book, const XpRubric *rubric, GPtrArray *sentences)
{
  if (rubric->extends == NULL || rubric->n_items == 0)
    return;
  g_autoptr (XpShelfForm) parent = xp_form_shelf_find (desk, book, rubric->extends, NULL);
  g_autofree char *sentence = NULL;
  if (parent != NULL && !xp_overlay_is_true_to (rubric, parent->rubric, &sentence))
    g_ptr_array_add (sentences, g_steal_pointer (&sentence));
}

GPtrArray *
xp_rubric_list_strangers (XpDesk *desk, XpBook *book, const XpRubric *rubric, GError **error)
{
  g_autoptr (GPtrArray) forms = xp_form_shelf_list (desk, book, error);
  if (forms == NULL)
    return NULL;
  GPtrArray *sentences =
    xp_rubric_list_gate_problems (rubric, (const XpRubric *const *) forms->pdata, forms->len);
  check_parent (desk, book, rubric, sentences);
  return sentences;
}

bool
xp_rubric_check_half_made (XpDesk *desk, XpBook *book, const XpRubric *rubric, GError **error)
{
  g_autoptr (GPtrArray) sentences = xp_rubric_list_strangers (desk, book, rubric, error);
  return sentences != NULL && xp_rubric_report (sentences, error);
}

bool
xp_rubric_check_for_book (XpDesk *desk, XpBook *book, const XpRubric *rubric, GError **error)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) problems = xp_rubric_list_problems (rubric);
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (sentences, xp_form_problem_to_text (problems->pdata[i], rubric));
  return xp_rubric_report (sentences, error) &&
         xp_rubric_check_half_made (desk, book, rubric, error);
}

/* ---- writing ---- */

static XpRecord *
make_record (const XpRubric *rubric, int version, int number)
{
  g_autofree char *text = xp_rubric_to_text (rubric);
  g_autofree char *sha256 = xp_sha256_of_text (text);
  const XpShelfForm form = {(XpRubric *) rubric, version, text, sha256, false};
  return xp_shelf_form_to_record (&form, number);
}

XpAct *
xp_rubric_put_with_parent (XpBook *book,
                           const XpRubric *rubric,
                           const XpShelfForm *parent,
                           const char *verb,
                           int *out_version,
                           GError **error)
{
  g_autoptr (XpDraft) draft = xp_draft_new (verb);
  int version = 0, number = 0;
  if (!xp_form_shelf_next (book, rubric->id, &version, &number, error))
    return NULL;
  if (parent != NULL && !parent->is_in_book) {
    g_autoptr (XpRecord) above = xp_shelf_form_to_record (parent, number++);
    xp_draft_put (draft, above);
  }
  g_autoptr (XpRecord) record = make_record (rubric, version, number);
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  XpAct *act = xp_book_put (book, draft, error);
  if (act != NULL)
    *out_version = version;
  return act;
}

XpAct *
xp_rubric_put (
  XpBook *book, const XpRubric *rubric, const char *verb, int *out_version, GError **error)
{
  return xp_rubric_put_with_parent (book, rubric, NULL, verb, out_version, error);
}

/* ---- saving what was edited ---- */

typedef struct {
  const XpRubric *rubric;
  int version;
} Saving;

static bool
is_named_in (
  XpBook *book, XpKind kind, const char *id, int version, bool *out_is_named, GError **error)
{
  g_autoptr (GPtrArray) records = xp_book_list (book, kind, NULL, 0, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (g_strcmp0 (xp_record_get_text (records->pdata[i], "rubric_id"), id) == 0 &&
        xp_record_get_int (records->pdata[i], "rubric_version") == version)
      *out_is_named = true;
  return records != NULL;
}

/* Whether a round, a year or another form goes by this version. */
static bool
is_used (XpBook *book, const char *id, int version, bool *out_is_used, GError **error)
{
  *out_is_used = false;
  if (!is_named_in (book, XP_KIND_ROUND, id, version, out_is_used, error) ||
      !is_named_in (book, XP_KIND_LEDGER_YEAR, id, version, out_is_used, error))
    return false;
  g_autofree char *extends = g_strdup_printf ("\nextends=%s@%d\n", id, version);
  g_autoptr (GPtrArray) forms = xp_book_list (book, XP_KIND_RUBRIC, NULL, 0, error);
  for (guint i = 0; forms != NULL && i < forms->len; i++)
    if (strstr (xp_record_get_text (forms->pdata[i], "text"), extends) != NULL)
      *out_is_used = true;
  return forms != NULL;
}

static XpAct *
put_in_place (XpBook *book, const XpRubric *rubric, int version, GError **error)
{
  g_autoptr (XpRecord) named = make_record (rubric, version, 0);
  g_autofree char *key = xp_record_dup_key (named);
  g_autoptr (XpRecord) before = xp_book_lookup (book, XP_KIND_RUBRIC, key, error);
  if (before == NULL)
    return NULL;
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_EDIT_RUBRIC);
  g_autoptr (XpRecord) record =
    make_record (rubric, version, (int) xp_record_get_int (before, "number"));
  xp_draft_set_subject (draft, record);
  xp_draft_put (draft, record);
  return xp_book_put (book, draft, error);
}

static gpointer
save (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  Saving *saving = input;
  const char *id = saving->rubric->id;
  int next = 0, number = 0;
  bool is_kept = true;
  if (!xp_rubric_check_half_made (desk, book, saving->rubric, error) ||
      !xp_form_shelf_next (book, id, &next, &number, error) ||
      (next > 1 && !is_used (book, id, next - 1, &is_kept, error)))
    return NULL;
  if (next == 1 || is_kept)
    return xp_rubric_put (book, saving->rubric, XP_VERB_EDIT_RUBRIC, &saving->version, error);
  saving->version = next - 1;
  return put_in_place (book, saving->rubric, saving->version, error);
}

bool
xp_rubric_work_save (XpDesk *desk, const XpRubric *rubric, int *out_version, GError **error)
{
  Saving saving = {rubric, 0};
  if (xp_rubric_is_standard (rubric)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "《%s》是县里的标准，本村不能直接改它，没有变动。请在它上面调整，或另做一张。",
                 rubric->name);
    return false;
  }
  if (!xp_rubric_is_good_id (rubric->id)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "评分表的编号“%s”用不了，中间不要有空格和“/”“@”。请换一个。",
                 rubric->id);
    return false;
  }
  if (!xp_desk_run_act (desk, save, &saving, error))
    return false;
  if (out_version != NULL)
    *out_version = saving.version;
  return true;
}
