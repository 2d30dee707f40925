#include "xp-rubric-field.h"

#include "xp-rubric-rungs.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpRubricField {
  AdwBin parent_instance;

  const char *field;
  XpFieldKind kind;
  const char *const *choices; /* texts; NULL none yet */

  GtkLabel *title, *before, *problem; /* borrowed from the widget tree */
  GtkWidget *control, *before_box, *problem_box, *keep;

  char *shown;   /* what stands in the book */
  char *refused; /* what was typed and not taken; NULL nothing */
  char *typed;   /* given out last */
  bool is_filling;
};

G_DEFINE_FINAL_TYPE (XpRubricField, xp_rubric_field, ADW_TYPE_BIN)

enum {
  TYPED,
  TAKEN_BACK,
  KEPT,
  GONE_ON,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- what is in it ---- */

static char *
dup_text (XpRubricField *self)
{
  switch (self->kind) {
  case XP_FIELD_CHOICE: {
    const guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));
    return g_strdup (selected != GTK_INVALID_LIST_POSITION ? self->choices[selected] : self->shown);
  }
  case XP_FIELD_SWITCH:
    return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->control)) ? "1" : "");
  case XP_FIELD_RUNGS:
    return xp_rubric_rungs_dup_text (XP_RUBRIC_RUNGS (self->control));
  case XP_FIELD_TEXT:
  default:
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control))));
  }
}

/* Puts a text there that nobody typed: the entry's own undo must not bring back another. */
static void
put_entry (GtkEditable *entry, const char *text)
{
  if (strcmp (gtk_editable_get_text (entry), text) == 0)
    return;
  gtk_editable_set_enable_undo (entry, FALSE);
  gtk_editable_set_text (entry, text);
  gtk_editable_set_enable_undo (entry, TRUE);
}

static void
put_choice (XpRubricField *self, const char *text)
{
  guint i = 0;
  while (self->choices[i] != NULL && strcmp (self->choices[i], text) != 0)
    i++;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control),
                              self->choices[i] != NULL ? i : GTK_INVALID_LIST_POSITION);
}

static void
put_text (XpRubricField *self, const char *text)
{
  self->is_filling = true;
  switch (self->kind) {
  case XP_FIELD_CHOICE:
    put_choice (self, text);
    break;
  case XP_FIELD_SWITCH:
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->control), strcmp (text, "1") == 0);
    break;
  case XP_FIELD_RUNGS:
    xp_rubric_rungs_show (XP_RUBRIC_RUNGS (self->control), text);
    break;
  case XP_FIELD_TEXT:
  default:
    put_entry (GTK_EDITABLE (self->control), text);
    break;
  }
  self->is_filling = false;
}

const char *
xp_rubric_field_get_typed (XpRubricField *self)
{
  g_free (self->typed);
  self->typed = dup_text (self);
  return self->typed != NULL ? self->typed : "";
}

static void
forget_refusal (XpRubricField *self)
{
  g_clear_pointer (&self->refused, g_free);
  gtk_widget_set_visible (self->problem_box, FALSE);
  gtk_widget_remove_css_class (self->control, "error");
}

void
xp_rubric_field_commit (XpRubricField *self)
{
  if (self->is_filling || self->shown == NULL)
    return;
  g_autofree char *text = dup_text (self);
  if (text == NULL || g_strcmp0 (text, self->refused) == 0)
    return; /* it was said already */
  if (strcmp (text, self->shown) == 0) {
    forget_refusal (self);
    return;
  }
  g_object_ref (self);
  g_signal_emit (self, signals[TYPED], 0, text);
  g_object_unref (self);
}

void
xp_rubric_field_show (XpRubricField *self, const char *text, bool is_same)
{
  if (is_same && self->refused != NULL && g_strcmp0 (self->shown, text) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (text);
  forget_refusal (self);
  put_text (self, text);
}

void
xp_rubric_field_show_before (XpRubricField *self, const char *sentence)
{
  gtk_label_set_label (self->before, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->before_box, sentence != NULL);
}

void
xp_rubric_field_refuse (XpRubricField *self, const char *sentence, bool can_keep)
{
  g_free (self->refused);
  self->refused = dup_text (self);
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (self->keep, can_keep);
  gtk_widget_set_visible (self->problem_box, TRUE);
  gtk_widget_add_css_class (self->control, "error");
}

/* ---- what happens to it ---- */

static void
chosen_cb (XpRubricField *self)
{
  xp_rubric_field_commit (self);
}

/* The refused text may be the same when Enter is pressed again: then it is said again. */
static void
activated_cb (XpRubricField *self)
{
  g_clear_pointer (&self->refused, g_free);
  xp_rubric_field_commit (self);
  if (self->refused == NULL)
    g_signal_emit (self, signals[GONE_ON], 0);
}

static void
left_cb (XpRubricField *self)
{
  xp_rubric_field_commit (self);
}

static void
take_back_cb (XpRubricField *self)
{
  g_signal_emit (self, signals[TAKEN_BACK], 0);
}

static void
keep_cb (XpRubricField *self)
{
  g_signal_emit (self, signals[KEPT], 0);
}

/* ---- parts ---- */

const char *
xp_rubric_field_get_field (XpRubricField *self)
{
  return self->field;
}

static void
name_for_listeners (GtkWidget *control, const char *title)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
}

void
xp_rubric_field_set_title (XpRubricField *self, const char *title)
{
  g_auto (GStrv) parts = g_strsplit (title, "|", 3);
  if (self->kind == XP_FIELD_RUNGS)
    xp_rubric_rungs_set_heads (XP_RUBRIC_RUNGS (self->control),
                               parts[1] != NULL ? parts[1] : "",
                               parts[1] != NULL && parts[2] != NULL ? parts[2] : "");
  if (self->kind == XP_FIELD_SWITCH)
    gtk_check_button_set_label (GTK_CHECK_BUTTON (self->control), parts[0]);
  else
    gtk_label_set_label (self->title, parts[0]);
  gtk_widget_set_visible (GTK_WIDGET (self->title), self->kind != XP_FIELD_SWITCH);
  name_for_listeners (self->control, parts[0]);
}

void
xp_rubric_field_set_choices (XpRubricField *self,
                             const char *const *texts,
                             const char *const *words)
{
  GtkStringList *model = gtk_string_list_new (words);
  self->choices = texts;
  self->is_filling = true;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->control), G_LIST_MODEL (model));
  self->is_filling = false;
  g_object_unref (model);
}

static GtkWidget *
new_entry (XpRubricField *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static GtkWidget *
new_control (XpRubricField *self)
{
  GtkWidget *control = NULL;
  switch (self->kind) {
  case XP_FIELD_CHOICE:
    control = gtk_drop_down_new (NULL, NULL);
    g_signal_connect_swapped (control, "notify::selected", G_CALLBACK (chosen_cb), self);
    return control;
  case XP_FIELD_SWITCH:
    control = gtk_check_button_new ();
    g_signal_connect_swapped (control, "toggled", G_CALLBACK (chosen_cb), self);
    return control;
  case XP_FIELD_RUNGS:
    control = g_object_new (XP_TYPE_RUBRIC_RUNGS, NULL);
    g_signal_connect_swapped (control, "typed", G_CALLBACK (chosen_cb), self);
    return control;
  case XP_FIELD_TEXT:
  default:
    return new_entry (self);
  }
}

static GtkLabel *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static GtkWidget *
new_button (XpRubricField *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

XpRubricField *
xp_rubric_field_new (const char *field, XpFieldKind kind)
{
  XpRubricField *self = g_object_new (XP_TYPE_RUBRIC_FIELD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->field = field;
  self->kind = kind;
  self->title = new_label ("field-title");
  self->control = new_control (self);
  self->before = new_label ("item-before");
  self->problem = new_label ("problem");
  self->before_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->problem_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->keep = new_button (self, _ ("照样改，另设称号…"), G_CALLBACK (keep_cb));
  gtk_box_append (GTK_BOX (self->before_box), GTK_WIDGET (self->before));
  gtk_box_append (GTK_BOX (self->before_box),
                  new_button (self, _ ("改回"), G_CALLBACK (take_back_cb)));
  gtk_box_append (GTK_BOX (self->problem_box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (self->problem_box), self->keep);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), self->control);
  gtk_box_append (GTK_BOX (box), self->before_box);
  gtk_box_append (GTK_BOX (box), self->problem_box);
  gtk_widget_set_visible (self->before_box, FALSE);
  gtk_widget_set_visible (self->problem_box, FALSE);
  adw_bin_set_child (ADW_BIN (self), box);
  return self;
}

/* ---- the widget ---- */

static void
xp_rubric_field_finalize (GObject *object)
{
  XpRubricField *self = XP_RUBRIC_FIELD (object);
  g_free (self->shown);
  g_free (self->refused);
  g_free (self->typed);
  G_OBJECT_CLASS (xp_rubric_field_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_texts)
{
  return g_signal_new (name,
                       XP_TYPE_RUBRIC_FIELD,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_texts,
                       G_TYPE_STRING);
}

static void
xp_rubric_field_class_init (XpRubricFieldClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xp_rubric_field_finalize;
  signals[TYPED] = new_signal ("typed", 1);
  signals[TAKEN_BACK] = new_signal ("taken-back", 0);
  signals[KEPT] = new_signal ("kept", 0);
  signals[GONE_ON] = new_signal ("gone-on", 0);
}

static void
xp_rubric_field_init (XpRubricField *self)
{
}
