#include "xp-form-window.h"

#include "xp-enter.h"
#include "xp-entry-row.h"
#include "xp-high-box.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>

struct _XpFormWindow {
  AdwWindow parent_instance;

  GtkBox *buttons; /* parts: borrowed from the widget tree */
  GtkButton *cancel, *button;
  GtkBox *content;
  XpHighBox *body; /* with the content */
  GtkLabel *problem;
  XpHighBox *problem_place; /* a file may have many */
  AdwPreferencesGroup *questions;
  GtkWidget *first; /* question; NULL none yet */

  XpFormTake take;
  gpointer user_data;
  GDestroyNotify free_data;
};

/* A row that says something among those that ask. GTK's list ends its round at a row that does not
 * take the focus: this one hands it on. */
#define XP_TYPE_SAID_ROW (xp_said_row_get_type ())
G_DECLARE_FINAL_TYPE (XpSaidRow, xp_said_row, XP, SAID_ROW, AdwPreferencesRow)

struct _XpSaidRow {
  AdwPreferencesRow parent_instance;
};

G_DEFINE_FINAL_TYPE (XpSaidRow, xp_said_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
xp_said_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  const bool is_back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *beside =
    is_back ? gtk_widget_get_prev_sibling (widget) : gtk_widget_get_next_sibling (widget);
  return beside != NULL && gtk_widget_child_focus (beside, direction);
}

static void
xp_said_row_class_init (XpSaidRowClass *class)
{
  GTK_WIDGET_CLASS (class)->focus = xp_said_row_focus;
}

static void
xp_said_row_init (XpSaidRow *self)
{
}

G_DEFINE_FINAL_TYPE (XpFormWindow, xp_form_window, ADW_TYPE_WINDOW)

static const char TAKE_KEY[] = "xp-take";
enum {
  SPACING = 14
};
static const int WIDTH = 620, MOST_PROBLEM_HEIGHT = 190;

/* ---- how large it is ---- */

void
xp_form_window_set_size (XpFormWindow *self, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               xp_text_scale_width (width),
                               height > 0 ? xp_text_scale_height (height) : -1);
}

/* What was wrong and the buttons are never scrolled. */
static void
settle_height (GtkWidget *window)
{
  static const int AROUND = 2 * 24 + 3 * SPACING;
  XpFormWindow *self = XP_FORM_WINDOW (window);
  int width = 0, height = 0, problem = 0, buttons = 0;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  xp_high_box_set_most_height (self->problem_place, xp_text_scale_height (MOST_PROBLEM_HEIGHT));
  gtk_widget_measure (GTK_WIDGET (self->buttons),
                      GTK_ORIENTATION_VERTICAL,
                      -1,
                      NULL,
                      &buttons,
                      NULL,
                      NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->problem_place)))
    gtk_widget_measure (GTK_WIDGET (self->problem_place),
                        GTK_ORIENTATION_VERTICAL,
                        width - AROUND,
                        NULL,
                        &problem,
                        NULL,
                        NULL);
  xp_high_box_set_most_height (self->body, XP_SMALLEST_SCREEN_HEIGHT - AROUND - problem - buttons);
}

/* ---- answering ---- */

bool
xp_form_window_answer_with (XpFormWindow *self, XpFormTake take)
{
  g_autoptr (GError) error = NULL;
  if (take (self, self->user_data, &error)) {
    gtk_window_destroy (GTK_WINDOW (self));
    return true;
  }
  gtk_label_set_label (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_place), error != NULL);
  settle_height (GTK_WIDGET (self));
  return false;
}

bool
xp_form_window_answer (XpFormWindow *self)
{
  return xp_form_window_answer_with (self, self->take);
}

static void
button_cb (XpFormWindow *self, GtkButton *button)
{
  xp_form_window_answer_with (self, (XpFormTake) g_object_get_data (G_OBJECT (button), TAKE_KEY));
}

/* ---- questions ---- */

static GtkWidget *
new_wrapped_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
add_question (XpFormWindow *self, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (self->questions, row);
  if (self->first == NULL)
    self->first = row;
}

static void
entry_activated_cb (GtkWidget *row)
{
  xp_enter_go_on (row, XP_ENTER_QUESTIONS);
}

static GtkEditable *
add_entry_row (XpFormWindow *self, GtkWidget *row, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  add_question (self, row, title);
  g_signal_connect (row, "entry-activated", G_CALLBACK (entry_activated_cb), NULL);
  return GTK_EDITABLE (row);
}

GtkEditable *
xp_form_window_add_entry (XpFormWindow *self, const char *title, const char *text)
{
  return add_entry_row (self, xp_entry_row_new (), title, text);
}

GtkEditable *
xp_form_window_add_password (XpFormWindow *self, const char *title)
{
  GtkWidget *row = adw_password_entry_row_new ();
  xp_entry_row_make_heard (ADW_ENTRY_ROW (row));
  return add_entry_row (self, row, title, NULL);
}

AdwComboRow *
xp_form_window_add_choice (XpFormWindow *self,
                           const char *title,
                           const char *const *words,
                           guint selected)
{
  GtkWidget *row = adw_combo_row_new ();
  GtkStringList *model = gtk_string_list_new (words);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_object_unref (model);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  add_question (self, row, title);
  return ADW_COMBO_ROW (row);
}

GtkCheckButton *
xp_form_window_add_check (XpFormWindow *self, const char *title, bool is_active)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_active);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  add_question (self, row, title);
  return GTK_CHECK_BUTTON (check);
}

GtkLabel *
xp_form_window_add_note (XpFormWindow *self)
{
  GtkWidget *row = g_object_new (XP_TYPE_SAID_ROW, NULL), *label = new_wrapped_label (NULL);
  gtk_widget_add_css_class (row, "said");
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  adw_preferences_group_add (self->questions, row);
  return GTK_LABEL (label);
}

void
xp_form_window_add_button (XpFormWindow *self, const char *label, XpFormTake take)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_object_set_data (G_OBJECT (button), TAKE_KEY, (gpointer) take);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (button_cb), self);
  gtk_box_insert_child_after (self->buttons,
                              button,
                              gtk_widget_get_first_child (GTK_WIDGET (self->buttons)));
}

static void
answer_by_cb (XpFormWindow *self)
{
  xp_form_window_answer (self);
}

void
xp_form_window_answer_by (XpFormWindow *self, GtkEditable *entry)
{
  g_signal_handlers_disconnect_by_func (entry, entry_activated_cb, NULL);
  g_signal_connect_swapped (entry, "entry-activated", G_CALLBACK (answer_by_cb), self);
}

void
xp_form_window_add_list (XpFormWindow *self, GtkWidget *list)
{
  gtk_box_insert_child_after (self->content,
                              list,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (self->questions)));
}

void
xp_form_window_hide_cancel (XpFormWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), FALSE);
}

void
xp_form_window_set_buttons (XpFormWindow *self, const char *cancel, const char *button)
{
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), cancel != NULL);
  if (cancel != NULL)
    gtk_button_set_label (self->cancel, cancel);
  gtk_button_set_label (self->button, button);
}

void
xp_form_window_focus_button (XpFormWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

void
xp_form_window_set_body (XpFormWindow *self, GtkWidget *body, int width, int height)
{
  gtk_widget_set_size_request (body, xp_text_scale_width (width), height);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_insert_child_after (self->content, body, GTK_WIDGET (self->questions));
  gtk_widget_set_visible (GTK_WIDGET (self->questions), FALSE);
}

void
xp_form_window_ask (XpFormWindow *self)
{
  xp_text_scale_follow (GTK_WIDGET (self), settle_height);
  gtk_window_present (GTK_WINDOW (self));
  if (self->first != NULL)
    gtk_widget_child_focus (self->first, GTK_DIR_TAB_FORWARD);
}

/* ---- the window ---- */

/* The question is no window of the application's own. */
static gboolean
quit_cb (GtkWidget *window, GVariant *arguments, gpointer unused)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (window));
  return parent != NULL && gtk_widget_activate_action (GTK_WIDGET (parent), "app.quit", NULL);
}

static void
add_keys (GtkWidget *window)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_q, GDK_CONTROL_MASK),
                      gtk_callback_action_new (quit_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (shortcuts),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, shortcuts);
}

static void
add_buttons (XpFormWindow *self, GtkWidget *box, const char *label)
{
  GtkWidget *cancel = gtk_button_new_with_label (_ ("取消"));
  GtkWidget *button = gtk_button_new_with_label (label);
  self->buttons = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_widget_set_halign (GTK_WIDGET (self->buttons), GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data (G_OBJECT (button), TAKE_KEY, (gpointer) self->take);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (button_cb), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), self);
  gtk_box_append (self->buttons, cancel);
  gtk_box_append (self->buttons, button);
  self->cancel = GTK_BUTTON (cancel);
  self->button = GTK_BUTTON (button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->buttons));
  gtk_window_set_default_widget (GTK_WINDOW (self), button);
}

/* The title, a sentence about it, the questions: what is scrolled if it must be. */
static XpHighBox *
new_body (XpFormWindow *self, const char *title, const char *about)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  GtkWidget *heading = new_wrapped_label (title);
  gtk_widget_add_css_class (heading, "page-title");
  gtk_box_append (GTK_BOX (content), heading);
  if (about != NULL)
    gtk_box_append (GTK_BOX (content), new_wrapped_label (about));
  self->questions = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->questions));
  self->content = GTK_BOX (content);
  GtkWidget *body = xp_high_box_new (content, title);
  gtk_widget_set_vexpand (body, TRUE);
  return XP_HIGH_BOX (body);
}

XpFormWindow *
xp_form_window_new (GtkWidget *page,
                    const char *title,
                    const char *about,
                    const char *button,
                    XpFormTake take,
                    gpointer user_data,
                    GDestroyNotify free_data)
{
  XpFormWindow *self = g_object_new (XP_TYPE_FORM_WINDOW, NULL);
  self->take = take;
  self->user_data = user_data;
  self->free_data = free_data;

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_widget_add_css_class (box, "form-window");
  self->body = new_body (self, title, about);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->body));
  self->problem = GTK_LABEL (new_wrapped_label (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "problem");
  self->problem_place = XP_HIGH_BOX (xp_high_box_new (GTK_WIDGET (self->problem), _ ("哪里不对")));
  gtk_widget_set_visible (GTK_WIDGET (self->problem_place), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem_place));
  add_buttons (self, box, button);

  GtkRoot *root = gtk_widget_get_root (page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  xp_form_window_set_size (self, WIDTH, -1);
  if (root != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  add_keys (GTK_WIDGET (self));
  return self;
}

static void
xp_form_window_finalize (GObject *object)
{
  XpFormWindow *self = XP_FORM_WINDOW (object);
  if (self->free_data != NULL)
    self->free_data (self->user_data);
  G_OBJECT_CLASS (xp_form_window_parent_class)->finalize (object);
}

static void
xp_form_window_class_init (XpFormWindowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xp_form_window_finalize;
}

static void
xp_form_window_init (XpFormWindow *self)
{
}
