#include "xp-household-pane.h"

#include "xp-entry-row.h"
#include "xp-forget-form.h"
#include "xp-household-forms.h"
#include "xp-household-work.h"
#include "xp-names.h"
#include "xp-page.h"
#include "xp-title-form.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* ---- the fields: a text of the card, or a count ---- */

typedef enum {
  FIELD_TEXT,
  FIELD_COUNT, /* -1 not known */
  FIELD_NUMBER
} FieldType;

static const struct {
  const char *title;
  FieldType type;
  size_t offset; /* in XpHouseholdCard */
} FIELDS[] = {
  {N_ ("户主"), FIELD_TEXT, G_STRUCT_OFFSET (XpHouseholdCard, head)},
  {N_ ("区别名（如东头、老二家）"),
   FIELD_TEXT,
   G_STRUCT_OFFSET (XpHouseholdCard, told_apart_by)},
  {N_ ("组、社、队"), FIELD_TEXT, G_STRUCT_OFFSET (XpHouseholdCard, group)},
  {N_ ("门牌"), FIELD_TEXT, G_STRUCT_OFFSET (XpHouseholdCard, door)},
  {N_ ("编号（与别户换号就对调）"),
   FIELD_NUMBER,
   G_STRUCT_OFFSET (XpHouseholdCard, number)},
  {N_ ("户号（名单上原来的）"), FIELD_TEXT, G_STRUCT_OFFSET (XpHouseholdCard, village_code)},
  {N_ ("户籍人口"), FIELD_COUNT, G_STRUCT_OFFSET (XpHouseholdCard, people)},
  {N_ ("常住人口"), FIELD_COUNT, G_STRUCT_OFFSET (XpHouseholdCard, residents)},
  {N_ ("电话（不上墙、不进公示）"), FIELD_TEXT, G_STRUCT_OFFSET (XpHouseholdCard, phone)},
  {N_ ("身份证后四位（只用来分清同名）"), FIELD_TEXT, G_STRUCT_OFFSET (XpHouseholdCard, id_last4)},
  {N_ ("备注（不印）"), FIELD_TEXT, G_STRUCT_OFFSET (XpHouseholdCard, remark)},
  {N_ ("内部标记（不印）"), FIELD_TEXT, G_STRUCT_OFFSET (XpHouseholdCard, tags)},
};

typedef struct {
  const char *name; /* in the book */
  const char *word;
} Choice;

static const Choice STATES[] = {
  {"present", N_ ("在家")},
  {"away", N_ ("全家在外")},
  {"empty", N_ ("没人住")},
  {"closed", N_ ("已销户（不再参评）")},
};
static const Choice NAMINGS[] = {
  {"not-asked", N_ ("还没问")},
  {"agreed", N_ ("同意")},
  {"refused", N_ ("不同意")},
};

struct _XpHouseholdPane {
  AdwBin parent_instance;

  GtkLabel *title, *story; /* template children: borrowed */
  GtkWidget *back;
  AdwPreferencesGroup *fields, *choices, *persons;
  GtkEditable *entries[G_N_ELEMENTS (FIELDS)];
  AdwComboRow *state, *naming;
  GPtrArray *person_rows; /* of GtkWidget, borrowed */

  XpDesk *desk; /* owned */
  int64_t uid;
  XpHouseholdCard *card; /* owned; as it stands in the book */
  bool is_filling;       /* what is in the book is being shown, nobody typed */
};

G_DEFINE_FINAL_TYPE (XpHouseholdPane, xp_household_pane, ADW_TYPE_BIN)

enum {
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- fields ---- */

static char *
dup_field (const XpHouseholdCard *card, size_t i)
{
  if (FIELDS[i].type == FIELD_TEXT) {
    const char *text = G_STRUCT_MEMBER (char *, card, FIELDS[i].offset);
    return g_strdup (text != NULL ? text : "");
  }
  const int value = G_STRUCT_MEMBER (int, card, FIELDS[i].offset);
  return value >= 0 ? g_strdup_printf ("%d", value) : g_strdup ("");
}

/* False when @text is no number where one is wanted. */
static bool
put_field (XpHouseholdCard *card, size_t i, const char *text)
{
  if (FIELDS[i].type == FIELD_TEXT) {
    char **place = &G_STRUCT_MEMBER (char *, card, FIELDS[i].offset);
    g_free (*place);
    *place = g_strdup (text);
    return true;
  }
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (text));
  char *end = NULL;
  const gint64 value = typed[0] != '\0' ? g_ascii_strtoll (typed, &end, 10) : -1;
  if (end != NULL && (*end != '\0' || value < 0 || value > G_MAXINT))
    return false;
  G_STRUCT_MEMBER (int, card, FIELDS[i].offset) = (int) value;
  return true;
}

/* Puts text there that nobody typed: what was typed before cannot be brought back by the field's
 * own undo, which would look as if the book had changed. */
static void
show_text (GtkEditable *entry, const char *text)
{
  if (strcmp (gtk_editable_get_text (entry), text) == 0)
    return;
  gtk_editable_set_enable_undo (entry, FALSE);
  gtk_editable_set_text (entry, text);
  gtk_editable_set_enable_undo (entry, TRUE);
}

static bool
save_field (XpHouseholdPane *self, size_t i, const char *text, GError **error)
{
  g_autoptr (XpHouseholdCard) card = xp_household_work_load (self->desk, self->uid, error);
  if (card == NULL)
    return false;
  if (!put_field (card, i, text)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 _ ("“%s”要写数字，刚才写的是“%s”。请改成数字再按回车。"),
                 _ (FIELDS[i].title),
                 text);
    return false;
  }
  return FIELDS[i].type == FIELD_NUMBER
           ? xp_household_work_renumber (self->desk, self->uid, card->number, error)
           : xp_household_work_save (self->desk, card, error);
}

/* With Enter, or when the field is left: nothing that was typed gets lost. */
static void
commit_field (XpHouseholdPane *self, GtkEditable *entry)
{
  if (self->is_filling || self->card == NULL)
    return;
  size_t i = 0;
  while (self->entries[i] != entry)
    i++;
  g_autofree char *text = g_strdup (gtk_editable_get_text (entry));
  g_autofree char *held = dup_field (self->card, i);
  if (strcmp (text, held) == 0)
    return;
  g_autoptr (GError) error = NULL;
  if (save_field (self, i, text, &error))
    xp_page_tell_done (GTK_WIDGET (self), _ ("改好了，已经存盘。改错了按 Ctrl+Z。"));
  else
    xp_page_tell_error (GTK_WIDGET (self), error);
}

static void
field_applied_cb (XpHouseholdPane *self, GtkEditable *entry)
{
  commit_field (self, entry);
}

/* Enter on its behalf: the row's own ✓ goes too. What did not differ is not saved. */
static void
field_left_cb (GtkEventController *focus, XpHouseholdPane *self)
{
  GtkEditable *entry = GTK_EDITABLE (gtk_event_controller_get_widget (focus));
  if (!self->is_filling && self->card != NULL)
    g_signal_emit_by_name (gtk_editable_get_delegate (entry), "activate");
  commit_field (self, entry);
}

static void
add_fields (XpHouseholdPane *self)
{
  for (size_t i = 0; i < G_N_ELEMENTS (FIELDS); i++) {
    GtkWidget *row = xp_entry_row_new ();
    GtkEventController *focus = gtk_event_controller_focus_new ();
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (FIELDS[i].title));
    adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
    g_signal_connect_swapped (row, "apply", G_CALLBACK (field_applied_cb), self);
    g_signal_connect (focus, "leave", G_CALLBACK (field_left_cb), self);
    gtk_widget_add_controller (row, focus);
    adw_preferences_group_add (self->fields, row);
    self->entries[i] = GTK_EDITABLE (row);
  }
}

/* ---- choices ---- */

static AdwComboRow *
add_choice (XpHouseholdPane *self,
            const char *title,
            const Choice choices[],
            size_t n_choices,
            GCallback chosen)
{
  GtkWidget *row = adw_combo_row_new ();
  GtkStringList *words = gtk_string_list_new (NULL);
  for (size_t i = 0; i < n_choices; i++)
    gtk_string_list_append (words, _ (choices[i].word));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  g_object_unref (words);
  g_signal_connect_swapped (row, "notify::selected", chosen, self);
  adw_preferences_group_add (self->choices, row);
  return ADW_COMBO_ROW (row);
}

static guint
find_choice (const Choice choices[], size_t n_choices, const char *name)
{
  for (size_t i = 0; i < n_choices; i++)
    if (strcmp (choices[i].name, name) == 0)
      return (guint) i;
  return 0;
}

static void
tell_whether (XpHouseholdPane *self, bool is_done, const GError *error)
{
  if (is_done)
    xp_page_tell_done (GTK_WIDGET (self), _ ("改好了，已经存盘。改错了按 Ctrl+Z。"));
  else
    xp_page_tell_error (GTK_WIDGET (self), error);
}

static void
state_cb (XpHouseholdPane *self)
{
  const guint selected = adw_combo_row_get_selected (self->state);
  g_autoptr (GError) error = NULL;
  if (!self->is_filling && selected < G_N_ELEMENTS (STATES))
    tell_whether (
      self,
      xp_household_work_set_state (self->desk, &self->uid, 1, STATES[selected].name, &error),
      error);
}

static void
naming_cb (XpHouseholdPane *self)
{
  const guint selected = adw_combo_row_get_selected (self->naming);
  g_autoptr (GError) error = NULL;
  if (!self->is_filling && selected < G_N_ELEMENTS (NAMINGS))
    tell_whether (
      self,
      xp_household_work_set_naming (self->desk, &self->uid, 1, NAMINGS[selected].name, &error),
      error);
}

/* ---- persons ---- */

static void
person_activated_cb (XpHouseholdPane *self, GtkWidget *row)
{
  const guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "index"));
  const XpPersonCard *person = self->card->persons->pdata[i];
  xp_household_form_person (GTK_WIDGET (self), self->desk, self->card, person->uid);
}

static void
add_person_row (XpHouseholdPane *self, guint i)
{
  const XpPersonCard *person = self->card->persons->pdata[i];
  const char *sex = strcmp (person->sex, "f") == 0   ? _ ("女")
                    : strcmp (person->sex, "m") == 0 ? _ ("男")
                                                     : _ ("没写性别");
  const guint naming = find_choice (NAMINGS, G_N_ELEMENTS (NAMINGS), person->naming);
  const char *word = naming == 2 ? _ ("不同意") : _ (NAMINGS[naming].word);
  g_autofree char *about = person->relation[0] != '\0'
                             ? g_strdup_printf (_ ("%s，%s，上榜：%s"), person->relation, sex, word)
                             : g_strdup_printf (_ ("%s，上榜：%s"), sex, word);
  GtkWidget *row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "index", GUINT_TO_POINTER (i));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (person_activated_cb), self);
  adw_preferences_group_add (self->persons, row);
  g_ptr_array_add (self->person_rows, row);
}

static void
show_persons (XpHouseholdPane *self)
{
  for (guint i = 0; i < self->person_rows->len; i++)
    adw_preferences_group_remove (self->persons, self->person_rows->pdata[i]);
  g_ptr_array_set_size (self->person_rows, 0);
  for (guint i = 0; i < self->card->persons->len; i++)
    add_person_row (self, i);
  adw_preferences_group_set_description (
    self->persons,
    self->card->persons->len > 0 ? "" : _ ("还没有写家里有谁。评“精巴媳妇”要先写上。"));
}

/* ---- the card ---- */

static void
show_card (XpHouseholdPane *self)
{
  const XpHouseholdCard *card = self->card;
  g_autofree char *name = card->told_apart_by[0] != '\0'
                            ? g_strdup_printf (_ ("%s（%s）"), card->head, card->told_apart_by)
                            : g_strdup (card->head);
  g_autofree char *title =
    g_strdup_printf (_ ("%d号　%s%s　%s"), card->number, card->group, card->door, name);
  g_autofree char *told = card->story != NULL ? g_strjoinv ("；", card->story) : g_strdup ("");
  g_autofree char *story =
    g_strconcat (told,
                 card->is_head_dead && told[0] != '\0' ? "；" : "",
                 card->is_head_dead ? _ ("名单上说户主不在了，请按“换户主”定下新户主。") : "",
                 NULL);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->story, story);
  gtk_widget_set_visible (GTK_WIDGET (self->story), story[0] != '\0');
  for (size_t i = 0; i < G_N_ELEMENTS (FIELDS); i++) {
    g_autofree char *text = dup_field (card, i);
    show_text (self->entries[i], text);
  }
  adw_combo_row_set_selected (self->state,
                              find_choice (STATES, G_N_ELEMENTS (STATES), card->state));
  adw_combo_row_set_selected (self->naming,
                              find_choice (NAMINGS, G_N_ELEMENTS (NAMINGS), card->naming));
  show_persons (self);
}

void
xp_household_pane_show (XpHouseholdPane *self, XpDesk *desk, int64_t uid)
{
  g_autoptr (GError) error = NULL;
  const bool is_same = uid == self->uid && desk == self->desk;
  g_set_object (&self->desk, desk);
  g_clear_pointer (&self->card, xp_household_card_free);
  self->uid = uid;
  if (desk == NULL || uid == 0)
    return;
  self->card = xp_household_work_load (desk, uid, &error);
  if (self->card == NULL) { /* its making was undone */
    self->uid = 0;
    g_signal_emit (self, signals[LEFT], 0);
    return;
  }
  self->is_filling = true;
  show_card (self);
  self->is_filling = false;
  if (!is_same)
    gtk_widget_grab_focus (GTK_WIDGET (self->entries[0]));
}

int64_t
xp_household_pane_get_uid (XpHouseholdPane *self)
{
  return self->uid;
}

/* ---- buttons ---- */

static void
back_cb (XpHouseholdPane *self)
{
  gtk_widget_grab_focus (self->back); /* a field that is being typed in is left, and saved */
  self->uid = 0;
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *unused, gpointer data)
{
  back_cb (XP_HOUSEHOLD_PANE (widget));
  return TRUE;
}

static void
add_person_cb (XpHouseholdPane *self)
{
  xp_household_form_person (GTK_WIDGET (self), self->desk, self->card, 0);
}

static void
change_head_cb (XpHouseholdPane *self)
{
  xp_household_form_change_head (GTK_WIDGET (self), self->desk, self->card);
}

static void
split_cb (XpHouseholdPane *self)
{
  xp_household_form_split (GTK_WIDGET (self), self->desk, self->card);
}

static void
merge_cb (XpHouseholdPane *self)
{
  xp_household_form_merge (GTK_WIDGET (self), self->desk, self->card);
}

static void
history_cb (XpHouseholdPane *self)
{
  xp_household_form_history (GTK_WIDGET (self), self->desk, self->card);
}

static void
titles_cb (XpHouseholdPane *self)
{
  g_autofree char *who = g_strdup_printf (_ ("%d号 %s"), self->card->number, self->card->head);
  xp_title_form_list (GTK_WIDGET (self), self->desk, self->uid, who);
}

static void
forget_cb (XpHouseholdPane *self)
{
  xp_forget_form_ask (GTK_WIDGET (self), self->desk, self->card);
}

static void
photos_cb (XpHouseholdPane *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = xp_household_work_dup_photo_folder (self->desk, self->uid, &error);
  if (folder == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  g_autofree char *told =
    g_strdup_printf (_ ("照片放在 %s，放进去就行，不会印在任何纸上。"), folder);
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
  xp_page_tell_done (GTK_WIDGET (self), told);
}

/* ---- the widget ---- */

static void
xp_household_pane_dispose (GObject *object)
{
  XpHouseholdPane *self = XP_HOUSEHOLD_PANE (object);
  g_clear_pointer (&self->card, xp_household_card_free);
  g_clear_pointer (&self->person_rows, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_household_pane_parent_class)->dispose (object);
}

static void
xp_household_pane_class_init (XpHouseholdPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_household_pane_dispose;
  signals[LEFT] = g_signal_new ("left",
                                XP_TYPE_HOUSEHOLD_PANE,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/widgets/xp-household-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdPane, title);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdPane, story);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdPane, back);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdPane, fields);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdPane, choices);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdPane, persons);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_head_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, titles_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, photos_cb);
  gtk_widget_class_bind_template_callback (widget_class, history_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
xp_household_pane_init (XpHouseholdPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->person_rows = g_ptr_array_new ();
  add_fields (self);
  self->state =
    add_choice (self, _ ("住户状态"), STATES, G_N_ELEMENTS (STATES), G_CALLBACK (state_cb));
  self->naming = add_choice (self,
                             _ ("愿不愿意名字上榜"),
                             NAMINGS,
                             G_N_ELEMENTS (NAMINGS),
                             G_CALLBACK (naming_cb));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->naming), _ ("不上榜的，称号照有"));
}
