/* xp-new-round-rows.c: the rows of 新开一次评选, and what the form says, filled into them. */
#include "xp-new-round-private.h"

#include "xp-mark.h"

#include <glib/gi18n.h>
#include <string.h>

static const char USUAL_FORM[] = "ganjing-renjia"; /* most rounds are of it */
static const char NONE[] = "无";

const XpNewRoundRow XP_NEW_ROUND_ROWS[N_ROWS] = {
  [ROW_FORM] = {N_ ("用哪张评分表"), true, false, XP_N_ROUND_FIELDS},
  [ROW_NAME] = {N_ ("名称"), false, false, XP_ROUND_FIELD_NAME},
  [ROW_JUDGES] = {N_ ("谁来评（评委的名字，用顿号隔开；可以不填）"),
                  false,
                  false,
                  XP_ROUND_FIELD_JUDGES},
  [ROW_LINE] = {N_ ("多少分以上才能评上（不限就写“无”）"), false, false, XP_ROUND_FIELD_LINE},
  [ROW_QUOTA] = {N_ ("评上多少户（不限就写“无”）"), false, false, XP_ROUND_FIELD_QUOTA},
  [ROW_BASE] = {N_ ("名额按哪个户数算"), true, false, XP_ROUND_FIELD_BASE},
  [ROW_APPORTION] = {N_ ("名额怎样分给各组"), true, false, XP_ROUND_FIELD_APPORTION},
  [ROW_DAYS] = {N_ ("公示几天（3天以上）"), false, false, XP_ROUND_FIELD_NOTICE},
  [ROW_COMBINE] = {N_ ("几位评委的分怎样合成"), true, true, XP_ROUND_FIELD_COMBINE},
  [ROW_NEEDED] = {N_ ("几个分数以上才去掉最高最低"), false, true, XP_ROUND_FIELD_TOO_FEW},
  [ROW_TOO_FEW] = {N_ ("分数不够去掉最高最低时"), true, true, XP_N_ROUND_FIELDS},
  [ROW_WEIGHTS] = {N_ ("几方评委各占多少（比如 评委60＋代表40；不分就空着）"),
                   false,
                   true,
                   XP_ROUND_FIELD_WEIGHTS},
  [ROW_USUAL] = {N_ ("平时分按今年的哪张评分表"), true, true, XP_N_ROUND_FIELDS},
  [ROW_SHARE] = {N_ ("平时分占百分之几（其余是这次的分）"), false, true, XP_ROUND_FIELD_USUAL},
  [ROW_TIES] = {N_ ("同分谁在先（按先后写，用顿号隔开）"), false, true, XP_ROUND_FIELD_TIES},
  [ROW_SPREAD] = {N_ ("评委相差几分就请再议（不用就写0）"), false, true, XP_ROUND_FIELD_SPREAD},
  [ROW_ONE] = {N_ ("一家有几个人够格时"), true, true, XP_N_ROUND_FIELDS},
  [ROW_COUNTS] = {N_ ("公示按什么算（工作日不算周末和放假）"), true, true, XP_N_ROUND_FIELDS},
  [ROW_OWN] = {N_ ("评委评不评自己那个组"), true, true, XP_N_ROUND_FIELDS},
  [ROW_QUORUM] = {N_ ("评委到多少人才能开会（比如 2/3 或 过半数）"),
                  false,
                  true,
                  XP_ROUND_FIELD_QUORUM},
};

/* ---- choices ---- */

/* The first of them leaves it to the form. */
static const char *const BY_FORM = N_ ("按评分表");

static void
fill_choice (XpNewRound *self, Row row, const char *(*get_word) (int i), int n, bool has_form)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  if (has_form)
    gtk_string_list_append (words, _ (BY_FORM));
  for (int i = 0; i < n; i++)
    gtk_string_list_append (words, get_word (i));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->rows[row].row), G_LIST_MODEL (words));
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

static void
say_by_form (XpNewRound *self, Row row, const char *word)
{
  AdwComboRow *combo = ADW_COMBO_ROW (self->rows[row].row);
  GtkStringList *words = GTK_STRING_LIST (adw_combo_row_get_model (combo));
  const guint selected = adw_combo_row_get_selected (combo);
  g_autofree char *text = g_strdup_printf (_ ("%s（%s）"), _ (BY_FORM), word);
  gtk_string_list_splice (words, 0, 1, (const char *const[]){text, NULL});
  adw_combo_row_set_selected (combo, selected);
}

void
xp_new_round_say_by_form (XpNewRound *self, const XpRules *rules)
{
  say_by_form (self, ROW_COMBINE, word_of_combine ((int) rules->combine));
  say_by_form (self, ROW_BASE, word_of_base ((int) rules->quota_base));
}

const char *
xp_new_round_get_word (XpNewRound *self, Row row)
{
  const int selected = (int) xp_field_get_choice (&self->rows[row]);
  if (row == ROW_APPORTION)
    return word_of_apportion (selected);
  return selected <= 0        ? NULL
         : row == ROW_COMBINE ? word_of_combine (selected - 1)
                              : word_of_base (selected - 1);
}

static void
set_words (XpNewRound *self, Row row, const char *const *words)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->rows[row].row), G_LIST_MODEL (model));
}

static void
fill_choices (XpNewRound *self, Row row)
{
  const char *const too_few[] = {_ ("取平均"), _ ("待定，等评委补打"), NULL};
  const char *const one[] = {_ ("都可以评上"), _ ("一户只评一人，得分高的"), NULL};
  const char *const own[] = {_ ("照样评"), _ ("回避，不评自己那个组"), NULL};
  const char *const counts[] = {_ ("工作日"), _ ("天数"), NULL};
  if (row == ROW_COMBINE)
    fill_choice (self, row, word_of_combine, XP_N_COMBINES, true);
  else if (row == ROW_BASE)
    fill_choice (self, row, word_of_base, XP_N_BASES, true);
  else if (row == ROW_APPORTION)
    fill_choice (self, row, word_of_apportion, XP_N_APPORTIONS, false);
  else if (row == ROW_TOO_FEW)
    set_words (self, row, too_few);
  else if (row == ROW_ONE)
    set_words (self, row, one);
  else if (row == ROW_COUNTS)
    set_words (self, row, counts);
  else if (row == ROW_OWN)
    set_words (self, row, own);
}

/* ---- making ---- */

void
xp_new_round_add_row (XpNewRound *self, Row row)
{
  AdwPreferencesGroup *group = XP_NEW_ROUND_ROWS[row].is_more ? self->more : self->usual;
  const char *title = _ (XP_NEW_ROUND_ROWS[row].title);
  self->rows[row] = XP_NEW_ROUND_ROWS[row].is_choice ? xp_field_add_choice (group, title, NULL)
                                                     : xp_field_add_entry (group, title);
  fill_choices (self, row);
  if (row == ROW_QUOTA)
    self->quota_ways = xp_field_add_ways (&self->rows[row], _ ("怎么写"));
  if (row == ROW_TIES)
    self->tie_ways = xp_field_add_ways (&self->rows[row], _ ("添一个"));
}

/* ---- what the form says ---- */

static char *
suggest_name (XpDesk *desk, const XpRubricLine *form)
{
  static const char *const QUARTERS[] = {"一", "二", "三", "四"};
  const GDate today = xp_desk_get_today (desk);
  const int month = (int) g_date_get_month (&today);
  g_autofree char *title = g_strdup (form->title[0] != '\0' ? form->title : form->name);
  return g_strdup_printf ("%d年第%s季度“%s”评选",
                          (int) g_date_get_year (&today),
                          QUARTERS[(month - 1) / 3],
                          g_strdelimit (title, "|", '/'));
}

static const char BY_SIZE[] = "按村大小";

/* “按村大小：100户以内10户、300户以内20户、再多30户” out of 按村大小:100=10|300=20|*=30. */
static char *
size_in_words (const char *quota, const char *counted)
{
  g_autoptr (GString) words = g_string_new (BY_SIZE);
  g_auto (GStrv) steps = g_strsplit (quota + strlen (BY_SIZE) + 1, "|", -1);
  for (size_t i = 0; steps[i] != NULL; i++) {
    g_auto (GStrv) sides = g_strsplit (steps[i], "=", 2);
    if (g_strv_length (sides) != 2)
      return g_strdup (quota);
    g_string_append (words, i == 0 ? "：" : "、");
    if (strcmp (sides[0], "*") == 0)
      g_string_append_printf (words, "再多%s%s", sides[1], counted);
    else
      g_string_append_printf (words, "%s户以内%s%s", sides[0], sides[1], counted);
  }
  return g_strdup (words->str);
}

char *
xp_new_round_read_quota (const char *typed)
{
  static const char *const WORDS[][2] = {{"：", ":"},
                                         {"户以内", "="},
                                         {"以内", "="},
                                         {"再多", "*="},
                                         {"、", "|"},
                                         {"，", "|"},
                                         {",", "|"},
                                         {"户", ""},
                                         {"人", ""}};
  if (typed == NULL || !g_str_has_prefix (typed, BY_SIZE))
    return g_strdup (typed);
  g_autoptr (GString) text = g_string_new (typed);
  for (size_t i = 0; i < G_N_ELEMENTS (WORDS); i++)
    g_string_replace (text, WORDS[i][0], WORDS[i][1], 0);
  return g_strdup (text->str);
}

/* “每社3户” out of group:3, “20户” out of 20, the rest as the form writes it. */
static char *
quota_in_words (XpNewRound *self, const char *quota)
{
  static const char GROUP[] = "group:";
  const char *counted = xp_taking_list_is_of_persons (self->taking) ? "人" : "户";
  if (quota == NULL || quota[0] == '\0')
    return g_strdup (NONE);
  if (g_str_has_prefix (quota, BY_SIZE) && quota[strlen (BY_SIZE)] == ':')
    return size_in_words (quota, counted);
  if (g_str_has_prefix (quota, GROUP))
    return g_strdup_printf ("每%s%s%s",
                            xp_desk_get_village (self->desk)->unit,
                            quota + strlen (GROUP),
                            counted);
  return strspn (quota, "0123456789") == strlen (quota) ? g_strconcat (quota, counted, NULL)
                                                        : g_strdup (quota);
}

/* All kinds of quota, as examples that are typed over. */
static void
fill_quota_ways (XpNewRound *self)
{
  const char *unit = xp_desk_get_village (self->desk)->unit;
  const char *counted = xp_taking_list_is_of_persons (self->taking) ? "人" : "户";
  g_autofree char *count = g_strdup_printf ("20%s", counted);
  g_autofree char *group = g_strdup_printf ("每%s3%s", unit, counted);
  g_autofree char *flowing = g_strdup_printf ("每%s3%s，余额互补", unit, counted);
  g_autofree char *shared = g_strdup_printf ("分给各组20%s", counted);
  const char *const words[] = {NONE,
                               "30%",
                               count,
                               group,
                               flowing,
                               shared,
                               "按村大小：100户以内10户、300户以内20户、再多30户",
                               NULL};
  xp_field_set_ways (self->quota_ways, "new-round.quota", words);
}

static void
fill_tie_ways (XpNewRound *self, const XpRubric *rubric)
{
  static const char *const ALWAYS[] =
    {"处数少", "上轮高", "得票多", "公益次数", "表决", "抽签", "并列"};
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *last = "";
  for (size_t i = 0; i < rubric->n_items; i++) {
    const char *section = rubric->items[i].section;
    if (strcmp (section, last) != 0 && xp_ranking_knows_tie (rubric, section))
      g_strv_builder_add (builder, section);
    last = section;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (ALWAYS); i++)
    if (xp_ranking_knows_tie (rubric, ALWAYS[i]))
      g_strv_builder_add (builder, ALWAYS[i]);
  g_auto (GStrv) words = g_strv_builder_end (builder);
  xp_field_set_ways (self->tie_ways, "new-round.tie", (const char *const *) words);
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
  g_autofree char *quota = quota_in_words (self, award->quota);
  g_autofree char *ties = g_strjoinv ("、", award->ties);
  xp_field_set_text (&self->rows[ROW_LINE], points);
  xp_field_set_text (&self->rows[ROW_QUOTA], quota);
  xp_field_set_text (&self->rows[ROW_TIES], ties);
  fill_quota_ways (self);
  fill_tie_ways (self, rubric);
}

/* The name follows the form until somebody has written another. */
static void
suggest (XpNewRound *self, const XpRubricLine *form)
{
  const bool is_own = self->suggested != NULL &&
                      strcmp (xp_field_get_text (&self->rows[ROW_NAME]), self->suggested) != 0;
  g_free (self->suggested);
  self->suggested = suggest_name (self->desk, form);
  if (!is_own)
    xp_field_set_text (&self->rows[ROW_NAME], self->suggested);
}

void
xp_new_round_fill_in (XpNewRound *self, const XpRubricLine *form, const XpRubric *rubric)
{
  suggest (self, form);
  if (rubric != NULL)
    fill_in_rules (self, rubric);
}

/* ---- beginning ---- */

/* Rounds of persons are no 平时分 of a household, and a ledger has its own page. */
static void
fill_usuals (XpNewRound *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _ ("不算平时分"));
  g_ptr_array_set_size (self->usuals, 0);
  for (guint i = 0; i < self->forms->len; i++) {
    XpRubricLine *form = self->forms->pdata[i];
    if (form->unready != NULL)
      continue;
    g_ptr_array_add (self->usuals, form);
    gtk_string_list_append (names, form->name);
  }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->rows[ROW_USUAL].row), G_LIST_MODEL (names));
}

void
xp_new_round_fill_forms (XpNewRound *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint usual = 0;
  for (guint i = 0; i < self->forms->len; i++) {
    const XpRubricLine *form = self->forms->pdata[i];
    gtk_string_list_append (names, form->name);
    if (strcmp (form->id, USUAL_FORM) == 0)
      usual = i;
  }
  AdwComboRow *row = ADW_COMBO_ROW (self->rows[ROW_FORM].row);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, usual);
  fill_usuals (self);
}

void
xp_new_round_clear_rows (XpNewRound *self)
{
  for (int row = ROW_NAME; row < N_ROWS; row++)
    if (XP_NEW_ROUND_ROWS[row].is_choice)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->rows[row].row), 0);
  xp_field_set_text (&self->rows[ROW_DAYS], "5");
  xp_field_set_text (&self->rows[ROW_NEEDED], "5");
  xp_field_set_text (&self->rows[ROW_SHARE], "60");
  xp_field_set_text (&self->rows[ROW_SPREAD], "10");
  xp_field_set_text (&self->rows[ROW_QUORUM], "2/3");
  xp_field_set_text (&self->rows[ROW_WEIGHTS], "");
}
