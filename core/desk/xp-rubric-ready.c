/* xp-rubric-ready.c: whether a round can be opened with a form: itself, beside its parent, what it
 * awards, what it asks of others. */
#include "xp-form-step.h"
#include "xp-round-private.h"
#include "xp-rubric-private.h"

static void
add_problem (GPtrArray *problems, const char *field, char *what)
{
  XpFormProblem *problem = g_new0 (XpFormProblem, 1);
  problem->field = field;
  problem->what = what;
  g_ptr_array_add (problems, problem);
}

/* Of XpFormProblem. What the award says is looked at where the items are in order. */
static GPtrArray *
list_problems (const XpRubric *rubric, const XpRubric *parent)
{
  GPtrArray *problems = xp_form_list_problems (rubric, parent);
  const XpRoundSpec spec = {.rubric_id = rubric->id};
  g_autoptr (XpRound) round = xp_round_new ();
  g_autoptr (GError) error = NULL;
  if (problems->len == 0 && rubric->n_items > 0 &&
      !xp_round_choose_rules (&spec, rubric, &round->rules, &error))
    add_problem (problems, "award", g_strdup (error->message));
  return problems;
}

char *
xp_rubric_dup_obstacle (const XpRubric *rubric, const XpRubric *parent)
{
  char *unready = xp_rubric_dup_unready (rubric);
  g_autoptr (GPtrArray) problems =
    unready == NULL ? list_problems (rubric, parent) : g_ptr_array_new ();
  if (problems->len == 0)
    return unready;
  g_autofree char *first = xp_form_problem_to_text (problems->pdata[0], rubric);
  return problems->len == 1
           ? g_steal_pointer (&first)
           : g_strdup_printf ("%s还有%u处也要补上或改正。", first, problems->len - 1);
}

typedef struct {
  const XpRubric *rubric, *parent;
} Asking;

static gpointer
list_in_book (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Asking *asking = input;
  g_autoptr (GPtrArray) strangers = xp_rubric_list_strangers (desk, book, asking->rubric, error);
  if (strangers == NULL)
    return NULL;
  GPtrArray *problems = list_problems (asking->rubric, asking->parent);
  while (strangers->len > 0)
    add_problem (problems, "gate", g_ptr_array_steal_index (strangers, 0));
  return problems;
}

GPtrArray *
xp_rubric_work_list_problems (XpDesk *desk,
                              const XpRubric *rubric,
                              const XpRubric *parent,
                              GError **error)
{
  Asking asking = {rubric, parent};
  return xp_desk_run (desk, list_in_book, &asking, error);
}
