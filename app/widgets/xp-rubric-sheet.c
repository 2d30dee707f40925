#include "xp-rubric-sheet.h"

#include "xp-mark.h"
#include "xp-rubric-edit.h"
#include "xp-rubric-fields.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpRubricSheet {
  AdwBin parent_instance;

  GtkListBox *list; /* borrowed from the widget tree */
  GHashTable *sums; /* section → “小计15分”; owned */
  bool is_filling;  /* nobody chose */
  bool can_move;
  guint scrolling; /* to the chosen row, with a frame to come; 0: not asked for */
  int n_frames;    /* until the rows have their places */
};

G_DEFINE_FINAL_TYPE (XpRubricSheet, xp_rubric_sheet, ADW_TYPE_BIN)

enum {
  SELECTED,
  ACTIVATED,
  DRAGGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- words ---- */

char *
xp_rubric_sheet_tell_rule (const XpItem *item)
{
  g_autofree char *points = xp_points_to_text (item->points_hundredths);
  g_autofree char *most = xp_points_to_text (item->max_hundredths);
  g_autofree char *step = xp_points_to_text (item->step_hundredths);
  const char *unit = item->unit[0] != '\0' ? item->unit : C_ ("几处", "处");
  switch (item->mode) {
  case XP_MODE_DEDUCT:
    return g_strdup_printf (_ ("每%s扣%s分"), unit, points);
  case XP_MODE_ADD:
    return g_strdup_printf (_ ("每%s加%s分"), unit, points);
  case XP_MODE_SCORE:
    return g_strdup_printf (_ ("0到%s分，每%s分一档"), most, step);
  case XP_MODE_GATE:
  case XP_MODE_VETO:
    return g_strdup (_ ("是或否"));
  case XP_MODE_TIER:
  case XP_MODE_BASE:
  case XP_MODE_EVENT:
  case XP_MODE_REDEEM:
  case XP_MODE_STAR:
  case XP_MODE_CHECK:
  case XP_MODE_GRADE:
  case XP_MODE_PAIR:
  case XP_MODE_VOTE:
  case XP_N_MODES:
  default: {
    g_auto (GStrv) rungs = g_strsplit (item->points_text, "|", -1);
    g_autofree char *text = g_strjoinv (_ ("、"), rungs);
    g_strdelimit (text, "=", ' ');
    return g_strconcat (xp_mode_get_word (item->mode), text[0] != '\0' ? _ ("：") : "", text, NULL);
  }
  }
}

static char *
tell_form (const XpRubric *form)
{
  const XpAward *award = &form->award;
  g_autofree char *full = xp_points_to_text (form->full_mark_hundredths);
  GString *text = g_string_new (NULL);
  g_string_printf (text, _ ("共%zu项，满分%s分"), form->n_items, full);
  if (award->title != NULL)
    g_string_append_printf (text, _ ("；评的是“%s”"), award->title);
  for (size_t i = 0; i < award->n_grades; i++) {
    g_autofree char *from = xp_points_to_text (award->grades[i].from_hundredths);
    g_string_append_printf (text, _ ("，%s分以上“%s”"), from, award->grades[i].word);
  }
  g_string_append (text, _ ("。"));
  g_autofree char *ties = g_strjoinv (_ ("、"), award->ties);
  if (ties[0] != '\0')
    g_string_append_printf (text, _ ("同分依次看：%s。"), ties);
  return g_string_free (text, FALSE);
}

/* “原来 分值3；标准“…””: what the parent says where this form says something else. */
static char *
tell_before (const XpRubric *form, const XpRubric *parent, const XpFormRow *row)
{
  const XpItem *before = parent != NULL ? xp_rubric_lookup_item (parent, row->item->no) : NULL;
  GString *text = g_string_new (NULL);
  for (size_t i = 0; before != NULL && i < form->n_changes; i++) {
    const XpFormChange *change = &form->changes[i];
    if (change->op != XP_CHANGE_SET || strcmp (change->item_no, row->item->no) != 0)
      continue;
    g_autofree char *was = xp_rubric_dup_item_field (before, change->field);
    g_string_append_printf (text,
                            "%s%s “%s”",
                            text->len > 0 ? _ ("，") : "",
                            xp_item_field_get_word (change->field),
                            was);
  }
  g_autofree char *list = g_string_free (text, FALSE);
  if (list[0] != '\0')
    return g_strdup_printf (_ ("%s里定的是 %s"), xp_level_get_word (before->level), list);
  return row->is_changed && before == NULL ? g_strdup (_ ("这里新加的")) : g_strdup ("");
}

static char *
tell_state (const XpFormRow *row)
{
  GString *text = g_string_new (NULL);
  if (row->at == 0 || row->item->is_off)
    g_string_append (text, _ ("停用"));
  if (row->item->is_extra)
    g_string_append (text, _ ("附加"));
  if (row->item->is_mandatory)
    g_string_append (text, _ ("必评"));
  return g_string_free (text, FALSE);
}

/* ---- one row ---- */

typedef struct {
  char *section;
  GtkLabel *no, *name, *criterion, *before, *problem, *rule, *most, *state, *level;
} Parts;

static const char PARTS_KEY[] = "xp-parts";

static void
free_parts (gpointer data)
{
  Parts *parts = data;
  g_free (parts->section);
  g_free (parts);
}

static Parts *
parts_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), PARTS_KEY);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style, int width_chars, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (width_chars > 0) {
    gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
    gtk_label_set_max_width_chars (GTK_LABEL (label), width_chars);
  }
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, GtkListBoxRow *row)
{
  XpRubricSheet *self =
    XP_RUBRIC_SHEET (gtk_widget_get_ancestor (GTK_WIDGET (row), XP_TYPE_RUBRIC_SHEET));
  const int index = gtk_list_box_row_get_index (row);
  return self->can_move && index > 0 ? gdk_content_provider_new_typed (G_TYPE_INT, index - 1)
                                     : NULL;
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkListBoxRow *row)
{
  XpRubricSheet *self =
    XP_RUBRIC_SHEET (gtk_widget_get_ancestor (GTK_WIDGET (row), XP_TYPE_RUBRIC_SHEET));
  const int to = gtk_list_box_row_get_index (row) - 1;
  if (to < 0 || to == g_value_get_int (value))
    return FALSE;
  g_signal_emit (self, signals[DRAGGED], 0, g_value_get_int (value), to);
  return TRUE;
}

static void
let_drag (GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), row);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
new_row (void)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *points = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  Parts *parts = g_new0 (Parts, 1);
  parts->no = add_label (box, "mark-no", 3, 1);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  parts->name = add_label (words, "item-name", 0, 0);
  parts->criterion = add_label (words, "item-criterion", 0, 0);
  parts->before = add_label (words, "item-before", 0, 0);
  parts->problem = add_label (words, "problem", 0, 0);
  parts->rule = add_label (box, "item-rule", 11, 1);
  gtk_box_append (GTK_BOX (box), points);
  parts->most = add_label (points, "mark-points", 4, 1);
  parts->state = add_label (points, "item-before", 4, 1);
  parts->level = add_label (box, "item-level", 2, 0.5F);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), PARTS_KEY, parts, free_parts);
  let_drag (row);
  return row;
}

static void
set_text (GtkLabel *label, const char *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

/* A cell of a column keeps its room though nothing stands in it. */
static void
set_cell (GtkLabel *label, const char *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
set_style (GtkWidget *row, const char *style, bool is_on)
{
  if (is_on)
    gtk_widget_add_css_class (row, style);
  else
    gtk_widget_remove_css_class (row, style);
}

static void
fill_row (GtkListBoxRow *row, const XpRubric *form, const XpRubric *parent, const XpFormRow *what)
{
  Parts *parts = parts_of (row);
  const XpItem *item = what->item;
  g_autofree char *rule = xp_rubric_sheet_tell_rule (item);
  g_autofree char *most = xp_mode_has_full_mark (item->mode) && item->max_hundredths > 0
                            ? xp_points_to_text (item->max_hundredths)
                            : g_strdup ("");
  g_autofree char *before = tell_before (form, parent, what);
  g_autofree char *state = tell_state (what);
  g_free (parts->section);
  parts->section = g_strdup (item->section);
  set_cell (parts->no, item->no);
  set_text (parts->name, item->name[0] != '\0' ? item->name : _ ("（还没有名称）"));
  set_text (parts->criterion, item->criterion);
  set_text (parts->before, before);
  set_text (parts->problem, what->problem != NULL ? what->problem : "");
  set_cell (parts->rule, rule);
  set_cell (parts->most, most);
  set_text (parts->state, state);
  set_text (parts->level, parent != NULL ? xp_level_get_word (item->level) : "");
  set_style (GTK_WIDGET (row), "left-out", what->at == 0 || item->is_off);
  set_style (GTK_WIDGET (row), "changed", what->is_changed);
  g_autofree char *label = g_strdup_printf (_ ("第%s项 %s，%s%s"),
                                            item->no,
                                            item->name,
                                            rule,
                                            what->problem != NULL ? what->problem : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
fill_head (GtkListBoxRow *row, const XpRubric *form, const GPtrArray *problems)
{
  Parts *parts = parts_of (row);
  g_autofree char *about = tell_form (form);
  GString *problem = g_string_new (NULL);
  for (guint i = 0; i < problems->len; i++) {
    const XpFormProblem *one = problems->pdata[i];
    if (one->item_at == 0)
      g_string_append_printf (problem, "%s%s", problem->len > 0 ? "\n" : "", one->what);
  }
  g_autofree char *text = g_string_free (problem, FALSE);
  set_text (parts->no, "");
  set_text (parts->name, form->name);
  set_text (parts->criterion, about);
  set_text (parts->before, "");
  set_text (parts->problem, text);
  set_text (parts->rule, "");
  set_text (parts->most, "");
  set_text (parts->state, "");
  set_text (parts->level, "");
  gtk_widget_add_css_class (GTK_WIDGET (row), "form-head");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  form->name,
                                  -1);
}

/* ---- sections ---- */

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  XpRubricSheet *self = data;
  const Parts *parts = parts_of (row), *last = before != NULL ? parts_of (before) : NULL;
  if (last == NULL || parts->section == NULL ||
      (last->section != NULL && strcmp (last->section, parts->section) == 0)) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  const char *sum = g_hash_table_lookup (self->sums, parts->section);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_widget_add_css_class (box, "form-section");
  GtkLabel *name = add_label (box, NULL, 0, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (name), TRUE);
  gtk_label_set_label (name, parts->section[0] != '\0' ? parts->section : _ ("（还没有写大项）"));
  gtk_label_set_label (add_label (box, NULL, 0, 1), sum != NULL ? sum : "");
  gtk_list_box_row_set_header (row, box);
}

static void
sum_sections (XpRubricSheet *self, const XpRubric *form)
{
  g_autoptr (GPtrArray) sums = xp_rubric_list_sections (form);
  g_hash_table_remove_all (self->sums);
  for (guint i = 0; i < sums->len; i++) {
    const XpSectionSum *sum = sums->pdata[i];
    g_autofree char *points = xp_points_to_text (sum->full_mark_hundredths);
    g_hash_table_insert (self->sums,
                         g_strdup (sum->section),
                         sum->full_mark_hundredths > 0 ? g_strdup_printf (_ ("小计%s分"), points)
                                                       : g_strdup (""));
  }
}

/* ---- all of it ---- */

static int
count_rows (XpRubricSheet *self)
{
  int n = 0;
  while (gtk_list_box_get_row_at_index (self->list, n) != NULL)
    n++;
  return n;
}

/* The frame after the next one: then the rows have their places. */
static gboolean
scroll_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  XpRubricSheet *self = data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);
  graphene_rect_t bounds;
  if (gtk_widget_get_mapped (list) && (gtk_widget_get_height (list) == 0 || self->n_frames-- > 0))
    return G_SOURCE_CONTINUE;
  if (row != NULL && adjustment != NULL &&
      gtk_widget_compute_bounds (GTK_WIDGET (row), list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  self->scrolling = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_to_chosen (XpRubricSheet *self)
{
  self->n_frames = 1;
  if (self->scrolling == 0)
    self->scrolling = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_cb, self, NULL);
}

void
xp_rubric_sheet_show (XpRubricSheet *self,
                      const XpRubric *form,
                      const XpRubric *parent,
                      const GPtrArray *rows,
                      const GPtrArray *problems,
                      bool can_move)
{
  const int n = (int) rows->len + 1, chosen = xp_rubric_sheet_get_selected (self);
  self->is_filling = true;
  self->can_move = can_move;
  sum_sections (self, form);
  for (int i = count_rows (self); i < n; i++)
    gtk_list_box_append (self->list, new_row ());
  for (int i = count_rows (self); i > n; i--)
    gtk_list_box_remove (self->list,
                         GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i - 1)));
  fill_head (gtk_list_box_get_row_at_index (self->list, 0), form, problems);
  for (int i = 1; i < n; i++)
    fill_row (gtk_list_box_get_row_at_index (self->list, i), form, parent, rows->pdata[i - 1]);
  gtk_list_box_invalidate_headers (self->list);
  self->is_filling = false;
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    xp_rubric_sheet_select (self, MIN (chosen, n - 2));
  scroll_to_chosen (self);
}

int
xp_rubric_sheet_get_selected (XpRubricSheet *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? gtk_list_box_row_get_index (row) - 1 : XP_RUBRIC_SHEET_HEAD;
}

void
xp_rubric_sheet_select (XpRubricSheet *self, int index)
{
  const int last = count_rows (self) - 1;
  gtk_list_box_select_row (self->list,
                           gtk_list_box_get_row_at_index (self->list, CLAMP (index + 1, 0, last)));
  scroll_to_chosen (self);
}

void
xp_rubric_sheet_take_focus (XpRubricSheet *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
selected_cb (XpRubricSheet *self, GtkListBoxRow *row)
{
  if (!self->is_filling && row != NULL)
    g_signal_emit (self, signals[SELECTED], 0, gtk_list_box_row_get_index (row) - 1);
}

static void
activated_cb (XpRubricSheet *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[ACTIVATED], 0, gtk_list_box_row_get_index (row) - 1);
}

/* ---- the widget ---- */

/* Tab goes on to the fields beside it, not from row to row: that is what the arrows do. */
static gboolean
xp_rubric_sheet_focus (GtkWidget *widget, GtkDirectionType direction)
{
  const bool is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  return !(is_tab && gtk_widget_get_focus_child (widget) != NULL) &&
         GTK_WIDGET_CLASS (xp_rubric_sheet_parent_class)->focus (widget, direction);
}

static void
xp_rubric_sheet_finalize (GObject *object)
{
  g_hash_table_unref (XP_RUBRIC_SHEET (object)->sums);
  G_OBJECT_CLASS (xp_rubric_sheet_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_ints)
{
  return g_signal_new (name,
                       XP_TYPE_RUBRIC_SHEET,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       n_ints,
                       G_TYPE_INT,
                       G_TYPE_INT);
}

static void
xp_rubric_sheet_class_init (XpRubricSheetClass *class)
{
  G_OBJECT_CLASS (class)->finalize = xp_rubric_sheet_finalize;
  GTK_WIDGET_CLASS (class)->focus = xp_rubric_sheet_focus;
  signals[SELECTED] = new_signal ("selected", 1);
  signals[ACTIVATED] = new_signal ("activated", 1);
  signals[DRAGGED] = new_signal ("dragged", 2);
}

static void
xp_rubric_sheet_init (XpRubricSheet *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  self->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
  gtk_widget_add_css_class (list, "form-sheet");
  gtk_widget_add_css_class (scrolled, "form-paper");
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("评分项"),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("评分项"),
                                  -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
