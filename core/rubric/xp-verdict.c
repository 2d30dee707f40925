/* xp-verdict.c: how a verdict on a change is said. */
#include "xp-form-rights-private.h"

#include <string.h>

static const char *const HANDS[] = {
  [XP_LEVEL_COUNTY] = "县里",
  [XP_LEVEL_TOWNSHIP] = "镇里",
  [XP_LEVEL_VILLAGE] = "村里",
};
G_STATIC_ASSERT (G_N_ELEMENTS (HANDS) == XP_N_LEVELS);

const char *
xp_level_get_hand (XpLevel level)
{
  return HANDS[level];
}

static const struct {
  const char *word;
  const char *why;
} UNWISE[] = {
  {"上访", "“上访”是村民的权利，不宜列为扣分项"},
  {"信访", "“信访”是村民的权利，不宜列为扣分项"},
  {"超生", "生育的法律已经改了，“超生”不宜再写进评分表"},
  {"计划生育", "生育的法律已经改了，“计划生育”不宜再写进评分表"},
  {"低保", "“低保”按国家规定办，不宜和评分连在一起"},
  {"水费", "欠“水费”是另一回事，不宜和称号连在一起"},
  {"卫生费", "欠“卫生费”是另一回事，不宜和称号连在一起"},
  {"人均收入", "按“人均收入”评，会把不宽裕的户挡在外面，不宜列入"},
};

void
xp_verdict_clear (XpVerdict *self)
{
  g_free (self->sentence);
  g_free (self->departure);
  g_free (self->warning);
  *self = (XpVerdict){0};
}

char *
xp_rubric_dup_unwise_word (const char *text)
{
  for (size_t i = 0; i < G_N_ELEMENTS (UNWISE); i++)
    if (strstr (text, UNWISE[i].word) != NULL)
      return g_strdup (UNWISE[i].why);
  return NULL;
}

void
xp_verdict_say_senseless (XpVerdict *verdict, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  verdict->kind = XP_VERDICT_SENSELESS;
  verdict->sentence = g_strdup_vprintf (format, args);
  va_end (args);
}

void
xp_verdict_say_beyond (XpVerdict *verdict, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  verdict->kind = XP_VERDICT_BEYOND;
  verdict->sentence = g_strdup_vprintf (format, args);
  va_end (args);
}

/* What the village's own title says of it. A stroke parts the departures in the file. */
void
xp_verdict_depart (const XpRightsView *view, XpVerdict *verdict, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  const XpRubric *parent = view->parent;
  const char *title = parent->basis_title != NULL ? parent->basis_title : parent->award.title;
  verdict->departure = title != NULL ? g_strdup_printf ("本表%s；不计入县里的“%s”", what, title)
                                     : g_strdup_printf ("本表%s；不计入县里的评比", what);
  g_strdelimit (verdict->departure, "|", '/');
}

bool
xp_names_an_article (const char *reason)
{
  const char *at = strstr (reason, "第");
  return at != NULL && strstr (at, "条") != NULL;
}
