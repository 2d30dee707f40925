#include "xp-rubric-forms.h"

#include "xp-error.h"
#include "xp-form-window.h"
#include "xp-names.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  GtkWidget *editor; /* owned */
  XpRubric *form, *parent;
  XpRubricStep *step; /* NULL: it is made of the answers */
  XpRubricTake take;
  GtkEditable *entries[6]; /* the window's */
  AdwComboRow *section, *mode;
  char *old_section;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_clear_pointer (&asking->form, xp_rubric_unref);
  g_clear_pointer (&asking->parent, xp_rubric_unref);
  g_clear_pointer (&asking->step, xp_rubric_step_free);
  g_free (asking->old_section);
  g_object_unref (asking->editor);
  g_free (asking);
}

static Asking *
new_asking (GtkWidget *editor, const XpRubric *form, const XpRubric *parent, XpRubricTake take)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->editor = g_object_ref (editor);
  asking->form = xp_rubric_ref ((XpRubric *) form);
  asking->parent = parent != NULL ? xp_rubric_ref ((XpRubric *) parent) : NULL;
  asking->take = take;
  return asking;
}

/* ---- a title of its own ---- */

/* What the form would depart in, all of it, a sentence a line. */
static char *
tell_departures (const Asking *asking)
{
  int at = 0;
  g_autoptr (XpRubric) own = xp_form_step_own (asking->form, "");
  g_autoptr (XpRubric) next = xp_rubric_step_take (asking->step, own, asking->parent, &at, NULL);
  g_autofree char *list =
    g_strjoinv (_ ("；\n"), next != NULL ? next->departures : own->departures);
  return g_strdup_printf (_ ("这样改，超出了上一级给的范围。村里可以照样改，但要另起一个称号，"
                             "不算县里的“%s”。表上会写明：\n%s。"),
                          asking->form->basis_title != NULL ? asking->form->basis_title : "",
                          list);
}

static bool
take_own (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (asking->entries[0])));
  if (title[0] == '\0' || g_strcmp0 (title, asking->form->basis_title) == 0) {
    g_set_error_literal (
      error,
      XP_ERROR,
      XP_ERROR_INPUT,
      title[0] == '\0' ? _ ("还没有写称号。请另起一个，比如“本村文明户”。")
                       : _ ("这是县里的称号，不能用在另立的表上。请另起一个，比如“本村文明户”。"));
    return false;
  }
  g_autoptr (XpRubric) own = xp_form_step_own (asking->form, title);
  return asking->take (asking->editor, own, asking->step, error);
}

void
xp_rubric_form_ask_own (GtkWidget *editor,
                        const XpRubric *form,
                        const XpRubric *parent,
                        const XpRubricStep *step,
                        XpRubricTake take)
{
  Asking *asking = new_asking (editor, form, parent, take);
  asking->step = xp_rubric_step_new (step);
  g_autofree char *about = tell_departures (asking);
  XpFormWindow *window =
    xp_form_window_new (editor, _ ("另设称号"), about, _ ("照样改"), take_own, asking, free_asking);
  asking->entries[0] =
    xp_form_window_add_entry (window, _ ("称号"), form->is_own ? form->award.title : NULL);
  xp_form_window_answer_by (window, asking->entries[0]);
  xp_form_window_ask (window);
}

/* ---- an item is added to an adjusted form ---- */

static const XpMode ADDED_MODES[] = {
  XP_MODE_DEDUCT, XP_MODE_ADD, XP_MODE_SCORE, XP_MODE_GATE, XP_MODE_VETO};

static bool
take_addition (XpFormWindow *window, gpointer data, GError **error)
{
  Asking *asking = data;
  GtkStringObject *section = adw_combo_row_get_selected_item (asking->section);
  const XpMode mode = ADDED_MODES[adw_combo_row_get_selected (asking->mode)];
  const bool has_points = xp_mode_has_points (mode);
  g_autofree char *points = xp_names_to_half_width (gtk_editable_get_text (asking->entries[3]));
  g_autofree char *max = xp_names_to_half_width (gtk_editable_get_text (asking->entries[4]));
  const XpRubricStep step = {
    .kind = XP_STEP_ADDITION,
    .addition = {.section = gtk_string_object_get_string (section),
                 .name = gtk_editable_get_text (asking->entries[0]),
                 .criterion = gtk_editable_get_text (asking->entries[1]),
                 .mode = mode,
                 .unit = has_points ? gtk_editable_get_text (asking->entries[2]) : "",
                 .points = has_points && mode != XP_MODE_SCORE ? points : "",
                 .max = has_points ? max : "",
                 .reason = gtk_editable_get_text (asking->entries[5])}};
  if (asking->take (asking->editor, asking->form, &step, error))
    return true;
  g_clear_pointer (&asking->step, xp_rubric_step_free);
  asking->step = xp_rubric_step_new (&step);
  return false;
}

/* Refused, and wanted all the same: the window for the title comes in the place of this one. */
static bool
keep_addition (XpFormWindow *window, gpointer data, GError **error)
{
  Asking *asking = data;
  g_autoptr (GError) problem = NULL;
  if (take_addition (window, data, &problem))
    return true;
  if (!g_error_matches (problem, XP_ERROR, XP_ERROR_REFUSED)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return false;
  }
  xp_rubric_form_ask_own (asking->editor, asking->form, asking->parent, asking->step, asking->take);
  return true;
}

static GPtrArray *
list_section_names (const XpRubric *form, const char *chosen, guint *out_at)
{
  GPtrArray *names = g_ptr_array_new ();
  *out_at = 0;
  for (size_t i = 0; i < form->n_items; i++) {
    const char *section = form->items[i].section;
    if (g_ptr_array_find_with_equal_func (names, section, g_str_equal, NULL))
      continue;
    if (strcmp (section, chosen) == 0)
      *out_at = names->len;
    g_ptr_array_add (names, (gpointer) section);
  }
  g_ptr_array_add (names, NULL);
  return names;
}

void
xp_rubric_form_ask_addition (GtkWidget *editor,
                             const XpRubric *form,
                             const XpRubric *parent,
                             const char *section,
                             XpRubricTake take)
{
  const bool is_village = form->level == XP_LEVEL_VILLAGE;
  const char *const modes[] = {_ ("查到一处扣几分"),
                               _ ("做到一次加几分"),
                               _ ("直接打分"),
                               _ ("资格条件：是或否"),
                               _ ("一票否决（查到就评不上）"),
                               NULL};
  guint at = 0;
  Asking *asking = new_asking (editor, form, parent, take);
  g_autoptr (GPtrArray) names = list_section_names (parent, section, &at);
  XpFormWindow *window = xp_form_window_new (
    editor,
    _ ("加一项"),
    is_village ? _ ("村里加的项放在满分外面，作为附加分或附加扣分，要写明村规民约第几条。")
               : _ ("镇里加的项，要从这个大项里匀出分来，大项的总分不变。"),
    _ ("加上"),
    take_addition,
    asking,
    free_asking);
  asking->entries[0] = xp_form_window_add_entry (window, _ ("名称（两到八个字）"), NULL);
  asking->entries[1] = xp_form_window_add_entry (window, _ ("标准（印在表上的一句话）"), NULL);
  asking->section =
    xp_form_window_add_choice (window, _ ("放在哪个大项"), (const char *const *) names->pdata, at);
  asking->mode = xp_form_window_add_choice (window, _ ("怎么记分"), modes, 0);
  asking->entries[2] = xp_form_window_add_entry (window, _ ("单位（处、次、户、人……）"), "处");
  asking->entries[3] = xp_form_window_add_entry (window, _ ("每次几分"), "1");
  asking->entries[4] = xp_form_window_add_entry (window, _ ("满分"), "3");
  asking->entries[5] =
    xp_form_window_add_entry (window, is_village ? _ ("村规民约第几条") : _ ("为什么加"), NULL);
  xp_form_window_add_button (window, _ ("照样加，另设称号…"), keep_addition);
  xp_form_window_ask (window);
}

/* ---- a section is called otherwise ---- */

static bool
take_section (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const XpRubricStep step = {.kind = XP_STEP_SECTION,
                             .field = asking->old_section,
                             .text = (char *) gtk_editable_get_text (asking->entries[0])};
  return asking->take (asking->editor, asking->form, &step, error);
}

void
xp_rubric_form_ask_section (GtkWidget *editor,
                            const XpRubric *form,
                            const char *section,
                            XpRubricTake take)
{
  Asking *asking = new_asking (editor, form, NULL, take);
  asking->old_section = g_strdup (section);
  XpFormWindow *window = xp_form_window_new (editor,
                                             _ ("大项改名"),
                                             _ ("这个大项里的每一项都跟着改。"),
                                             _ ("改名"),
                                             take_section,
                                             asking,
                                             free_asking);
  asking->entries[0] = xp_form_window_add_entry (window, _ ("大项叫什么"), section);
  xp_form_window_answer_by (window, asking->entries[0]);
  xp_form_window_ask (window);
}
