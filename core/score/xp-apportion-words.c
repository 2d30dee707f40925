/* xp-apportion-words.c: how places came to be divided, in words (xp-apportion.h). */
#include "xp-apportion.h"

static bool
is_of_divisors (const XpApportionment *self)
{
  return self->method == XP_APPORTION_SAINTE_LAGUE || self->method == XP_APPORTION_DHONDT;
}

/* “一社、二社” of those for whom the row says so. */
static char *
join_names (const XpApportionment *self,
            const char *const *names,
            bool (*is_meant) (const XpApportionRow *row))
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < self->n_rows; i++)
    if (is_meant (&self->rows[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", names[i]);
  return g_string_free (text, FALSE);
}

static bool
is_tied (const XpApportionRow *row)
{
  return row->is_tied;
}

static bool
is_losing (const XpApportionRow *row)
{
  return row->is_losing;
}

static char *
join_drawn (const XpApportionment *self, const char *const *names)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < self->n_steps; i++)
    if (self->steps[i].is_by_lot)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", names[self->steps[i].group]);
  return g_string_free (text, FALSE);
}

char *
xp_apportion_dup_tie_sentence (const XpApportionment *self, const char *const *names)
{
  if (self->n_tied == 0)
    return NULL;
  g_autofree char *tied = join_names (self, names, is_tied);
  if (self->seed == NULL)
    return g_strdup_printf ("%s这%d个组不分先后，余下的%d个名额要抽签。",
                            tied,
                            self->n_tied,
                            self->n_tied_places);
  g_autofree char *drawn = join_drawn (self, names);
  return g_strdup_printf ("%s这%d个组不分先后，余下的%d个名额按抽签号%s抽签，抽中%s。",
                          tied,
                          self->n_tied,
                          self->n_tied_places,
                          self->seed,
                          drawn);
}

char *
xp_apportion_dup_warning (const XpApportionment *self, const char *const *names)
{
  if (self->n_losing == 0)
    return NULL;
  g_autofree char *losing = join_names (self, names, is_losing);
  return g_strdup_printf ("请留意：名额再多1个（共%d个），%s反而%s少1个。",
                          self->n_places + 1,
                          losing,
                          self->n_losing > 1 ? "各" : "");
}

/* ---- steps ---- */

/* 61×10÷120＝5余10: as one divides with a pencil, so that remainders compare at once. */
static char *
dup_division (const XpApportionment *self, const XpApportionRow *row, const char *name)
{
  const int64_t product = row->size * self->n_shared;
  const int64_t left = product % self->sum;
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_printf (text,
                   "%s：%" G_GINT64_FORMAT "×%d÷%" G_GINT64_FORMAT "＝%d",
                   name,
                   row->size,
                   self->n_shared,
                   self->sum,
                   row->n_floor);
  if (left > 0)
    g_string_append_printf (text, "余%" G_GINT64_FORMAT "（第%d大）", left, row->remainder_rank);
  g_string_append_printf (text, "，先得%d个", row->n_floor);
  if (row->n_first > 0)
    g_string_append_printf (text, "，加保底1个");
  return g_strdup (text->str);
}

/* 第6个：三社，9÷1＝9 */
static char *
dup_step (const XpApportionment *self, size_t i, int n_before, const char *name)
{
  const XpApportionStep *step = &self->steps[i];
  const char *how = step->is_by_lot ? "，抽签抽中" : "";
  const int nth = n_before + (int) i + 1;
  if (step->divisor == 0 && self->n_shared == 0)
    return g_strdup_printf ("第%d个：%s，户数多%s", nth, name, how);
  if (step->divisor == 0)
    return g_strdup_printf ("第%d个：%s，余数大%s", nth, name, how);

  const int64_t size = self->rows[step->group].size;
  const XpRatio hundredths = xp_ratio_multiply (step->quotient, 100, 1);
  const int64_t printed = xp_ratio_round (hundredths, 1, XP_ROUNDING_HALF_AWAY);
  g_autofree char *quotient = hundredths.den == 1 ? xp_ratio_points_to_text (hundredths)
                                                  : xp_ratio_points_to_text ((XpRatio){printed, 1});
  return g_strdup_printf ("第%d个：%s，%" G_GINT64_FORMAT "÷%d%s%s%s",
                          nth,
                          name,
                          size,
                          step->divisor,
                          hundredths.den == 1 ? "＝" : "≈",
                          quotient,
                          how);
}

char **
xp_apportion_dup_steps (const XpApportionment *self, const char *const *names)
{
  GPtrArray *lines = g_ptr_array_new ();
  int n_before = 0;
  const bool is_divided = !is_of_divisors (self) && self->n_shared > 0;
  for (size_t i = 0; i < self->n_rows; i++) {
    if (is_divided)
      g_ptr_array_add (lines, dup_division (self, &self->rows[i], names[i]));
    n_before += self->rows[i].n_places;
  }
  for (size_t i = 0; i < self->n_steps; i++)
    g_ptr_array_add (
      lines,
      dup_step (self, i, n_before - (int) self->n_steps, names[self->steps[i].group]));
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}
