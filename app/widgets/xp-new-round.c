#include "xp-new-round.h"

#include "xp-mark.h"
#include "xp-names.h"
#include "xp-page.h"
#include "xp-round-work.h"
#include "xp-rubric-work.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

static const char USUAL_FORM[] = "ganjing-renjia"; /* most rounds are of it */
static const char NONE[] = "无";

struct _XpNewRound {
  AdwBin parent_instance;

  AdwComboRow *form, *combine, *base, *apportion, *counts; /* template children: borrowed */
  GtkEditable *name, *judges, *line, *quota, *days;
  GtkLabel *note;
  GtkWidget *open;

  XpDesk *desk;     /* owned; NULL until it begins */
  GPtrArray *forms; /* of XpRubricLine; owned */
  char *suggested;  /* the name that the form suggests; owned */
};

G_DEFINE_FINAL_TYPE (XpNewRound, xp_new_round, ADW_TYPE_BIN)

enum {
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- the forms ---- */

static const XpRubricLine *
get_form (XpNewRound *self)
{
  const guint selected = adw_combo_row_get_selected (self->form);
  return self->forms != NULL && selected < self->forms->len ? self->forms->pdata[selected] : NULL;
}

static char *
suggest_name (XpDesk *desk, const XpRubricLine *form)
{
  static const char *const QUARTERS[] = {"一", "二", "三", "四"};
  const GDate today = xp_desk_get_today (desk);
  const int month = (int) g_date_get_month (&today);
  return g_strdup_printf ("%d年第%s季度“%s”评选",
                          (int) g_date_get_year (&today),
                          QUARTERS[(month - 1) / 3],
                          form->title[0] != '\0' ? form->title : form->name);
}

/* “每社3户” out of group:3, “20户” out of 20, the rest as the form writes it. */
static char *
quota_in_words (XpDesk *desk, const char *quota)
{
  static const char GROUP[] = "group:";
  if (quota == NULL || quota[0] == '\0')
    return g_strdup (NONE);
  if (g_str_has_prefix (quota, GROUP))
    return g_strdup_printf ("每%s%s户", xp_desk_get_village (desk)->unit, quota + strlen (GROUP));
  return strspn (quota, "0123456789") == strlen (quota) ? g_strconcat (quota, "户", NULL)
                                                        : g_strdup (quota);
}

/* As it is typed; NULL: as the form says. */
static char *
quota_from_words (const char *text)
{
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (text));
  return typed[0] != '\0' ? g_steal_pointer (&typed) : NULL;
}

/* ---- choices ---- */

/* The first of them leaves it to the form. */
static const char *const BY_FORM = N_ ("按评分表上写的");

static void
fill_choice (AdwComboRow *row, const char *(*get_word) (int i), int n, bool has_form)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  if (has_form)
    gtk_string_list_append (words, _ (BY_FORM));
  for (int i = 0; i < n; i++)
    gtk_string_list_append (words, get_word (i));
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
}

static const char *
word_of_combine (int i)
{
  return xp_combine_get_word ((XpCombine) i);
}

static const char *
word_of_base (int i)
{
  return xp_quota_base_get_word ((XpQuotaBase) i);
}

static const char *
word_of_apportion (int i)
{
  return xp_apportion_get_word ((XpApportion) i);
}

/* NULL: the form's. */
static const char *
get_choice (AdwComboRow *row, const char *(*get_word) (int i))
{
  const guint selected = adw_combo_row_get_selected (row);
  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? get_word ((int) selected - 1)
                                                               : NULL;
}

/* Only what the quota needs is asked. */
static void
quota_changed_cb (XpNewRound *self)
{
  g_autofree char *text = quota_from_words (gtk_editable_get_text (self->quota));
  XpQuota quota = {.kind = XP_QUOTA_NONE};
  xp_quota_from_text (text, &quota, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->base),
                          quota.kind == XP_QUOTA_PERCENT || quota.kind == XP_QUOTA_SIZE);
  gtk_widget_set_visible (GTK_WIDGET (self->apportion), quota.kind == XP_QUOTA_SHARED);
}

static void
fill_in_rules (XpNewRound *self, const XpRubric *rubric)
{
  const XpAward *award = &rubric->award;
  int64_t line = award->n_grades > 0 ? award->grades[0].from_hundredths : 0;
  for (size_t i = 0; i < award->n_grades; i++)
    if (g_strcmp0 (award->grades[i].word, award->title) == 0)
      line = award->grades[i].from_hundredths;
  g_autofree char *points = award->n_grades > 0 ? xp_points_to_text (line) : g_strdup (NONE);
  g_autofree char *quota = quota_in_words (self->desk, award->quota);
  gtk_editable_set_text (self->line, points);
  gtk_editable_set_text (self->quota, quota);
}

/* How the marks of several judges become one, before anybody is told that he will score. */
static const char *
tell_how (XpNewRound *self, const XpRubric *rubric)
{
  const char *chosen = get_choice (self->combine, word_of_combine);
  const char *judges = chosen != NULL ? chosen : rubric->award.judges;
  return judges == NULL || strcmp (judges, "合议") == 0
           ? _ ("这次是合议：大家商量着打，一户一张表，写上名字的评委到场签字。"
                "开始以后规矩就定下来了；开错了马上按 Ctrl+Z。")
           : _ ("这次由每位评委各打一份，再合成一个分。"
                "开始以后规矩就定下来了；开错了马上按 Ctrl+Z。");
}

static void
show_note (XpNewRound *self, const XpRubricLine *form, const XpRubric *rubric)
{
  const bool is_ready = form->unready == NULL && rubric != NULL;
  gtk_label_set_label (self->note,
                       is_ready                ? tell_how (self, rubric)
                       : form->unready != NULL ? form->unready
                                               : "");
  if (is_ready)
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "problem");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "problem");
  gtk_widget_set_sensitive (self->open, is_ready);
}

/* The name follows the form until somebody has written another. */
static void
form_chosen_cb (XpNewRound *self)
{
  const XpRubricLine *form = get_form (self);
  if (form == NULL)
    return;
  const bool is_own =
    self->suggested != NULL && strcmp (gtk_editable_get_text (self->name), self->suggested) != 0;
  g_free (self->suggested);
  self->suggested = suggest_name (self->desk, form);
  if (!is_own)
    gtk_editable_set_text (self->name, self->suggested);
  g_autoptr (XpRubric) rubric = xp_rubric_work_take (self->desk, form->id, NULL);
  if (rubric != NULL)
    fill_in_rules (self, rubric);
  show_note (self, form, rubric);
}

static void
combine_chosen_cb (XpNewRound *self)
{
  const XpRubricLine *form = get_form (self);
  if (form == NULL)
    return;
  g_autoptr (XpRubric) rubric = xp_rubric_work_take (self->desk, form->id, NULL);
  show_note (self, form, rubric);
}

void
xp_new_round_begin (XpNewRound *self, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_set_object (&self->desk, desk);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->suggested, g_free);
  self->forms = xp_rubric_work_list_at_hand (desk, &error);
  if (self->forms == NULL) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  GtkStringList *names = gtk_string_list_new (NULL);
  guint usual = 0;
  for (guint i = 0; i < self->forms->len; i++) {
    const XpRubricLine *form = self->forms->pdata[i];
    gtk_string_list_append (names, form->name);
    if (strcmp (form->id, USUAL_FORM) == 0)
      usual = i;
  }
  gtk_editable_set_text (self->days, "5");
  adw_combo_row_set_selected (self->counts, 0);
  adw_combo_row_set_selected (self->combine, 0);
  adw_combo_row_set_selected (self->base, 0);
  adw_combo_row_set_selected (self->apportion, 0);
  adw_combo_row_set_model (self->form, G_LIST_MODEL (names));
  g_object_unref (names);
  adw_combo_row_set_selected (self->form, usual);
  form_chosen_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->judges));
}

/* ---- opening ---- */

/* “李明、王秀兰，赵铁柱” */
static char **
list_judges (XpNewRound *self)
{
  static const char *const MARKS[] = {"，", "、", "；", ";", " ", "　"};
  GString *names = g_string_new (gtk_editable_get_text (self->judges));
  for (size_t i = 0; i < G_N_ELEMENTS (MARKS); i++)
    g_string_replace (names, MARKS[i], ",", 0);
  g_auto (GStrv) parts = g_strsplit (names->str, ",", -1);
  g_string_free (names, TRUE);
  g_autoptr (GStrvBuilder) judges = g_strv_builder_new ();
  for (size_t i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_strv_builder_add (judges, parts[i]);
  return g_strv_builder_end (judges);
}

static void
open_cb (XpNewRound *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) judges = list_judges (self);
  g_autofree char *line = g_strstrip (xp_names_to_half_width (gtk_editable_get_text (self->line)));
  g_autofree char *quota = quota_from_words (gtk_editable_get_text (self->quota));
  const int days = xp_names_read_number (gtk_editable_get_text (self->days));
  const XpRoundSpec spec = {
    .rubric_id = get_form (self)->id,
    .name = gtk_editable_get_text (self->name),
    .judges = (const char *const *) judges,
    .combine = get_choice (self->combine, word_of_combine),
    .line = line[0] != '\0' ? line : NULL,
    .quota = quota,
    .quota_base = get_choice (self->base, word_of_base),
    .apportion = word_of_apportion ((int) adw_combo_row_get_selected (self->apportion)),
    .notice_length = days,
    .notice_counts = adw_combo_row_get_selected (self->counts) == 0 ? "workdays" : "days",
  };
  const int64_t uid = xp_round_work_open (self->desk, &spec, &error);
  if (uid == 0) {
    xp_page_tell_error (GTK_WIDGET (self), error);
    return;
  }
  gtk_editable_set_text (self->judges, "");
  g_signal_emit (self, signals[LEFT], 0, uid);
}

static void
back_cb (XpNewRound *self)
{
  g_signal_emit (self, signals[LEFT], 0, (gint64) 0);
}

static void
xp_new_round_dispose (GObject *object)
{
  XpNewRound *self = XP_NEW_ROUND (object);
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
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, form);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, combine);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, base);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, apportion);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, counts);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, name);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, judges);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, line);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, quota);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, days);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, note);
  gtk_widget_class_bind_template_child (widget_class, XpNewRound, open);
  gtk_widget_class_bind_template_callback (widget_class, form_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, combine_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, quota_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
xp_new_round_init (XpNewRound *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choice (self->combine, word_of_combine, XP_N_COMBINES, true);
  fill_choice (self->base, word_of_base, XP_N_BASES, true);
  fill_choice (self->apportion, word_of_apportion, XP_N_APPORTIONS, false);
  quota_changed_cb (self);
}
