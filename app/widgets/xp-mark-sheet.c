#include "xp-mark-sheet.h"

#include "xp-ballots-form.h"
#include "xp-mark-form.h"
#include "xp-still-label.h"

#include <glib/gi18n.h>

struct _XpMarkSheet {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller; /* template children: borrowed */
  GtkLabel *name, *place, *judge, *progress, *problem, *keys;
  XpStillLabel *saved, *typed, *echo;
  XpMarkForm *form;
  GtkWidget *count;

  XpMarking *marking; /* owned; NULL: no round */
};

G_DEFINE_FINAL_TYPE (XpMarkSheet, xp_mark_sheet, ADW_TYPE_BIN)

static XpRound *
get_round (XpMarkSheet *self)
{
  return xp_marking_get_round (self->marking);
}

/* ---- the key strip ---- */

void
xp_mark_sheet_show_echo (XpMarkSheet *self, const char *text, bool is_refusal)
{
  xp_still_label_set_text (self->echo, text);
  if (is_refusal) {
    gtk_widget_add_css_class (GTK_WIDGET (self->echo), "refused");
    gtk_widget_error_bell (GTK_WIDGET (self));
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self->echo), "refused");
  }
}

const char *
xp_mark_sheet_get_echo (XpMarkSheet *self)
{
  return xp_still_label_get_text (self->echo);
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
    [XP_TYPING_STATE] = N_ ("状态：按 0 到 6 %s"),
    [XP_TYPING_JUDGE] = N_ ("换评委：%s"),
  };
  const XpItem *item = xp_rubric_get_item (get_round (self)->rubric, item_at);
  const char *typed = keys->text[0] != '\0' ? keys->text : "＿";
  g_autoptr (GString) text = g_string_new (NULL);
  const bool is_value = keys->typing == XP_TYPING_VALUE || keys->typing == XP_TYPING_WORD ||
                        keys->typing == XP_TYPING_PAIR;
  if (is_value && item != NULL)
    g_string_printf (text, _ ("第 %s 项 %s：%s"), item->no, item->name, typed);
  else if (!is_value)
    g_string_printf (text, _ (PROMPTS[keys->typing]), typed);
  xp_still_label_set_text (self->typed, text->str);
}

/* ---- the form ---- */

/* What a mark took off or gave, where the entry itself does not say it. */
static char *
points_of (XpMarkSheet *self, const XpItem *item, const XpMark *mark)
{
  if (!xp_mode_has_points (item->mode) || item->mode == XP_MODE_STAR || item->mode == XP_MODE_VOTE)
    return g_strdup ("");
  const bool is_full = xp_award_get_na_policy (&get_round (self)->rubric->award) == XP_NA_FULL;
  if (mark->is_not_applicable && !is_full)
    return g_strdup ("");
  const int64_t points = xp_item_get_points (item, mark);
  if (item->mode == XP_MODE_SCORE)
    return mark->is_not_applicable ? xp_points_to_text (points) : g_strdup ("");
  if (item->mode != XP_MODE_DEDUCT)
    return xp_points_to_text (points);
  if (points == item->max_hundredths)
    return g_strdup ("");
  g_autofree char *lost = xp_points_to_text (item->max_hundredths - points);
  return g_strconcat ("−", lost, NULL);
}

static void
show_row (XpMarkSheet *self, const XpItem *item, const XpMark *mark, bool is_saved)
{
  g_autofree char *entered = mark != NULL ? xp_mark_to_text (item, mark) : g_strdup ("");
  g_autofree char *points = mark != NULL ? points_of (self, item, mark) : g_strdup ("");
  const XpMarkFormRow row = {entered, points, is_saved};
  xp_mark_form_set_row (self->form, item->at, &row);
}

void
xp_mark_sheet_show_mark (XpMarkSheet *self, const XpItem *item, const XpMark *mark)
{
  show_row (self, item, mark, false);
}

static void
show_form (XpMarkSheet *self, int entrant_no, int judge_no)
{
  const XpTally *tally = xp_marking_get_tally (self->marking);
  const XpRubric *rubric = get_round (self)->rubric;
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    XpMark mark;
    const bool is_marked = xp_tally_get_mark (tally, entrant_no, judge_no, item->at, &mark);
    show_row (self, item, is_marked ? &mark : NULL, true);
  }
}

/* With large text the form is taller than the window. */
void
xp_mark_sheet_show_cursor (XpMarkSheet *self, int item_at)
{
  double top = 0, bottom = 0;
  xp_mark_form_set_cursor (self->form, item_at);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  if (xp_mark_form_get_cursor_span (self->form, &top, &bottom))
    gtk_adjustment_clamp_page (adjustment, top, bottom);
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
                                        : g_strdup_printf (_ ("评委：%s（F2 换）"), name);
  gtk_label_set_label (self->judge, text);
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
xp_mark_sheet_show_household (XpMarkSheet *self, int entrant_no, int judge_no)
{
  const XpEntrant *entrant = xp_round_get_entrant (get_round (self), entrant_no);
  if (entrant == NULL)
    return;
  g_autofree char *place = describe_place (self, entrant, judge_no);
  gtk_label_set_label (self->name, entrant->name);
  gtk_label_set_label (self->place, place);
  show_judge (self, entrant_no, judge_no);
  show_form (self, entrant_no, judge_no);
  xp_mark_sheet_show_progress (self);

  g_autofree char *spoken = g_strconcat (entrant->name, _ ("，"), place, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
xp_mark_sheet_set_marking (XpMarkSheet *self, XpMarking *marking)
{
  g_set_object (&self->marking, marking);
  gtk_widget_set_visible (self->count, marking != NULL && xp_ballots_form_is_wanted (marking));
  if (marking != NULL)
    xp_mark_form_set_rubric (self->form, get_round (self)->rubric);
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
  g_type_ensure (XP_TYPE_MARK_FORM);
  g_type_ensure (XP_TYPE_STILL_LABEL);
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
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, problem);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, form);
  gtk_widget_class_bind_template_child (widget_class, XpMarkSheet, count);
}

/* The keys under the form; a line breaks between them, never inside one. */
static char *
dup_keys (void)
{
  static const char *const KEYS[] = {N_ ("项号 回车 几处 回车"),
                                     N_ (". 不适用"),
                                     N_ ("0 收回"),
                                     N_ ("+ 这户记完"),
                                     N_ ("*1 一票否决"),
                                     N_ ("/1 资格不符"),
                                     N_ ("- 再按："),
                                     N_ ("1 没碰上人"),
                                     N_ ("2 本次不参评"),
                                     N_ ("3 全家在外"),
                                     N_ ("4 没人住"),
                                     N_ ("5 另行评议"),
                                     N_ ("6 暂缓"),
                                     N_ ("0 照常参评"),
                                     N_ ("8 评委回避"),
                                     N_ ("PgUp PgDn 换户"),
                                     N_ ("F2 换评委"),
                                     N_ ("F3 找人"),
                                     N_ ("F8 核对"),
                                     N_ ("F9 收起名单"),
                                     N_ ("Ctrl+L 还差什么"),
                                     N_ ("Ctrl+Z 撤销"),
                                     N_ ("F1 全部按键")};
  static const char WORD_JOINER[] = "\u2060", NO_BREAK_SPACE[] = "\u00a0";
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (KEYS); i++) {
    if (i > 0)
      g_string_append (text, "   ");
    const char *key = _ (KEYS[i]);
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

static void
xp_mark_sheet_init (XpMarkSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_autofree char *keys = dup_keys ();
  gtk_label_set_label (self->keys, keys);
}
