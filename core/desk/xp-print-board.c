/* xp-print-board.c: the names of a result, arranged for a board. */
#include "xp-print-board.h"

#include <string.h>

static int
compare_on_board (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const XpRound *round = user_data;
  const XpResultEntrant *left = *(XpResultEntrant *const *) a;
  const XpResultEntrant *right = *(XpResultEntrant *const *) b;
  const int left_group = xp_round_get_entrant (round, left->entrant_no)->group_number;
  const int right_group = xp_round_get_entrant (round, right->entrant_no)->group_number;
  return left_group != right_group ? left_group - right_group : left->number - right->number;
}

static GPtrArray *
list_on_board (const XpPrintSource *source, XpPrintBoardFunc is_named)
{
  GPtrArray *list = g_ptr_array_new ();
  for (size_t i = 0; i < source->result->n_entrants; i++) {
    const XpResultEntrant *entrant = &source->result->entrants[i];
    if (entrant->awarded == XP_AWARDED_YES && is_named (source, entrant))
      g_ptr_array_add (list, (gpointer) entrant);
  }
  g_ptr_array_sort_with_data (list, compare_on_board, source->loaded->round);
  return list;
}

/* Two of one name on the board are told apart by their word, else by their door. */
static const char *
remark_of (const GPtrArray *board, const XpResultEntrant *entrant)
{
  for (guint i = 0; i < board->len; i++) {
    const XpResultEntrant *other = board->pdata[i];
    if (other != entrant && strcmp (other->name, entrant->name) == 0 &&
        strcmp (other->group, entrant->group) == 0)
      return entrant->told_apart_by[0] != '\0' ? entrant->told_apart_by : entrant->door;
  }
  return NULL;
}

XpPrintBoard *
xp_print_board_new (XpPrintSource *source, XpPrintBoardFunc is_named)
{
  g_autoptr (GPtrArray) list = list_on_board (source, is_named);
  XpPrintBoard *self = g_new0 (XpPrintBoard, 1);
  self->groups = g_array_new (FALSE, FALSE, sizeof (XpBoardGroup));
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->n_names = (int) list->len;
  const char *present = NULL;
  for (guint i = 0; i < list->len; i++) {
    const XpResultEntrant *entrant = list->pdata[i];
    if (present == NULL || strcmp (present, entrant->group) != 0) {
      const XpBoardGroup group = {entrant->group[0] != '\0' ? entrant->group : NULL, NULL, 0};
      g_array_append_val (self->groups, group);
      g_ptr_array_add (self->names, g_array_new (FALSE, FALSE, sizeof (XpBoardName)));
      present = entrant->group;
    }
    const XpBoardName name = {entrant->name, remark_of (list, entrant)};
    g_array_append_val ((GArray *) self->names->pdata[self->names->len - 1], name);
  }
  for (guint i = 0; i < self->groups->len; i++) {
    const GArray *names = self->names->pdata[i];
    XpBoardGroup *group = &g_array_index (self->groups, XpBoardGroup, i);
    group->names = (const XpBoardName *) (gpointer) names->data;
    group->n_names = names->len;
  }
  return self;
}

void
xp_print_board_free (XpPrintBoard *self)
{
  g_array_unref (self->groups);
  g_ptr_array_unref (self->names);
  g_free (self);
}

int
xp_print_board_count_awarded (const XpResult *result)
{
  int n = 0;
  for (size_t i = 0; i < result->n_entrants; i++)
    n += result->entrants[i].awarded == XP_AWARDED_YES;
  return n;
}
