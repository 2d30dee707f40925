/* xp-new-round.c: what was typed, what is said of it, and the round that is opened with it. */
#include "xp-new-round-private.h"

#include "xp-names.h"
#include "xp-page.h"
#include "xp-text-scale.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (XpNewRound, xp_new_round, ADW_TYPE_BIN)

enum {
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

const XpRubricLine *
xp_new_round_get_form (XpNewRound *self)
{
  const guint selected = xp_field_get_choice (&self->rows[ROW_FORM]);
  return self->forms != NULL && selected < self->forms->len ? self->forms->pdata[selected] : NULL;
}

/* ---- what is typed ---- */

/* As it is typed, in digits of one width; NULL: empty, as the form says. Yours. */
static char *
dup_typed (XpNewRound *self, Row row)
{
  g_autofree char *typed =
    g_strstrip (xp_names_to_half_width (xp_field_get_text (&self->rows[row])));
  return typed[0] != '\0' ? g_steal_pointer (&typed) : NULL;
}

/* “李明、王秀兰，赵铁柱” */
static char **
split_typed (XpNewRound *self, Row row)
{
  static const char *const MARKS[] = {"，", "、", "；", ";", " ", "　"};
  g_autoptr (GString) names = g_string_new (xp_field_get_text (&self->rows[row]));
  for (size_t i = 0; i < G_N_ELEMENTS (MARKS); i++)
    g_string_replace (names, MARKS[i], ",", 0);
  g_auto (GStrv) parts = g_strsplit (names->str, ",", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  for (size_t i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

/* 60 or 60% of the form that was chosen; NULL: no 平时分. Yours. */
static char *
dup_usual (XpNewRound *self)
{
  const guint selected = xp_field_get_choice (&self->rows[ROW_USUAL]);
  if (self->usuals == NULL || selected == 0 || selected > self->usuals->len)
    return NULL;
  const XpRubricLine *form = self->usuals->pdata[selected - 1];
  g_autofree char *share = dup_typed (self, ROW_SHARE);
  return g_strdup_printf ("%s=%s", form->id, share != NULL ? share : "");
}

/* NULL too where it is not asked. Yours. */
static char *
dup_asked (XpNewRound *self, Row row)
{
  return gtk_widget_get_visible (self->rows[row].row) ? dup_typed (self, row) : NULL;
}

/* What was typed, as long as it is needed; borrowed by the spec. */
typedef struct {
  char **judges, **ties, **entrants, **withheld;
  char *line, *quota, *weights, *usual, *spread, *quorum;
  XpRoundSpec spec;
} Typed;

static void
free_typed (Typed *typed)
{
  g_strfreev (typed->judges);
  g_strfreev (typed->ties);
  g_strfreev (typed->entrants);
  g_strfreev (typed->withheld);
  g_free (typed->line);
  g_free (typed->quota);
  g_free (typed->weights);
  g_free (typed->usual);
  g_free (typed->spread);
  g_free (typed->quorum);
  g_free (typed);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Typed, free_typed)

/* No number is as wrong as one that is too small. */
static int
read_number (XpNewRound *self, Row row)
{
  const int number = xp_names_read_number (xp_field_get_text (&self->rows[row]));
  return number > 0 ? number : -1;
}

static Typed *
read_typed (XpNewRound *self)
{
  Typed *typed = g_new0 (Typed, 1);
  typed->judges = split_typed (self, ROW_JUDGES);
  typed->ties = split_typed (self, ROW_TIES);
  typed->entrants = xp_taking_list_dup_entrants (self->taking);
  typed->withheld = xp_taking_list_dup_withheld (self->taking);
  typed->line = dup_typed (self, ROW_LINE);
  g_autofree char *quota = dup_typed (self, ROW_QUOTA);
  typed->quota = xp_new_round_read_quota (quota);
  typed->weights = dup_typed (self, ROW_WEIGHTS);
  typed->spread = dup_asked (self, ROW_SPREAD);
  typed->quorum = dup_typed (self, ROW_QUORUM);
  typed->usual = dup_usual (self);
  typed->spec = (XpRoundSpec){
    .rubric_id = xp_new_round_get_form (self)->id,
    .name = xp_field_get_text (&self->rows[ROW_NAME]),
    .judges = (const char *const *) typed->judges,
    .combine = xp_new_round_get_word (self, ROW_COMBINE),
    .line = typed->line,
    .quota = typed->quota,
    .quota_base = xp_new_round_get_word (self, ROW_BASE),
    .apportion = xp_new_round_get_word (self, ROW_APPORTION),
    .weights = typed->weights,
    .usual = typed->usual,
    .spread = typed->spread,
    .n_marks_needed = read_number (self, ROW_NEEDED),
    .is_undecided_with_too_few = xp_field_get_choice (&self->rows[ROW_TOO_FEW]) == 1,
    .ties = (const char *const *) typed->ties,
    .is_one_per_household = xp_taking_list_is_of_persons (self->taking) &&
                            xp_field_get_choice (&self->rows[ROW_ONE]) == 1,
    .is_own_group_recused = xp_field_get_choice (&self->rows[ROW_OWN]) == 1,
    .quorum = typed->quorum,
    .notice_length = read_number (self, ROW_DAYS),
    .notice_counts = xp_field_get_choice (&self->rows[ROW_COUNTS]) == 0 ? "workdays" : "days",
    .entrants = (const char *const *) typed->entrants,
    .withheld = (const char *const *) typed->withheld,
  };
  return typed;
}

/* ---- what is said ---- */

static bool
is_on_rules (XpNewRound *self)
{
  return strcmp (gtk_stack_get_visible_child_name (self->steps), "rules") == 0;
}

/* Persons are looked through before the marks begin; households may be. */
static void
show_buttons (XpNewRound *self)
{
  const XpRoundPreview *preview = xp_taking_list_get_preview (self->taking);
  const bool is_rules = is_on_rules (self);
  const bool is_of_persons = xp_taking_list_is_of_persons (self->taking);
  g_autofree char *look = preview == NULL ? g_strdup ("")
                          : is_of_persons
                            ? g_strdup_printf (_ ("下一步：参评的人（%d人）…"), preview->n_taking)
                            : g_strdup_printf (_ ("参评%d户，看名单…"), preview->n_taking);
  gtk_button_set_label (self->step, is_rules ? look : _ ("返回，改规定"));
  gtk_button_set_label (self->open, _ ("开始打分"));
  gtk_widget_set_visible (GTK_WIDGET (self->step), preview != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more_toggle), is_rules);
  gtk_widget_set_visible (GTK_WIDGET (self->open), !is_rules || !is_of_persons);
  if (is_rules && is_of_persons) /* the blue button is what Enter comes to */
    gtk_widget_add_css_class (GTK_WIDGET (self->step), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->step), "suggested-action");
}

/* How the marks of several judges become one, before anybody is told that he will score. */
static void
show_note (XpNewRound *self)
{
  const XpRubricLine *form = xp_new_round_get_form (self);
  const XpRoundPreview *preview = xp_taking_list_get_preview (self->taking);
  const bool is_ready = form->unready == NULL && preview != NULL;
  const char *how = !is_ready ? form->unready
                    : preview->round->rules.combine == XP_COMBINE_CONSENSUS
                      ? _ ("这次是合议：大家商量着打，一户一张表，写上名字的评委到场签字。"
                           "开始以后规矩就定下来了；开错了马上按 Ctrl+Z。")
                      : _ ("这次由每位评委各打一份，再合成一个分。"
                           "开始以后规矩就定下来了；开错了马上按 Ctrl+Z。");
  gtk_label_set_label (self->note, how != NULL ? how : "");
  if (is_ready)
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "problem");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "problem");
  gtk_widget_set_sensitive (GTK_WIDGET (self->open), is_ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->step), is_ready);
}

/* Only what the rules need is asked. */
static void
show_rows (XpNewRound *self, const XpRules *rules)
{
  const bool is_trimmed =
    rules->combine == XP_COMBINE_TRIMMED_MEAN || rules->combine == XP_COMBINE_TRIMMED_MEAN_ITEM;
  const bool is_together = rules->combine == XP_COMBINE_CONSENSUS; /* one sheet, no judge's own */
  const bool is_of_persons = xp_taking_list_is_of_persons (self->taking);
  xp_field_set_visible (&self->rows[ROW_SPREAD], !is_together);
  xp_field_set_title (&self->rows[ROW_COMBINE],
                      is_together ? _ ("一起商量着打，还是各打各的")
                                  : _ (XP_NEW_ROUND_ROWS[ROW_COMBINE].title));
  xp_field_set_visible (&self->rows[ROW_BASE],
                        rules->quota.kind == XP_QUOTA_PERCENT ||
                          rules->quota.kind == XP_QUOTA_SIZE);
  xp_field_set_visible (&self->rows[ROW_APPORTION], rules->quota.kind == XP_QUOTA_SHARED);
  xp_field_set_visible (&self->rows[ROW_NEEDED], is_trimmed);
  xp_field_set_visible (&self->rows[ROW_TOO_FEW], is_trimmed);
  xp_field_set_visible (&self->rows[ROW_SHARE], xp_field_get_choice (&self->rows[ROW_USUAL]) > 0);
  xp_field_set_visible (&self->rows[ROW_ONE], is_of_persons);
  xp_field_set_title (&self->rows[ROW_QUOTA],
                      is_of_persons ? _ ("评上多少人（不限就写“无”）")
                                    : _ (XP_NEW_ROUND_ROWS[ROW_QUOTA].title));
  xp_field_set_title (&self->rows[ROW_JUDGES],
                      rules->n_weights > 0 ? _ ("谁来评（写明哪一方，比如 评委:李明、代表:王秀兰）")
                                           : _ (XP_NEW_ROUND_ROWS[ROW_JUDGES].title));
}

static void
say_problems (XpNewRound *self, const XpRoundPreview *preview)
{
  for (int row = 0; row < N_ROWS; row++) {
    if (XP_NEW_ROUND_ROWS[row].field == XP_N_ROUND_FIELDS)
      continue;
    const char *problem = preview->problems[XP_NEW_ROUND_ROWS[row].field];
    const bool is_of_quota = row == ROW_QUOTA && problem == NULL;
    xp_field_say (&self->rows[row],
                  is_of_quota          ? preview->quota
                  : self->is_told[row] ? problem
                                       : NULL,
                  !is_of_quota);
  }
}

static void
check (XpNewRound *self)
{
  XpRoundPreview *preview = xp_taking_list_get_preview (self->taking);
  if (self->is_filling || xp_new_round_get_form (self) == NULL)
    return;
  if (preview != NULL) {
    g_autoptr (Typed) typed = read_typed (self);
    xp_round_preview_check (preview, &typed->spec);
    show_rows (self, &preview->round->rules);
    say_problems (self, preview);
  }
  show_note (self);
  show_buttons (self);
}

static Row
find_row (XpNewRound *self, GtkWidget *widget)
{
  int row = 0;
  while (self->rows[row].row != widget)
    row++;
  return (Row) row;
}

/* While it is typed it is not wrong yet. */
static void
typed_cb (XpNewRound *self, GtkWidget *widget)
{
  self->is_told[find_row (self, widget)] = false;
  check (self);
}

static void
left_cb (GtkEventController *focus, XpNewRound *self)
{
  GtkWidget *text = gtk_event_controller_get_widget (focus);
  self->is_told[find_row (self, gtk_widget_get_ancestor (text, ADW_TYPE_ENTRY_ROW))] = true;
  check (self);
}

static void
chosen_cb (XpNewRound *self)
{
  check (self);
}

/* What the choices mean that leave it to the form. */
static void
say_what_the_form_says (XpNewRound *self)
{
  XpRoundPreview *preview = xp_taking_list_get_preview (self->taking);
  g_autoptr (Typed) typed = read_typed (self);
  typed->spec.combine = NULL;
  typed->spec.quota_base = NULL;
  xp_round_preview_check (preview, &typed->spec);
  xp_new_round_say_by_form (self, &preview->round->rules);
}

static void
form_chosen_cb (XpNewRound *self)
{
  const XpRubricLine *form = xp_new_round_get_form (self);
  if (form == NULL || self->is_filling)
    return;
  self->is_filling = true;
  memset (self->is_told, 0, sizeof self->is_told);
  xp_taking_list_begin (self->taking, self->desk, form->id);
  const XpRoundPreview *preview = xp_taking_list_get_preview (self->taking);
  xp_new_round_fill_in (self, form, preview != NULL ? preview->rubric : NULL);
  if (preview != NULL)
    say_what_the_form_says (self);
  self->is_filling = false;
  check (self);
}

/* ---- beginning ---- */

void
xp_new_round_begin (XpNewRound *self, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forms = xp_rubric_work_list_at_hand (desk, &error);
  if (forms == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  g_set_object (&self->desk, desk);
  g_clear_pointer (&self->suggested, g_free);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  self->forms = g_steal_pointer (&forms);
  self->is_filling = true;
  xp_new_round_fill_forms (self);
  xp_new_round_clear_rows (self);
  self->is_filling = false;
  gtk_toggle_button_set_active (self->more_toggle, FALSE);
  gtk_stack_set_visible_child_name (self->steps, "rules");
  form_chosen_cb (self);
  gtk_widget_grab_focus (self->rows[ROW_JUDGES].row);
}

void
xp_new_round_refresh (XpNewRound *self)
{
  xp_taking_list_refresh (self->taking);
  check (self);
}

/* ---- buttons ---- */

/* What was unfolded has its place only with the next frame. */
static gboolean
scroll_cb (GtkWidget *more, GdkFrameClock *clock, gpointer data)
{
  XpNewRound *self = data;
  double y = 0;
  if (gtk_widget_get_height (more) == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_translate_coordinates (more, gtk_widget_get_parent (more), 0, 0, NULL, &y);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), y);
  if (gtk_widget_has_focus (GTK_WIDGET (self->more_toggle)))
    gtk_widget_child_focus (more, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static void
more_toggled_cb (XpNewRound *self)
{
  const bool is_unfolded = gtk_toggle_button_get_active (self->more_toggle);
  gtk_widget_set_visible (GTK_WIDGET (self->more), is_unfolded);
  if (is_unfolded)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->more), scroll_cb, self, NULL);
}

static void
quota_cb (GtkWidget *widget, const char *action, GVariant *word)
{
  XpNewRound *self = XP_NEW_ROUND (widget);
  xp_field_set_text (&self->rows[ROW_QUOTA], g_variant_get_string (word, NULL));
  gtk_widget_grab_focus (self->rows[ROW_QUOTA].row);
}

/* Behind what is there already. */
static void
tie_cb (GtkWidget *widget, const char *action, GVariant *word)
{
  XpNewRound *self = XP_NEW_ROUND (widget);
  const char *before = xp_field_get_text (&self->rows[ROW_TIES]);
  g_autofree char *text =
    g_strconcat (before, before[0] != '\0' ? "、" : "", g_variant_get_string (word, NULL), NULL);
  xp_field_set_text (&self->rows[ROW_TIES], text);
  gtk_widget_grab_focus (self->rows[ROW_TIES].row);
}

/* Says everything that is wrong, and puts the keys at the first; true: nothing is. */
static bool
tell_problems (XpNewRound *self)
{
  for (int row = 0; row < N_ROWS; row++)
    self->is_told[row] = true;
  check (self);
  const XpRoundPreview *preview = xp_taking_list_get_preview (self->taking);
  for (int row = 0; row < N_ROWS; row++) {
    if (XP_NEW_ROUND_ROWS[row].field == XP_N_ROUND_FIELDS ||
        preview->problems[XP_NEW_ROUND_ROWS[row].field] == NULL)
      continue;
    gtk_stack_set_visible_child_name (self->steps, "rules");
    if (XP_NEW_ROUND_ROWS[row].is_more)
      gtk_toggle_button_set_active (self->more_toggle, TRUE);
    show_buttons (self);
    gtk_widget_grab_focus (self->rows[row].row);
    return false;
  }
  return true;
}

static void
step_cb (XpNewRound *self)
{
  const bool is_forward = is_on_rules (self);
  if (is_forward && !tell_problems (self))
    return;
  gtk_stack_set_visible_child_name (self->steps, is_forward ? "taking" : "rules");
  show_buttons (self);
  gtk_widget_child_focus (is_forward ? GTK_WIDGET (self->taking) : GTK_WIDGET (self->usual),
                          GTK_DIR_TAB_FORWARD);
}

static void
taking_changed_cb (XpNewRound *self)
{
  check (self);
}

static void
open_cb (XpNewRound *self)
{
  g_autoptr (GError) error = NULL;
  if (!tell_problems (self))
    return;
  g_autoptr (Typed) typed = read_typed (self);
  const int64_t uid = xp_round_work_open (self->desk, &typed->spec, &error);
  if (uid == 0) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  xp_field_set_text (&self->rows[ROW_JUDGES], "");
  g_signal_emit (self, signals[LEFT], 0, uid);
}

static void
back_cb (XpNewRound *self)
{
  g_signal_emit (self, signals[LEFT], 0, (gint64) 0);
}

/* ---- the widget ---- */

static void
listen (XpNewRound *self, Row row)
{
  GtkWidget *widget = self->rows[row].row;
  if (XP_NEW_ROUND_ROWS[row].is_choice) {
    g_signal_connect_swapped (widget,
                              "notify::selected",
                              row == ROW_FORM ? G_CALLBACK (form_chosen_cb)
                                              : G_CALLBACK (chosen_cb),
                              self);
    return;
  }
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (widget, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (widget))), focus);
}

static void
xp_new_round_dispose (GObject *object)
{
  XpNewRound *self = XP_NEW_ROUND (object);
  self->is_filling = true; /* what is left on the way out is not asked about */
  g_clear_pointer (&self->usuals, g_ptr_array_unref);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->suggested, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_new_round_parent_class)->dispose (object);
}

static void
xp_new_round_class_init (XpNewRoundClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_new_round_dispose;
  g_type_ensure (XP_TYPE_TAKING_LIST);
  signals[LEFT] = g_signal_new ("left",
                                XP_TYPE_NEW_ROUND,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/widgets/xp-new-round.ui");
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, clamp);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, steps);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, scrolled);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, usual);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, more);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, more_toggle);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, note);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, step);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, open);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, taking);
  gtk_widget_class_bind_template_callback (widget_class, more_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, taking_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_install_action (widget_class, "new-round.quota", "s", quota_cb);
  gtk_widget_class_install_action (widget_class, "new-round.tie", "s", tie_cb);
}

static void
xp_new_round_init (XpNewRound *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  xp_text_scale_follow_clamp (self->clamp);
  self->usuals = g_ptr_array_new ();
  self->is_filling = true;
  for (int row = 0; row < N_ROWS; row++) {
    xp_new_round_add_row (self, (Row) row);
    listen (self, (Row) row);
  }
  self->is_filling = false;
}
