#include "xp-rubric-dialogs.h"

#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-rubric-edit.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  GtkWidget *page; /* owned */
  XpDesk *desk;    /* owned */
  char *id, *path; /* owned; NULL none */
  XpRubricMade made;
  GtkEditable *name; /* the window's */
  AdwComboRow *choice;
  GPtrArray *lines; /* of XpRubricLine that can be replaced; owned; NULL none */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->page);
  g_object_unref (asking->desk);
  g_free (asking->id);
  g_free (asking->path);
  g_clear_pointer (&asking->lines, g_ptr_array_unref);
  g_free (asking);
}

static Asking *
new_asking (GtkWidget *page, XpDesk *desk, const char *id, XpRubricMade made)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->page = g_object_ref (page);
  asking->desk = g_object_ref (desk);
  asking->id = g_strdup (id);
  asking->made = made;
  return asking;
}

static bool
finish (const Asking *asking, const char *id)
{
  if (asking->made != NULL)
    asking->made (asking->page, id);
  return true;
}

/* ---- a number that nobody sees: made of the name ---- */

static bool
is_taken (const GPtrArray *lines, const char *id)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (((const XpRubricLine *) lines->pdata[i])->id, id) == 0)
      return true;
  return false;
}

/* The name without what an id may not have, and a figure behind it where there is one already. */
static char *
dup_free_id (XpDesk *desk, const char *name, GError **error)
{
  static const char *const BAD[] =
    {"“", "”", "《", "》", " ", "\t", "/", "\\", "@", "|", "[", "]", "<", ">", "=", ":", ".", NULL};
  g_autoptr (GPtrArray) lines = xp_rubric_work_list_at_hand (desk, error);
  if (lines == NULL)
    return NULL;
  g_autoptr (GString) stem = g_string_new (name);
  for (size_t i = 0; BAD[i] != NULL; i++)
    g_string_replace (stem, BAD[i], "", 0);
  g_autofree char *start = g_utf8_substring (stem->str, 0, MIN (g_utf8_strlen (stem->str, -1), 40));
  for (int i = 1;; i++) {
    g_autofree char *id = i == 1 ? g_strdup (start) : g_strdup_printf ("%s-%d", start, i);
    if (!is_taken (lines, id))
      return g_steal_pointer (&id);
  }
}

/* NULL: no name was written. */
static char *
dup_name (const Asking *asking, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (asking->name)));
  if (name[0] != '\0')
    return g_steal_pointer (&name);
  g_set_error_literal (error,
                       XP_ERROR,
                       XP_ERROR_INPUT,
                       _ ("评分表还没有名称。请写上，比如“清洁户评分表”。"));
  return NULL;
}

/* ---- new, and copied ---- */

static bool
take_new (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *name = dup_name (asking, error);
  g_autofree char *id = name != NULL ? dup_free_id (asking->desk, name, error) : NULL;
  g_autoptr (XpRubric) form = id != NULL ? xp_rubric_edit_new (id, name, error) : NULL;
  return form != NULL && xp_rubric_work_save (asking->desk, form, NULL, error) &&
         finish (asking, id);
}

void
xp_rubric_dialog_new (GtkWidget *page, XpDesk *desk, XpRubricMade made)
{
  Asking *asking = new_asking (page, desk, NULL, made);
  XpFormWindow *window = xp_form_window_new (
    page,
    _ ("新做一张评分表"),
    _ ("从一张白纸做起。县里有标准的，最好在县里的表上调整，评上的才算县里的称号。"),
    _ ("做一张"),
    take_new,
    asking,
    free_asking);
  asking->name = xp_form_window_add_entry (window, _ ("评分表叫什么"), NULL);
  xp_form_window_answer_by (window, asking->name);
  xp_form_window_ask (window);
}

static bool
take_copy (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *name = dup_name (asking, error);
  g_autofree char *id = name != NULL ? dup_free_id (asking->desk, name, error) : NULL;
  g_autoptr (XpRubric) from =
    id != NULL ? xp_rubric_work_take (asking->desk, asking->id, error) : NULL;
  g_autoptr (XpRubric) copy = from != NULL ? xp_rubric_edit_copy (from, id, name, error) : NULL;
  return copy != NULL && xp_rubric_work_save (asking->desk, copy, NULL, error) &&
         finish (asking, id);
}

void
xp_rubric_dialog_copy (GtkWidget *page, XpDesk *desk, const char *from_id, XpRubricMade made)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) from = xp_rubric_work_take (desk, from_id, &error);
  if (from == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Asking *asking = new_asking (page, desk, from_id, made);
  g_autofree char *title = g_strdup_printf (_ ("照《%s》抄一份"), from->name);
  g_autofree char *name = g_strdup_printf ("%s%s", xp_desk_get_village (desk)->name, from->name);
  XpFormWindow *window = xp_form_window_new (
    page,
    title,
    xp_rubric_is_standard (from)
      ? _ ("抄出来的是村里自己的表，想怎么改都行，但评上的不算县里的称号。要算县里的，请用“调整”。")
      : _ ("抄出来的是村里自己的表，想怎么改都行，原来那张不动。"),
    _ ("抄一份"),
    take_copy,
    asking,
    free_asking);
  asking->name = xp_form_window_add_entry (window, _ ("评分表叫什么"), name);
  xp_form_window_answer_by (window, asking->name);
  xp_form_window_ask (window);
}

/* ---- adjusted ---- */

static const char *const LEVELS[] = {"村", "镇"};

static bool
take_adjust (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *name = dup_name (asking, error);
  g_autofree char *id = name != NULL ? dup_free_id (asking->desk, name, error) : NULL;
  g_autoptr (XpRubric) changes = id != NULL ? xp_rubric_edit_new (id, name, error) : NULL;
  const guint level = asking->choice != NULL ? adw_combo_row_get_selected (asking->choice) : 0;
  const XpAdjustSpec spec = {.id = id,
                             .name = name,
                             .extends = asking->id,
                             .level = LEVELS[level < G_N_ELEMENTS (LEVELS) ? level : 0]};
  return changes != NULL && xp_rubric_work_adjust (asking->desk, changes, &spec, error) &&
         finish (asking, id);
}

void
xp_rubric_dialog_adjust (GtkWidget *page, XpDesk *desk, const char *on_id, XpRubricMade made)
{
  const char *const words[] = {_ ("村里"), _ ("镇里（苏木）"), NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubric) parent = xp_rubric_work_take (desk, on_id, &error);
  if (parent == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Asking *asking = new_asking (page, desk, on_id, made);
  g_autofree char *title = g_strdup_printf (_ ("在《%s》上调整"), parent->name);
  g_autofree char *name = g_strdup_printf ("%s%s", xp_desk_get_village (desk)->name, parent->name);
  XpFormWindow *window = xp_form_window_new (
    page,
    title,
    _ ("只记改了哪几处，别的都照上一级的。上一级出了新的一版，会告诉您，用不用您定。"),
    _ ("开始调整"),
    take_adjust,
    asking,
    free_asking);
  if (parent->level == XP_LEVEL_COUNTY)
    asking->choice = xp_form_window_add_choice (window, _ ("谁来调整"), words, 0);
  asking->name = xp_form_window_add_entry (window, _ ("调整后的表叫什么"), name);
  xp_form_window_answer_by (window, asking->name);
  xp_form_window_ask (window);
}

/* ---- out of a file ---- */

/* What the file is to be: 0 a new form, else the items of a form that is there. */
static const char *
choose_id (const Asking *asking)
{
  const guint selected = asking->choice != NULL ? adw_combo_row_get_selected (asking->choice) : 0;
  return selected >= 1 && selected <= asking->lines->len
           ? ((const XpRubricLine *) asking->lines->pdata[selected - 1])->id
           : NULL;
}

/* A table has no name of its own. */
static XpRubric *
name_it (XpRubric *form, const char *name, GError **error)
{
  if (form == NULL || strcmp (form->name, form->id) != 0)
    return form;
  XpRubric *named = xp_rubric_edit_set_form (form, "name", name, error);
  xp_rubric_unref (form);
  return named;
}

static bool
take_import (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const char *onto = choose_id (asking);
  g_autofree char *name = onto == NULL ? dup_name (asking, error) : g_strdup ("");
  g_autofree char *id = name == NULL   ? NULL
                        : onto != NULL ? g_strdup (onto)
                                       : dup_free_id (asking->desk, name, error);
  XpRubric *read = id != NULL ? xp_rubric_work_read (asking->path, id, error) : NULL;
  g_autoptr (XpRubric) form = onto == NULL ? name_it (read, name, error) : read;
  return form != NULL && xp_rubric_work_import (asking->desk, form, error) && finish (asking, id);
}

/* Whose items a table can become: the village's own, which rest on no other. */
static GPtrArray *
list_own (XpDesk *desk)
{
  g_autoptr (GPtrArray) lines = xp_rubric_work_list_at_hand (desk, NULL);
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_rubric_line_free);
  for (guint i = 0; lines != NULL && i < lines->len;) {
    const XpRubricLine *line = lines->pdata[i];
    if (line->level == XP_LEVEL_VILLAGE && line->parent[0] == '\0')
      g_ptr_array_add (own, g_ptr_array_steal_index (lines, i));
    else
      i++;
  }
  return own;
}

void
xp_rubric_dialog_import (GtkWidget *page, XpDesk *desk, const char *path, XpRubricMade made)
{
  Asking *asking = new_asking (page, desk, NULL, made);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *title = g_strdup_printf (_ ("导入 %s"), file);
  char *dot = strrchr (file, '.');
  if (dot != NULL)
    *dot = '\0';
  asking->path = g_strdup (path);
  asking->lines = list_own (desk);
  XpFormWindow *window =
    xp_form_window_new (page,
                        title,
                        _ ("文件里有一处不对，就一处也不导入，原来的表不动。导错了按 Ctrl+Z。"),
                        _ ("导入"),
                        take_import,
                        asking,
                        free_asking);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (words, g_strdup (_ ("新的一张")));
  for (guint i = 0; i < asking->lines->len; i++)
    g_ptr_array_add (words,
                     g_strdup_printf (_ ("换掉《%s》的评分项"),
                                      ((const XpRubricLine *) asking->lines->pdata[i])->name));
  g_ptr_array_add (words, NULL);
  if (asking->lines->len > 0)
    asking->choice =
      xp_form_window_add_choice (window, _ ("导入成"), (const char *const *) words->pdata, 0);
  asking->name = xp_form_window_add_entry (window, _ ("新的一张叫什么"), file);
  xp_form_window_answer_by (window, asking->name);
  xp_form_window_ask (window);
}

/* ---- a newer parent ---- */

static bool
take_offer (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  return xp_rubric_work_rebase (asking->desk, asking->id, false, error);
}

static bool
take_offer_without_refused (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  return xp_rubric_work_rebase (asking->desk, asking->id, true, error);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* Then and now stand side by side, of the same width. */
static void
add_row (GtkWidget *grid, int row, const char *const cells[4], const char *style)
{
  static const int WIDTHS[] = {14, 7, 24, 24};
  for (int i = 0; i < (int) G_N_ELEMENTS (WIDTHS); i++) {
    GtkWidget *label = new_label (cells[i], style);
    gtk_label_set_width_chars (GTK_LABEL (label), WIDTHS[i]);
    gtk_widget_set_hexpand (label, i >= 2);
    gtk_grid_attach (GTK_GRID (grid), label, i, row, 1, 1);
  }
}

static void
add_difference (GtkWidget *grid, int row, const XpFormDifference *difference)
{
  g_autofree char *what =
    difference->item_no[0] != '\0'
      ? g_strdup_printf (_ ("第%s项 %s"), difference->item_no, difference->item_name)
      : g_strdup (_ ("整张表"));
  const char *const cells[] = {what,
                               difference->word,
                               difference->then[0] != '\0' ? difference->then : _ ("（没有）"),
                               difference->now[0] != '\0' ? difference->now : _ ("（去掉了）")};
  add_row (grid, row, cells, NULL);
}

static GtkWidget *
new_comparison (const XpRubricOffer *offer)
{
  const char *const heads[] = {_ ("哪一项"), _ ("哪一栏"), _ ("现在用的"), _ ("新的一版")};
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  add_row (grid, 0, heads, "field-title");
  for (guint i = 0; i < offer->differences->len; i++)
    add_difference (grid, (int) i + 1, offer->differences->pdata[i]);
  for (guint i = 0; i < offer->overlay->refusals->len; i++) {
    const XpOverlayRefusal *refusal = offer->overlay->refusals->pdata[i];
    gtk_box_append (GTK_BOX (box), new_label (refusal->sentence, "problem"));
  }
  for (guint i = 0; i < offer->overlay->problems->len; i++) {
    const XpFormProblem *problem = offer->overlay->problems->pdata[i];
    gtk_box_append (GTK_BOX (box), new_label (problem->what, "problem"));
  }
  gtk_box_append (GTK_BOX (box), grid);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("差在哪里"),
                                  -1);
  return scrolled;
}

void
xp_rubric_dialog_offer (GtkWidget *page, XpDesk *desk, const char *id)
{
  static const int WIDTH = 900, HEIGHT = 380;
  g_autoptr (GError) error = NULL;
  g_autoptr (XpRubricOffer) offer = xp_rubric_work_diff (desk, id, &error);
  if (offer == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  const bool is_refused = offer->overlay->refusals->len > 0;
  Asking *asking = new_asking (page, desk, id, NULL);
  g_autofree char *title = g_strdup_printf (_ ("《%s》的新一版"), offer->now->name);
  XpFormWindow *window = xp_form_window_new (
    page,
    title,
    is_refused
      ? _ (
          "左边是现在用的，右边是新的一版。红字的几处改动在新的一版上不合规定，用新的一版就要去掉它们。")
      : _ ("左边是现在用的，右边是新的一版。本表自己的改动都会带过去。不用就关上，什么也不变。"),
    is_refused ? _ ("用新的一版，去掉红字的改动") : _ ("用新的一版"),
    is_refused ? take_offer_without_refused : take_offer,
    asking,
    free_asking);
  xp_form_window_set_body (window, new_comparison (offer), WIDTH, HEIGHT);
  xp_form_window_ask (window);
}
