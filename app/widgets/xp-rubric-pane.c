#include "xp-rubric-pane.h"

#include "xp-mark.h"
#include "xp-rubric-fields.h"
#include "xp-rubric-pane-words.h"

#include <glib/gi18n.h>
#include <string.h>

enum {
  MOST_FIELDS = 40
};

struct _XpRubricPane {
  AdwBin parent_instance;

  GtkLabel *title, *about; /* borrowed from the widget tree */
  GtkBox *box;
  XpRubricField *items[MOST_FIELDS], *forms[MOST_FIELDS];
  size_t n_items, n_forms;
  XpRubricField *reason;
  GtkWidget *rename, *off, *open, *take_back;

  int n_frames; /* until a sentence has its place */
  char *shown;  /* number of the item that is shown, “” the form; NULL nothing yet */
};

G_DEFINE_FINAL_TYPE (XpRubricPane, xp_rubric_pane, ADW_TYPE_BIN)

enum {
  SET_FIELD,
  TAKE_BACK,
  KEEP,
  SWITCH,
  RENAME_SECTION,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- what the parent says ---- */

static bool
is_changed (const XpRubric *form, const char *no, const char *field)
{
  for (size_t i = 0; i < form->n_changes; i++)
    if (form->changes[i].op == XP_CHANGE_SET && strcmp (form->changes[i].item_no, no) == 0 &&
        strcmp (form->changes[i].field, field) == 0)
      return true;
  return false;
}

static char *
dup_said (const XpItem *item, const char *field)
{
  g_autofree char *text = xp_rubric_dup_item_field (item, field);
  if (strcmp (field, "mode") == 0)
    return g_strdup (xp_mode_get_word (item->mode));
  if (text[0] == '\0')
    return g_strdup (_ ("没有写"));
  return xp_pane_dup_words (field, text);
}

static void
show_before (XpRubricField *field, const XpRubric *form, const XpRubric *parent, const XpItem *item)
{
  const char *name = xp_rubric_field_get_field (field);
  const XpItem *before = parent != NULL ? xp_rubric_lookup_item (parent, item->no) : NULL;
  if (before == NULL || !is_changed (form, item->no, name)) {
    xp_rubric_field_show_before (field, NULL);
    return;
  }
  g_autofree char *was = dup_said (before, name);
  g_autofree char *sentence =
    g_strdup_printf (_ ("%s里定的是“%s”"), xp_level_get_word (before->level), was);
  xp_rubric_field_show_before (field, sentence);
}

/* ---- an item ---- */

static char *
dup_item_text (const XpItem *item, const char *field)
{
  g_autofree char *text =
    strcmp (field, "no") == 0 ? g_strdup (item->no) : xp_rubric_dup_item_field (item, field);
  return xp_pane_dup_words (field, text);
}

static bool
is_shown (const XpPaneField *about, const XpItem *item, bool is_adjusted)
{
  static const char *const WHOLE_FORMS[] = {"no", "extra", "instead_of", "by", NULL};
  if ((about->modes & XP_PANE_MODE (item->mode)) == 0)
    return false;
  return !is_adjusted || !g_strv_contains (WHOLE_FORMS, about->field);
}

static void
show_item (XpRubricPane *self,
           const XpRubric *form,
           const XpRubric *parent,
           const XpFormRow *row,
           bool is_same,
           bool can_edit)
{
  size_t n = 0;
  const XpPaneField *about = xp_pane_list_item_fields (&n);
  for (size_t i = 0; i < n; i++) {
    const bool is_wanted = is_shown (&about[i], row->item, parent != NULL);
    g_autofree char *text = dup_item_text (row->item, about[i].field);
    gtk_widget_set_visible (GTK_WIDGET (self->items[i]), is_wanted);
    gtk_widget_set_sensitive (GTK_WIDGET (self->items[i]), can_edit && row->at > 0);
    if (!is_wanted)
      continue;
    xp_rubric_field_set_title (self->items[i], xp_pane_get_title (&about[i], row->item->mode));
    xp_rubric_field_show (self->items[i], text, is_same);
    show_before (self->items[i], form, parent, row->item);
  }
}

static const XpFormChange *
find_added (const XpRubric *form, const char *no)
{
  for (size_t i = 0; i < form->n_changes; i++)
    if (form->changes[i].op == XP_CHANGE_ADD && strcmp (form->changes[i].item_no, no) == 0)
      return &form->changes[i];
  return NULL;
}

static void
show_buttons (XpRubricPane *self,
              const XpRubric *form,
              const XpRubric *parent,
              const XpFormRow *row,
              bool can_edit)
{
  const XpItem *item = row != NULL ? row->item : NULL;
  const bool is_adjusted = parent != NULL && item != NULL && can_edit;
  const XpFormChange *added = item != NULL ? find_added (form, item->no) : NULL;
  const bool is_off = row != NULL && (row->at == 0 || item->is_off);
  const bool is_parents = is_adjusted && added == NULL;
  gtk_widget_set_visible (self->rename, item != NULL && parent == NULL && can_edit);
  gtk_widget_set_visible (self->off, is_parents && !is_off);
  gtk_widget_set_visible (self->open,
                          is_parents && !is_off && form->level == XP_LEVEL_TOWNSHIP &&
                            !item->is_open);
  gtk_widget_set_visible (self->take_back, is_adjusted && (row->is_changed || added != NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->reason),
                          is_adjusted && form->level == XP_LEVEL_VILLAGE);
  xp_rubric_field_show (self->reason, added != NULL ? added->reason : "", false);
}

/* ---- the form as a whole ---- */

static const XpGradeLine *
find_line (const XpAward *award)
{
  for (size_t i = 0; i < award->n_grades; i++)
    if (g_strcmp0 (award->grades[i].word, award->title) == 0)
      return &award->grades[i];
  return award->n_grades > 0 ? &award->grades[0] : NULL;
}

static char *
dup_form_text (const XpRubric *form, const char *field)
{
  const XpGradeLine *line = find_line (&form->award);
  if (strcmp (field, "LINE") == 0)
    return line != NULL ? xp_points_to_text (line->from_hundredths) : g_strdup ("");
  g_autofree char *text = g_strv_contains (xp_rubric_list_award_fields (), field)
                            ? xp_rubric_dup_award_field (&form->award, field)
                            : xp_rubric_dup_head_field (form, field);
  return xp_pane_dup_words (field, text);
}

/* Of an adjusted form only what is its own, the line and the quota. */
static bool
is_form_field_shown (const char *field, bool is_adjusted)
{
  static const char *const OF_ADJUSTED[] = {"name", "award", "LINE", "quota", NULL};
  return is_adjusted ? g_strv_contains (OF_ADJUSTED, field) : strcmp (field, "LINE") != 0;
}

static void
show_form_before (XpRubricField *field, const XpRubric *form, const XpRubric *parent)
{
  const char *name = xp_rubric_field_get_field (field);
  const bool is_line = strcmp (name, "LINE") == 0;
  const char *what = is_line ? "LINE" : "QUOTA";
  const bool is_one = is_line || strcmp (name, "quota") == 0;
  if (parent == NULL || !is_one || !is_changed (form, what, is_line ? "line" : "quota")) {
    xp_rubric_field_show_before (field, NULL);
    return;
  }
  g_autofree char *was = dup_form_text (parent, name);
  g_autofree char *sentence =
    g_strdup_printf (_ ("%s里定的是“%s”"), xp_level_get_word (parent->level), was);
  xp_rubric_field_show_before (field, sentence);
}

static void
show_form (
  XpRubricPane *self, const XpRubric *form, const XpRubric *parent, bool is_same, bool can_edit)
{
  size_t n = 0;
  const XpPaneField *about = xp_pane_list_form_fields (&n);
  for (size_t i = 0; i < n; i++) {
    const bool is_wanted = is_form_field_shown (about[i].field, parent != NULL);
    gtk_widget_set_visible (GTK_WIDGET (self->forms[i]), is_wanted);
    gtk_widget_set_sensitive (GTK_WIDGET (self->forms[i]), can_edit);
    if (!is_wanted)
      continue;
    g_autofree char *text = dup_form_text (form, about[i].field);
    xp_rubric_field_set_title (self->forms[i], xp_pane_get_title (&about[i], XP_MODE_SCORE));
    xp_rubric_field_show (self->forms[i], text, is_same);
    show_form_before (self->forms[i], form, parent);
  }
}

static void
show_titles (XpRubricPane *self, const XpRubric *form, const XpFormRow *row)
{
  g_autofree char *title =
    row != NULL ? g_strdup_printf (_ ("第%s项 %s"), row->item->no, row->item->name) : NULL;
  gtk_label_set_label (self->title, title != NULL ? title : _ ("整张表"));
  gtk_label_set_label (self->about,
                       row != NULL ? xp_pane_tell_mode (row->item->mode)
                                   : _ ("叫什么，评什么，多少分能评上。"));
}

void
xp_rubric_pane_show (XpRubricPane *self,
                     const XpRubric *form,
                     const XpRubric *parent,
                     const XpFormRow *row,
                     bool can_edit)
{
  const char *shown = row != NULL ? row->item->no : "";
  const bool is_same = g_strcmp0 (self->shown, shown) == 0;
  if (!is_same) {
    g_free (self->shown);
    self->shown = g_strdup (shown);
  }
  show_titles (self, form, row);
  for (size_t i = 0; i < self->n_items; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->items[i]), FALSE);
  for (size_t i = 0; i < self->n_forms; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->forms[i]), FALSE);
  show_buttons (self, form, parent, row, can_edit);
  if (row != NULL)
    show_item (self, form, parent, row, is_same, can_edit);
  else
    show_form (self, form, parent, is_same, can_edit);
}

/* ---- what is typed ---- */

static XpRubricField *
find_field (XpRubricPane *self, const char *name)
{
  const bool is_form = self->shown != NULL && self->shown[0] == '\0';
  XpRubricField **fields = is_form ? self->forms : self->items;
  const size_t n = is_form ? self->n_forms : self->n_items;
  for (size_t i = 0; i < n; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (fields[i])) &&
        strcmp (xp_rubric_field_get_field (fields[i]), name) == 0)
      return fields[i];
  return NULL;
}

/* The frame after the next one: then the sentence has its place. */
static gboolean
scroll_cb (GtkWidget *field, GdkFrameClock *clock, gpointer data)
{
  XpRubricPane *self = data;
  GtkWidget *scrolled = gtk_widget_get_ancestor (field, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  graphene_rect_t bounds;
  if (self->n_frames-- > 0)
    return G_SOURCE_CONTINUE;
  if (gtk_widget_compute_bounds (field, GTK_WIDGET (self->box), &bounds))
    gtk_adjustment_clamp_page (adjustment,
                               bounds.origin.y,
                               bounds.origin.y + bounds.size.height + 12);
  return G_SOURCE_REMOVE;
}

void
xp_rubric_pane_refuse (XpRubricPane *self, const char *field, const char *sentence, bool can_keep)
{
  XpRubricField *at = find_field (self, field);
  if (at == NULL)
    return;
  xp_rubric_field_refuse (at, sentence, can_keep);
  self->n_frames = 1;
  gtk_widget_add_tick_callback (GTK_WIDGET (at), scroll_cb, self, NULL);
}

const char *
xp_rubric_pane_get_reason (XpRubricPane *self)
{
  const char *text = xp_rubric_field_get_typed (self->reason);
  return gtk_widget_get_visible (GTK_WIDGET (self->reason)) && text[0] != '\0' ? text : NULL;
}

void
xp_rubric_pane_commit (XpRubricPane *self)
{
  for (size_t i = 0; i < self->n_items; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->items[i])))
      xp_rubric_field_commit (self->items[i]);
  for (size_t i = 0; i < self->n_forms; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->forms[i])))
      xp_rubric_field_commit (self->forms[i]);
}

void
xp_rubric_pane_take_focus (XpRubricPane *self)
{
  XpRubricField *name = find_field (self, "name");
  if (name != NULL)
    gtk_widget_child_focus (GTK_WIDGET (name), GTK_DIR_TAB_FORWARD);
}

static void
typed_cb (XpRubricPane *self, const char *words, XpRubricField *field)
{
  const char *name = xp_rubric_field_get_field (field);
  g_autofree char *text = xp_pane_dup_text (name, words);
  g_signal_emit (self, signals[SET_FIELD], 0, name, text);
}

static void
taken_back_cb (XpRubricPane *self, XpRubricField *field)
{
  g_signal_emit (self, signals[TAKE_BACK], 0, xp_rubric_field_get_field (field));
}

static void
kept_cb (XpRubricPane *self, XpRubricField *field)
{
  const char *name = xp_rubric_field_get_field (field);
  g_autofree char *text = xp_pane_dup_text (name, xp_rubric_field_get_typed (field));
  g_signal_emit (self, signals[KEEP], 0, name, text);
}

static void
gone_on_cb (XpRubricPane *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
rename_cb (XpRubricPane *self)
{
  g_signal_emit (self, signals[RENAME_SECTION], 0);
}

static void
off_cb (XpRubricPane *self)
{
  g_signal_emit (self, signals[SWITCH], 0, (int) XP_CHANGE_OFF);
}

static void
open_cb (XpRubricPane *self)
{
  g_signal_emit (self, signals[SWITCH], 0, (int) XP_CHANGE_OPEN);
}

static void
take_back_cb (XpRubricPane *self)
{
  g_signal_emit (self, signals[TAKE_BACK], 0, "");
}

/* ---- parts ---- */

static XpRubricField *
add_field (XpRubricPane *self, const XpPaneField *about)
{
  XpRubricField *field = xp_rubric_field_new (about->field, about->kind);
  if (about->kind == XP_FIELD_CHOICE) {
    const char *const *texts = NULL, *const *words = NULL;
    xp_pane_get_choices (about, &texts, &words);
    xp_rubric_field_set_choices (field, texts, words);
  }
  g_signal_connect_object (field, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field,
                           "taken-back",
                           G_CALLBACK (taken_back_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "gone-on", G_CALLBACK (gone_on_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (field), FALSE);
  gtk_box_append (self->box, GTK_WIDGET (field));
  return field;
}

static void
add_fields (XpRubricPane *self)
{
  const XpPaneField *items = xp_pane_list_item_fields (&self->n_items);
  const XpPaneField *forms = xp_pane_list_form_fields (&self->n_forms);
  g_assert (self->n_items <= MOST_FIELDS && self->n_forms <= MOST_FIELDS);
  for (size_t i = 0; i < self->n_items; i++)
    self->items[i] = add_field (self, &items[i]);
  for (size_t i = 0; i < self->n_forms; i++)
    self->forms[i] = add_field (self, &forms[i]);
}

static GtkLabel *
add_label (XpRubricPane *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (self->box, label);
  return GTK_LABEL (label);
}

static GtkWidget *
add_button (XpRubricPane *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (self->box, button);
  return button;
}

/* ---- the widget ---- */

static void
xp_rubric_pane_finalize (GObject *object)
{
  g_free (XP_RUBRIC_PANE (object)->shown);
  G_OBJECT_CLASS (xp_rubric_pane_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n, GType type)
{
  return g_signal_new (name,
                       XP_TYPE_RUBRIC_PANE,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n,
                       type,
                       type);
}

static void
xp_rubric_pane_class_init (XpRubricPaneClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xp_rubric_pane_finalize;
  signals[SET_FIELD] = new_signal ("set-field", 2, G_TYPE_STRING);
  signals[TAKE_BACK] = new_signal ("take-back", 1, G_TYPE_STRING);
  signals[KEEP] = new_signal ("keep", 2, G_TYPE_STRING);
  signals[SWITCH] = new_signal ("switch", 1, G_TYPE_INT);
  signals[RENAME_SECTION] = new_signal ("rename-section", 0, G_TYPE_NONE);
}

static void
xp_rubric_pane_init (XpRubricPane *self)
{
  static const XpPaneField REASON = {"reason", XP_FIELD_TEXT, 0, NULL};
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "form-pane");
  self->title = add_label (self, "day-title");
  self->about = add_label (self, "item-before");
  add_fields (self);
  self->reason = add_field (self, &REASON);
  xp_rubric_field_set_title (self->reason, _ ("村规民约第几条（加项、加资格、加否决要写）"));
  self->take_back = add_button (self, _ ("收回这一项的改动（Delete）"), G_CALLBACK (take_back_cb));
  self->off = add_button (self, _ ("停用这一项"), G_CALLBACK (off_cb));
  self->open = add_button (self, _ ("让各村可以停用这一项"), G_CALLBACK (open_cb));
  self->rename = add_button (self, _ ("整个大项改名…"), G_CALLBACK (rename_cb));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->box));
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("这一项怎么评"),
                                  -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
