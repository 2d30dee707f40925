/* xp-marks-page-sitting.c: a conflict of interest that is declared during the evening (- 8), the
 * word behind a state (- Enter), and the way to a cell that is still missing. */
#include "xp-marks-page-private.h"

#include "xp-form-window.h"
#include "xp-recusal-window.h"

#include <glib/gi18n.h>

/* ---- 回避 ---- */

static void
tell_recused (GtkWidget *page, const char *sentence)
{
  XpMarksPage *self = XP_MARKS_PAGE (page);
  if (self->marking == NULL)
    return;
  xp_marks_page_show_household (self);
  xp_marks_page_show_echo (self, sentence, false);
}

/* Whose sheet it is, is recused; where all sign one sheet, it is asked who. */
void
xp_marks_page_recuse (XpMarksPage *self)
{
  if (self->judge_no == 0) {
    xp_recusal_window_ask_judge (GTK_WIDGET (self), self->marking, self->entrant_no, tell_recused);
    return;
  }
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence =
    xp_marking_recuse (self->marking, self->entrant_no, self->judge_no, &error);
  if (sentence != NULL)
    tell_recused (GTK_WIDGET (self), sentence);
  else
    xp_marks_page_show_echo (self, error->message, true);
}

/* ---- the word behind a state ---- */

typedef struct {
  XpMarksPage *page;  /* owned */
  XpMarking *marking; /* owned */
  int entrant_no;
  GtkEditable *reason;
} Reasoning;

static void
free_reasoning (gpointer data)
{
  Reasoning *reasoning = data;
  g_object_unref (reasoning->page);
  g_object_unref (reasoning->marking);
  g_free (reasoning);
}

static bool
take_reason (XpFormWindow *window, gpointer data, GError **error)
{
  const Reasoning *reasoning = data;
  if (!xp_marking_put_reason (reasoning->marking,
                              reasoning->entrant_no,
                              gtk_editable_get_text (reasoning->reason),
                              error))
    return false;
  xp_marks_page_show_echo (reasoning->page,
                           _ ("原因记下了，只留在本村资料里，不印也不张贴。"),
                           false);
  return true;
}

/* Of the household that is shown where it has a state, else of the one that was given one before.
 */
static int
find_stated (XpMarksPage *self)
{
  const XpTally *tally = xp_marking_get_tally (self->marking);
  if (xp_tally_get_total (tally, self->entrant_no)->state != XP_STATE_PRESENT)
    return self->entrant_no;
  const bool is_before =
    self->stated_no > 0 &&
    xp_round_get_entrant (xp_marks_page_get_round (self), self->stated_no) != NULL &&
    xp_tally_get_total (tally, self->stated_no)->state != XP_STATE_PRESENT;
  return is_before ? self->stated_no : 0;
}

void
xp_marks_page_ask_reason (XpMarksPage *self)
{
  const int entrant_no = find_stated (self);
  if (entrant_no == 0) {
    xp_marks_page_show_echo (self,
                             _ ("这一户没有记状态，不用写原因。请先按 - 再按 1 到 6。"),
                             true);
    return;
  }
  Reasoning *reasoning = g_new0 (Reasoning, 1);
  *reasoning = (Reasoning){.page = g_object_ref (self),
                           .marking = g_object_ref (self->marking),
                           .entrant_no = entrant_no};
  g_autofree char *who = xp_entrant_dup_place_and_name (
    xp_round_get_entrant (xp_marks_page_get_round (self), entrant_no));
  const XpState state =
    xp_tally_get_total (xp_marking_get_tally (self->marking), entrant_no)->state;
  g_autofree char *about = g_strdup_printf (_ ("%s：%s。原因只留在本村资料里，不印也不张贴。"),
                                            who,
                                            xp_state_get_word (state));
  XpFormWindow *window = xp_form_window_new (GTK_WIDGET (self),
                                             _ ("写原因"),
                                             about,
                                             _ ("记下"),
                                             take_reason,
                                             reasoning,
                                             free_reasoning);
  reasoning->reason = xp_form_window_add_entry (window, _ ("原因（空着就是不记）"), "");
  xp_form_window_answer_by (window, reasoning->reason);
  xp_form_window_ask (window);
}

/* ---- what is still missing ---- */

void
xp_marks_page_show_cell (XpMarksPage *self, int entrant_no, int judge_no, int item_at)
{
  if (self->marking == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "marks");
  xp_marks_page_move_to (self,
                         &(XpMarkPlace){.entrant_no = entrant_no,
                                        .judge_no = judge_no,
                                        .item_at = item_at > 0 ? item_at : 1});
  xp_page_take_focus (XP_PAGE (self));
}
