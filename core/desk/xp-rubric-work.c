#include "xp-rubric-work.h"

#include "xp-program-files.h"
#include "xp-rubric-check.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-private.h"
#include "xp-rubric-text.h"

#include <string.h>

void
xp_rubric_line_free (XpRubricLine *line)
{
  g_free (line->id);
  g_free (line->name);
  g_free (line->version);
  g_free (line->title);
  g_free (line->unready);
  g_free (line->parent);
  g_free (line);
}

char *
xp_rubric_work_dup_unready (const XpRubric *rubric)
{
  return xp_rubric_dup_unready (rubric);
}

/* @version: 0: not in a book; the form's own word is shown then. */
static XpRubricLine *
make_line (const XpRubric *rubric, const char *id, int version)
{
  XpRubricLine *line = g_new0 (XpRubricLine, 1);
  line->id = g_strdup (id);
  line->name = g_strdup (rubric->name);
  line->version = version > 0 ? g_strdup_printf ("%d", version)
                              : g_strdup (rubric->version_text != NULL ? rubric->version_text : "");
  line->n_items = (int) rubric->n_items;
  line->full_mark_hundredths = rubric->full_mark_hundredths;
  line->title = g_strdup (rubric->award.title != NULL ? rubric->award.title : "");
  line->unready = xp_rubric_dup_unready (rubric);
  line->level = rubric->level;
  line->is_standard = xp_rubric_is_standard (rubric);
  line->parent = g_strdup (rubric->extends != NULL ? rubric->extends : "");
  line->is_own = rubric->is_own;
  return line;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
xp_rubric_work_list_shipped (GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = xp_program_files_dup_dir ("rubrics");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    if (g_str_has_suffix (name, ".rubric"))
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (".rubric")));
  g_ptr_array_sort (ids, compare_names);

  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (XpRubric) rubric = xp_rubric_work_read (ids->pdata[i], NULL, error);
    if (rubric == NULL)
      return NULL;
    g_ptr_array_add (lines, make_line (rubric, ids->pdata[i], 0));
  }
  return g_steal_pointer (&lines);
}

/* @lines: all forms of the book, older versions first. */
static void
note_newer_parent (XpRubricLine *line, const GPtrArray *lines)
{
  const char *at = strrchr (line->parent, '@');
  if (at == NULL)
    return;
  g_autofree char *id = g_strndup (line->parent, (gsize) (at - line->parent));
  const int version = (int) g_ascii_strtoll (at + 1, NULL, 10);
  for (guint i = 0; i < lines->len; i++) {
    const XpRubricLine *other = lines->pdata[i];
    const int its = (int) g_ascii_strtoll (other->version, NULL, 10);
    if (strcmp (other->id, id) == 0 && its > MAX (version, line->newer_parent))
      line->newer_parent = its;
  }
}

/* Beside its parent a form may be out of bounds, though it holds together by itself. */
static void
note_parent (XpDesk *desk, XpBook *book, XpRubricLine *line, const XpRubric *rubric)
{
  g_autoptr (XpShelfForm) parent = rubric->extends != NULL && line->unready == NULL
                                     ? xp_form_shelf_find (desk, book, rubric->extends, NULL)
                                     : NULL;
  if (line->unready == NULL)
    line->unready = xp_rubric_dup_obstacle (rubric, parent != NULL ? parent->rubric : NULL);
}

static gpointer
list_forms (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) records = xp_book_list (book, XP_KIND_RUBRIC, NULL, 0, error);
  if (records == NULL)
    return NULL;
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  for (guint i = 0; i < records->len; i++) {
    const char *id = xp_record_get_text (records->pdata[i], "id");
    g_autoptr (XpRubric) rubric =
      xp_rubric_from_stored_text (xp_record_get_text (records->pdata[i], "text"), id, error);
    if (rubric == NULL)
      return NULL;
    XpRubricLine *line =
      make_line (rubric, id, (int) xp_record_get_int (records->pdata[i], "version"));
    note_parent (desk, book, line, rubric);
    g_ptr_array_add (lines, line);
  }
  for (guint i = 0; i < lines->len; i++)
    note_newer_parent (lines->pdata[i], lines);
  return g_steal_pointer (&lines);
}

GPtrArray *
xp_rubric_work_list (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_forms, NULL, error);
}

static bool
has_form (const GPtrArray *forms, const char *id)
{
  for (guint i = 0; i < forms->len; i++)
    if (strcmp (((const XpRubricLine *) forms->pdata[i])->id, id) == 0)
      return true;
  return false;
}

/* Takes the line into @forms, unless a form of its id is there already. */
static void
add_if_new (GPtrArray *forms, XpRubricLine *line)
{
  if (has_form (forms, line->id))
    xp_rubric_line_free (line);
  else
    g_ptr_array_add (forms, line);
}

GPtrArray *
xp_rubric_work_list_at_hand (XpDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) own = xp_rubric_work_list (desk, error);
  g_autoptr (GPtrArray) shipped = own != NULL ? xp_rubric_work_list_shipped (error) : NULL;
  if (shipped == NULL)
    return NULL;
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  while (own->len > 0)
    add_if_new (forms, g_ptr_array_steal_index (own, own->len - 1));
  while (shipped->len > 0)
    add_if_new (forms, g_ptr_array_steal_index (shipped, 0));
  return forms;
}

/* ---- reading ---- */

static gpointer
take_form (XpDesk *desk, XpBook *book, gpointer id, GError **error)
{
  g_autoptr (XpShelfForm) form = xp_form_shelf_take (desk, book, id, error);
  return form != NULL ? xp_rubric_ref (form->rubric) : NULL;
}

XpRubric *
xp_rubric_work_take (XpDesk *desk, const char *id, GError **error)
{
  return xp_desk_run (desk, take_form, (gpointer) id, error);
}

/* ---- into the book ---- */

/* A table carries items only: what else the form of its id says goes on holding. A county's
 * standard comes whole or not at all. */
static XpRubric *
complete (XpDesk *desk, XpBook *book, const XpRubric *rubric)
{
  XpRubric *whole = xp_rubric_copy (rubric);
  g_autoptr (XpShelfForm) before = xp_form_shelf_take (desk, book, rubric->id, NULL);
  const bool is_table = !rubric->has_award && g_strcmp0 (rubric->name, rubric->id) == 0;
  if (!is_table || before == NULL || before->rubric->extends != NULL ||
      xp_rubric_is_standard (before->rubric))
    return whole;
  XpRubric *head = xp_rubric_copy (before->rubric);
  XpItem *items = head->items;
  const size_t n_items = head->n_items;
  head->items = whole->items;
  head->n_items = whole->n_items;
  whole->items = items;
  whole->n_items = n_items;
  xp_rubric_unref (whole);
  if (!head->is_full_mark_declared)
    head->full_mark_hundredths = xp_rubric_sum_full_mark (head);
  return head;
}

static gpointer
import (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  g_autoptr (XpRubric) rubric = complete (desk, book, input);
  if (!xp_rubric_check_for_book (desk, book, rubric, error))
    return NULL;
  int version = 0;
  return xp_rubric_put (book, rubric, XP_VERB_IMPORT_RUBRIC, &version, error);
}

bool
xp_rubric_work_import (XpDesk *desk, const XpRubric *rubric, GError **error)
{
  if (rubric->n_items == 0) {
    const XpAdjustSpec spec = {.id = rubric->id};
    return xp_rubric_work_adjust (desk, rubric, &spec, error);
  }
  return xp_desk_run_act (desk, import, (gpointer) rubric, error);
}
