#include "xp-test-forms.h"

#include "xp-rubric-field.h"

#include <string.h>

XpDesk *
xp_forms_get_desk (TestWindow *f)
{
  return xp_window_get_desk (f->window);
}

XpRubricsPage *
xp_forms_get_page (TestWindow *f)
{
  return XP_RUBRICS_PAGE (xp_window_get_page (f->window, "rubrics"));
}

GtkWidget *
xp_forms_get_child (TestWindow *f, const char *name)
{
  GObject *child =
    gtk_widget_get_template_child (GTK_WIDGET (xp_forms_get_page (f)), XP_TYPE_RUBRICS_PAGE, name);
  g_assert_nonnull (child);
  return GTK_WIDGET (child);
}

GtkWidget *
xp_forms_get_part (TestWindow *f, const char *name)
{
  GObject *part =
    gtk_widget_get_template_child (xp_forms_get_child (f, "editor"), XP_TYPE_RUBRIC_EDITOR, name);
  g_assert_nonnull (part);
  return GTK_WIDGET (part);
}

XpRubricSheet *
xp_forms_get_sheet (TestWindow *f)
{
  return XP_RUBRIC_SHEET (xp_forms_get_part (f, "sheet"));
}

void
xp_forms_show_page (TestWindow *f)
{
  xp_window_show_page (f->window, "rubrics");
  xp_test_wait_until_settled ();
}

void
xp_forms_open (TestWindow *f, const char *id)
{
  xp_window_show_page (f->window, "rubrics");
  xp_rubrics_page_open (xp_forms_get_page (f), id);
  xp_test_settle ();
}

/* The form as it stands in the book. Yours. */
XpRubric *
xp_forms_take (TestWindow *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  XpRubric *form = xp_rubric_work_take (xp_forms_get_desk (f), id, &error);
  g_assert_no_error (error);
  return form;
}

void
xp_forms_press (GtkWidget *button)
{
  g_assert_true (gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  xp_test_settle ();
}

/* A key where the keys are: what the widget and those around it make of it. */
void
xp_forms_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean is_taken = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_taken);
  }
  xp_test_settle ();
  g_assert_true (is_taken);
}

void
xp_forms_choose (TestWindow *f, const char *id, const char *no)
{
  g_autoptr (XpRubric) form = xp_forms_take (f, id);
  g_autoptr (XpRubric) parent =
    form->extends != NULL ? xp_rubric_work_take_parent (xp_forms_get_desk (f), form, NULL) : NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = xp_form_list_rows (form, parent, none);
  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((const XpFormRow *) rows->pdata[i])->item->no, no) == 0)
      xp_rubric_sheet_select (xp_forms_get_sheet (f), (int) i);
  xp_test_settle ();
}

/* The field of the pane that can be seen. */
static GtkWidget *
find_field (GtkWidget *widget, const char *name)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (XP_IS_RUBRIC_FIELD (widget) &&
      strcmp (xp_rubric_field_get_field (XP_RUBRIC_FIELD (widget)), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_field (child, name);
    if (found != NULL)
      return found;
  }
  return NULL;
}

GtkWidget *
xp_forms_get_field (TestWindow *f, const char *name)
{
  GtkWidget *field = find_field (xp_forms_get_part (f, "pane"), name);
  if (field == NULL)
    g_error ("no field %s", name);
  return field;
}

/* Typed, then Enter. */
void
xp_forms_enter (TestWindow *f, const char *name, const char *text)
{
  GtkWidget *entry = xp_test_find_widget (xp_forms_get_field (f, name), GTK_TYPE_ENTRY);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  xp_test_settle ();
}

void
xp_forms_choose_mode (TestWindow *f, guint index)
{
  GtkWidget *choice = xp_test_find_widget (xp_forms_get_field (f, "mode"), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), index);
  xp_test_settle ();
}

static char *
labels_of (TestWindow *f, const char *part)
{
  return xp_test_dup_labels (xp_forms_get_part (f, part));
}

void
xp_forms_assert_says (TestWindow *f, const char *part, const char *text)
{
  g_autofree char *labels = labels_of (f, part);
  if (strstr (labels, text) == NULL)
    g_error ("“%s” is not in “%s”", text, labels);
}

void
xp_forms_undo (TestWindow *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  xp_test_settle ();
}

XpFormWindow *
xp_forms_find_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    if (XP_IS_FORM_WINDOW (window))
      return XP_FORM_WINDOW (window);
  }
  g_assert_not_reached ();
}

/* The n-th row of this type in the window of questions, from 0. */
static GtkWidget *
find_question (GType type, int n)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  g_ptr_array_add (waiting, xp_forms_find_window ());
  while (waiting->len > 0) {
    GtkWidget *widget = g_ptr_array_steal_index (waiting, waiting->len - 1);
    if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && n-- == 0)
      return widget;
    for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL;
         child = gtk_widget_get_prev_sibling (child))
      g_ptr_array_add (waiting, child);
  }
  g_assert_not_reached ();
}

void
xp_forms_fill_in (int n, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_question (ADW_TYPE_ENTRY_ROW, n)), text);
}

void
xp_forms_pick (int n, guint index)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_question (ADW_TYPE_COMBO_ROW, n)), index);
}

static GtkWidget *
find_entry (GtkWidget *widget, const char *name)
{
  if (GTK_IS_ENTRY (widget)) {
    g_autofree char *other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                                 GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                                 name);
    return other == NULL ? widget : NULL;
  }
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, name);
  return found;
}

void
xp_forms_type_in (const char *name, const char *text)
{
  GtkWidget *entry = find_entry (GTK_WIDGET (xp_forms_find_window ()), name);
  if (entry == NULL)
    g_error ("no entry “%s”", name);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  xp_test_settle ();
}

void
xp_forms_answer (void)
{
  if (!xp_form_window_answer (xp_forms_find_window ())) {
    g_autofree char *labels = xp_test_dup_labels (GTK_WIDGET (xp_forms_find_window ()));
    g_error ("not taken: %s", labels);
  }
  xp_test_settle ();
}

void
xp_forms_copy (TestWindow *f, const char *id, const char *name)
{
  xp_forms_open (f, id);
  xp_forms_press (xp_forms_get_part (f, "copy"));
  xp_forms_fill_in (0, name);
  xp_forms_answer ();
}
