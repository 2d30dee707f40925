#include "xp-mark-sheet.h"

#include "xp-ballots-form.h"
#include "xp-mark-form.h"
#include "xp-mark-grid.h"
#include "xp-still-label.h"

#include <glib/gi18n.h>

struct _XpMarkSheet {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller; /* template children: borrowed */
  GtkLabel *name, *place, *judge, *progress, *notice, *problem, *keys;
  XpStillLabel *saved, *typed, *echo;
  GtkStack *views;
  GtkToggleButton *household_way, *sheet_way, *table_way;
  XpMarkForm *form;
  XpMarkGrid *grid;
  GtkWidget *count;

  XpMarking *marking; /* owned; NULL: no round */
  XpMarkCells *cells; /* borrowed; NULL with it */
};

G_DEFINE_FINAL_TYPE (XpMarkSheet, xp_mark_sheet, ADW_TYPE_BIN)

enum {
  VIEW_CHOSEN,
  CELL_PRESSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static XpMarkView
get_view (XpMarkSheet *self)
{
  return self->cells != NULL ? xp_mark_cells_get_plan (self->cells)->view : XP_VIEW_SHEET;
}

static XpRound *
get_round (XpMarkSheet *self)
{
  return xp_marking_get_round (self->marking);
}

/* ---- what is heard ---- */

/* Household, whose sheet, item and value, and what was wrong: the form itself has the focus in its
 * view. */
static void
say (XpMarkSheet *self)
{
  const bool has_judge = gtk_widget_get_visible (GTK_WIDGET (self->judge));
  const char *const parts[] = {gtk_label_get_label (self->name),
                               gtk_label_get_label (self->place),
                               has_judge ? gtk_label_get_label (self->judge) : NULL,
                               xp_still_label_get_text (self->typed),
                               xp_still_label_get_text (self->echo)};
  g_autoptr (GString) spoken = g_string_new (NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? _ ("，") : "", parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken->str,
                                  -1);
}

/* ---- the key strip ---- */

void
xp_mark_sheet_show_echo (XpMarkSheet *self, const char *text, bool is_refusal)
{
  xp_still_label_set_text (self->echo, text);
  xp_mark_grid_show_refusal (self->grid, is_refusal ? text : NULL);
  if (is_refusal) {
    gtk_widget_add_css_class (GTK_WIDGET (self->echo), "refused");
    gtk_widget_error_bell (GTK_WIDGET (self));
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self->echo), "refused");
  }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_refusal ? GTK_ACCESSIBLE_INVALID_TRUE
                                          : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  say (self);
}

const char *
xp_mark_sheet_get_echo (XpMarkSheet *self)
{
  return xp_still_label_get_text (self->echo);
}

void
xp_mark_sheet_show_notice (XpMarkSheet *self, const char *text)
{
  gtk_label_set_label (self->notice, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), text != NULL);
}

void
xp_mark_sheet_show_problem (XpMarkSheet *self, const char *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
}

void
xp_mark_sheet_show_saved (XpMarkSheet *self, const char *text)
{
  xp_still_label_set_text (self->saved, text);
}

void
xp_mark_sheet_show_typed (XpMarkSheet *self, const XpMarkKeys *keys, int item_at)
{
  static const char *const PROMPTS[] = {
    [XP_TYPING_ITEM] = N_ ("第 %s 项"),
    [XP_TYPING_VALUE] = "",
    [XP_TYPING_WORD] = "",
    [XP_TYPING_PAIR] = "",
    [XP_TYPING_VETO] = N_ ("一票否决 V%s"),
    [XP_TYPING_GATE] = N_ ("资格不符 G%s"),
    [XP_TYPING_STATE] = N_ ("再按一键 %s"),
    [XP_TYPING_JUDGE] = N_ ("换评委：%s"),
    [XP_TYPING_GO] = N_ ("去第 %s 户"),
  };
  const XpItem *item = xp_rubric_get_item (get_round (self)->rubric, item_at);
  const char *typed = keys->text[0] != '\0' ? keys->text : "＿";
  g_autoptr (GString) text = g_string_new (NULL);
  const bool is_at_rest = keys->cell != XP_TYPING_ITEM && keys->typing == XP_TYPING_ITEM;
  const bool is_value = is_at_rest || xp_mark_keys_is_typing_value (keys);
  xp_mark_grid_show_typed (self->grid, is_value && keys->text[0] != '\0' ? keys->text : NULL);
  if (is_at_rest && item != NULL)
    g_string_printf (text, _ ("第 %s 项 %s"), item->no, item->name);
  else if (is_value && item != NULL)
    g_string_printf (text, _ ("第 %s 项 %s：%s"), item->no, item->name, typed);
  else if (!is_value)
    g_string_printf (text, _ (PROMPTS[keys->typing]), typed);
  xp_still_label_set_text (self->typed, text->str);
  say (self);
}

/* ---- the form ---- */

static void
show_row (XpMarkSheet *self, const XpMarkPlace *place, const XpItem *item)
{
  const XpMarkPlace at = {place->entrant_no, place->judge_no, item->at};
  XpMark mark;
  bool is_saved = true;
  const bool is_marked = xp_mark_cells_lookup (self->cells, &at, &mark, &is_saved);
  g_autofree char *entered = is_marked ? xp_mark_to_text (item, &mark) : g_strdup ("");
  g_autofree char *points =
    is_marked ? xp_mark_cells_dup_points (self->cells, item, &mark) : g_strdup ("");
  g_autofree char *note = is_marked ? xp_mark_cells_dup_note (self->cells, &at) : NULL;
  const XpMarkFormRow row = {entered, points, is_saved, note};
  xp_mark_form_set_row (self->form, item->at, &row);
}

void
xp_mark_sheet_show_mark (XpMarkSheet *self, const XpMarkPlace *place)
{
  const XpItem *item = xp_rubric_get_item (get_round (self)->rubric, place->item_at);
  if (get_view (self) != XP_VIEW_SHEET)
    xp_mark_grid_refresh (self->grid);
  else if (item != NULL)
    show_row (self, place, item);
}

static void
show_form (XpMarkSheet *self, const XpMarkPlace *place)
{
  const XpRubric *rubric = get_round (self)->rubric;
  for (size_t i = 0; i < rubric->n_items; i++)
    show_row (self, place, &rubric->items[i]);
}

/* With large text the form is taller than the window. */
static void
show_form_cursor (XpMarkSheet *self, int item_at)
{
  double top = 0, bottom = 0;
  xp_mark_form_set_cursor (self->form, item_at);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  if (xp_mark_form_get_cursor_span (self->form, &top, &bottom))
    gtk_adjustment_clamp_page (adjustment, top, bottom);
}

void
xp_mark_sheet_show_cursor (XpMarkSheet *self, const XpMarkPlace *place)
{
  if (get_view (self) == XP_VIEW_SHEET) {
    show_form_cursor (self, place->item_at);
    return;
  }
  const XpMarkPlan *plan = xp_mark_cells_get_plan (self->cells);
  xp_mark_cells_set_place (self->cells, place);
  xp_mark_grid_move_to (self->grid,
                        xp_mark_plan_get_row (plan, place),
                        xp_mark_plan_get_column (plan, place));
}

/* ---- who ---- */

static bool
is_person (const XpEntrant *entrant)
{
  return entrant != NULL && entrant->person_uid > 0;
}

static char *
describe_place (XpMarkSheet *self, const XpEntrant *entrant, int judge_no)
{
  const XpTally *tally = xp_marking_get_tally (self->marking);
  const XpTotal *total = xp_tally_get_total (tally, entrant->no);
  const XpSheetTotal *sheet = xp_tally_get_sheet (tally, entrant->no, judge_no);
  const char *state = total->state != XP_STATE_PRESENT ? xp_state_get_word (total->state)
                      : sheet->is_complete             ? _ ("已记完")
                                                       : "";
  GString *text = g_string_new (NULL);
  if (is_person (entrant))
    g_string_printf (text, _ ("%s%s %s家"), entrant->group, entrant->door, entrant->head);
  else
    g_string_printf (text, _ ("%s%s　第%d户"), entrant->group, entrant->door, entrant->number);
  if (entrant->list[0] != '\0')
    g_string_append_printf (text, "　%s", entrant->list);
  if (entrant->told_apart_by[0] != '\0')
    g_string_append_printf (text, _ ("　区别：%s"), entrant->told_apart_by);
  if (state[0] != '\0')
    g_string_append_printf (text, "　%s", state);
  return g_string_free (text, FALSE);
}

static void
show_judge (XpMarkSheet *self, int entrant_no, int judge_no)
{
  const XpRound *round = get_round (self);
  const char *name = _ ("合议");
  for (size_t i = 0; i < round->n_judges; i++)
    if (judge_no != 0 && round->judges[i].no == judge_no)
      name = round->judges[i].name;
  const bool is_recused =
    xp_tally_get_sheet (xp_marking_get_tally (self->marking), entrant_no, judge_no)->is_recused;
  g_autofree char *text = judge_no == 0 ? g_strdup (name)
                          : is_recused  ? g_strdup_printf (_ ("评委：%s（回避）"), name)
                                        : g_strdup_printf (_ ("评委：%s"), name);
  gtk_label_set_label (self->judge, text);
  /* Side by side the judges stand above their columns. */
  gtk_widget_set_visible (GTK_WIDGET (self->judge), get_view (self) != XP_VIEW_HOUSEHOLD);
}

void
xp_mark_sheet_show_progress (XpMarkSheet *self)
{
  int n_done = 0, n_total = 0;
  xp_marking_get_progress (self->marking, &n_done, &n_total);
  const bool is_of_persons = is_person (xp_round_get_entrant (get_round (self), 1));
  g_autofree char *done =
    g_strdup_printf (is_of_persons ? _ ("已录%d人，共%d人") : _ ("已录%d户，共%d户"),
                     n_done,
                     n_total);
  g_autofree char *again = g_strdup_printf (_ ("第二遍：%s"), done);
  gtk_label_set_label (self->progress, xp_marking_is_second (self->marking) ? again : done);
}

void
xp_mark_sheet_show_household (XpMarkSheet *self, const XpMarkPlace *place)
{
  const XpEntrant *entrant = xp_round_get_entrant (get_round (self), place->entrant_no);
  if (entrant == NULL)
    return;
  g_autofree char *where = describe_place (self, entrant, place->judge_no);
  gtk_label_set_label (self->name, entrant->name);
  gtk_label_set_label (self->place, where);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), entrant->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), where);
  show_judge (self, place->entrant_no, place->judge_no);
  xp_mark_cells_set_place (self->cells, place);
  if (get_view (self) == XP_VIEW_SHEET)
    show_form (self, place);
  xp_mark_sheet_show_cursor (self, place);
  xp_mark_sheet_show_progress (self);
  say (self);
}

/* ---- the view ---- */

/* The keys at the foot; a line breaks between them, never inside one. */
static char *
dup_keys (XpMarkView view)
{
  static const char *const FORM[] = {N_ ("项号 回车 几处 回车"),
                                     N_ (". 不适用"),
                                     N_ ("0 收回"),
                                     NULL};
  static const char *const GRID[] = {N_ ("打数 回车"), N_ (". 不适用"), N_ ("Delete 收回"), NULL};
  static const char *const BOTH[] = {N_ ("+ 记完"),
                                     N_ ("*1 否决"),
                                     N_ ("/1 资格"),
                                     N_ ("- 状态和别的"),
                                     N_ ("= 重复"),
                                     N_ ("空格 下一个"),
                                     N_ ("F2 评委"),
                                     N_ ("F3 找人"),
                                     N_ ("F5 说明"),
                                     N_ ("F6 换看法"),
                                     N_ ("F8 核对"),
                                     N_ ("F1 全部按键"),
                                     NULL};
  static const char WORD_JOINER[] = "\u2060", NO_BREAK_SPACE[] = "\u00a0";
  const char *const *const parts[] = {view == XP_VIEW_SHEET ? FORM : GRID, BOTH};
  GString *text = g_string_new (NULL);
  for (size_t part = 0; part < G_N_ELEMENTS (parts); part++)
    for (size_t i = 0; parts[part][i] != NULL; i++) {
      if (text->len > 0)
        g_string_append (text, "   ");
      const char *key = _ (parts[part][i]);
      for (const char *at = key; *at != '\0'; at = g_utf8_next_char (at)) {
        if (at != key)
          g_string_append (text, WORD_JOINER);
        if (*at == ' ')
          g_string_append (text, NO_BREAK_SPACE);
        else
          g_string_append_unichar (text, g_utf8_get_char (at));
      }
    }
  return g_string_free (text, FALSE);
}

static GtkToggleButton *
get_way (XpMarkSheet *self, XpMarkView view)
{
  return view == XP_VIEW_HOUSEHOLD ? self->household_way
         : view == XP_VIEW_TABLE   ? self->table_way
                                   : self->sheet_way;
}

void
xp_mark_sheet_show_view (XpMarkSheet *self)
{
  const XpMarkView view = get_view (self);
  XpMarkGridModel model = {0};
  const bool is_grid = xp_mark_cells_get_model (self->cells, &model);
  const bool has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL ||
                         gtk_widget_has_focus (GTK_WIDGET (self));
  const bool is_of_several = xp_mark_view_fits (XP_VIEW_HOUSEHOLD, get_round (self));
  xp_mark_grid_set_model (self->grid, is_grid ? &model : NULL);
  gtk_stack_set_visible_child_name (self->views, is_grid ? "grid" : "form");
  gtk_widget_set_focusable (GTK_WIDGET (self), !is_grid);
  gtk_widget_set_visible (GTK_WIDGET (self->household_way), is_of_several);
  gtk_button_set_label (GTK_BUTTON (self->sheet_way), is_of_several ? _ ("逐评委") : _ ("集体"));
  gtk_toggle_button_set_active (get_way (self, view), TRUE);
  g_autofree char *keys = dup_keys (view);
  gtk_label_set_label (self->keys, keys);
  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
way_clicked_cb (XpMarkSheet *self, GtkToggleButton *button)
{
  for (int view = 0; view < XP_N_VIEWS; view++)
    if (get_way (self, (XpMarkView) view) == button)
      g_signal_emit (self, signals[VIEW_CHOSEN], 0, view);
}

static void
cell_pressed_cb (XpMarkSheet *self, int row, int column)
{
  g_signal_emit (self, signals[CELL_PRESSED], 0, row, column);
}

int
xp_mark_sheet_get_n_page (XpMarkSheet *self)
{
  return xp_mark_grid_get_n_page (self->grid);
}

void
xp_mark_sheet_show_others (XpMarkSheet *self)
{
  xp_mark_sheet_show_progress (self);
  if (get_view (self) != XP_VIEW_SHEET)
    xp_mark_grid_refresh (self->grid);
}

void
xp_mark_sheet_set_marking (XpMarkSheet *self, XpMarking *marking, XpMarkCells *cells)
{
  g_set_object (&self->marking, marking);
  self->cells = cells;
  xp_mark_grid_set_model (self->grid, NULL);
  gtk_widget_set_visible (self->count, marking != NULL && xp_ballots_form_is_wanted (marking));
  if (marking == NULL)
    return;
  xp_mark_form_set_rubric (self->form, get_round (self)->rubric);
  xp_mark_sheet_show_view (self);
}

/* The form has nothing to hold the keyboard; a grid's cursor has it itself. */
static gboolean
xp_mark_sheet_grab_focus (GtkWidget *widget)
{
  XpMarkSheet *self = XP_MARK_SHEET (widget);
  if (get_view (self) != XP_VIEW_SHEET)
    return gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  return GTK_WIDGET_CLASS (xp_mark_sheet_parent_class)->grab_focus (widget);
}

static void
xp_mark_sheet_dispose (GObject *object)
{
  g_clear_object (&XP_MARK_SHEET (object)->marking);
  G_OBJECT_CLASS (xp_mark_sheet_parent_class)->dispose (object);
}

static void
xp_mark_sheet_class_init (XpMarkSheetClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_mark_sheet_dispose;
  widget_class->grab_focus = xp_mark_sheet_grab_focus;
  g_type_ensure (XP_TYPE_MARK_FORM);
  g_type_ensure (XP_TYPE_MARK_GRID);
  g_type_ensure (XP_TYPE_STILL_LABEL);
  signals[VIEW_CHOSEN] = g_signal_new ("view-chosen",
                                       XP_TYPE_MARK_SHEET,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_INT);
  signals[CELL_PRESSED] = g_signal_new ("cell-pressed",
                                        XP_TYPE_MARK_SHEET,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        2,
                                        G_TYPE_INT,
                                        G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/widgets/xp-mark-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, scroller);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, keys);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, name);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, place);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, judge);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, progress);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, saved);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, typed);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, echo);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, notice);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, problem);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, views);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, household_way);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, sheet_way);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, table_way);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, form);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, grid);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, count);
  gtk_widget_class_bind_template_callback (widget_class, way_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_pressed_cb);
}

static void
xp_mark_sheet_init (XpMarkSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
