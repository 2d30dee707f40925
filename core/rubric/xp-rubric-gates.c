#include "xp-rubric-gates.h"

#include <string.h>

typedef struct {
  const XpRubric **forms; /* the first is the one that is asked about */
  size_t n_forms;
  size_t *path; /* places in forms, from the first on */
  bool *is_seen;
} Net;

/* 好婆婆|好媳妇 are two titles of one form. */
static bool
awards (const XpRubric *rubric, const char *title)
{
  if (rubric->award.title == NULL)
    return false;
  g_auto (GStrv) titles = g_strsplit (rubric->award.title, "|", -1);
  return g_strv_contains ((const char *const *) titles, title);
}

static bool
is_asked_for (const XpItem *item, const XpRubric *other)
{
  return (item->gate_kind == XP_GATE_AWARD && awards (other, item->gate_name)) ||
         (item->gate_kind == XP_GATE_SCORE && strcmp (other->id, item->gate_name) == 0);
}

/* The item by which @form asks for @other; NULL: it does not, or only its award says so. */
static bool
asks_for (const XpRubric *form, const XpRubric *other)
{
  if (form->award.requires != NULL && awards (other, form->award.requires))
    return true;
  for (size_t i = 0; i < form->n_items; i++)
    if (is_asked_for (&form->items[i], other))
      return true;
  return false;
}

/* A way from @at back to the first form; its length, 0: there is none. */
static size_t
find_ring (Net *net, size_t at, size_t depth)
{
  net->path[depth] = at;
  if (asks_for (net->forms[at], net->forms[0]))
    return depth + 1;
  net->is_seen[at] = true;
  for (size_t i = 1; i < net->n_forms; i++) {
    if (net->is_seen[i] || !asks_for (net->forms[at], net->forms[i]))
      continue;
    const size_t length = find_ring (net, i, depth + 1);
    if (length > 0)
      return length;
  }
  return 0;
}

static char *
tell_ring (const Net *net, size_t length)
{
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < length; i++)
    g_string_append_printf (text, "《%s》要先有", net->forms[net->path[i]]->name);
  g_string_append_printf (text,
                          "《%s》，绕成了一圈，谁也评不出来。请去掉其中一处资格。",
                          net->forms[0]->name);
  return g_string_free (text, FALSE);
}

/* ---- references ---- */

static bool
is_there (const Net *net, const XpItem *item)
{
  for (size_t i = 0; i < net->n_forms; i++)
    if (is_asked_for (item, net->forms[i]))
      return true;
  return false;
}

static void
check_references (const Net *net, GPtrArray *problems)
{
  const XpRubric *rubric = net->forms[0];
  for (size_t i = 0; i < rubric->n_items; i++) {
    const XpItem *item = &rubric->items[i];
    const bool is_award = item->gate_kind == XP_GATE_AWARD;
    if ((!is_award && item->gate_kind != XP_GATE_SCORE) || is_there (net, item))
      continue;
    g_ptr_array_add (
      problems,
      is_award
        ? g_strdup_printf ("《%s》的“%s”第%s项“%s”：哪张评分表也不评“%s”，请先导入评它的表。",
                           rubric->name,
                           item->section,
                           item->no,
                           item->name,
                           item->gate_name)
        : g_strdup_printf ("《%s》的“%s”第%s项“%s”：没有编号是“%s”的评分表，请先导入它。",
                           rubric->name,
                           item->section,
                           item->no,
                           item->name,
                           item->gate_name));
  }
}

GPtrArray *
xp_rubric_list_gate_problems (const XpRubric *rubric,
                              const XpRubric *const *others,
                              size_t n_others)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);
  g_autofree const XpRubric **forms = g_new0 (const XpRubric *, n_others + 1);
  g_autofree size_t *path = g_new0 (size_t, n_others + 2);
  g_autofree bool *is_seen = g_new0 (bool, n_others + 1);
  Net net = {.forms = forms, .path = path, .is_seen = is_seen};
  forms[net.n_forms++] = rubric;
  for (size_t i = 0; i < n_others; i++)
    if (strcmp (others[i]->id, rubric->id) != 0)
      forms[net.n_forms++] = others[i];

  check_references (&net, problems);
  const size_t length = find_ring (&net, 0, 0);
  if (length > 0)
    g_ptr_array_add (problems, tell_ring (&net, length));
  return problems;
}
