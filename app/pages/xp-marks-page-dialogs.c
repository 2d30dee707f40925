/* xp-marks-page-dialogs.c: what is asked in a window over 打分: words and photo of a finding, and
 * to whom a sheet belongs that was typed on the wrong household. */
#include "xp-marks-page-private.h"

#include "xp-copy-work.h"
#include "xp-form-window.h"
#include "xp-move-work.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  XpMarksPage *page;               /* owned */
  XpMarking *marking;              /* owned: of the round that it was asked in */
  XpMarkPlace place;               /* the cell, or the sheet */
  GtkEditable *words, *photo, *to; /* the window's */
  GtkLabel *told;
  XpFormWindow *window;
} Asking;

static Asking *
new_asking (XpMarksPage *self, const XpMarkPlace *place)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->page = g_object_ref (self);
  asking->marking = g_object_ref (self->marking);
  asking->place = *place;
  return asking;
}

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->page);
  g_object_unref (asking->marking);
  g_free (asking);
}

/* The round may have been left while the window stood there: then nothing is said of it. */
static bool
is_shown (const Asking *asking)
{
  return asking->page->marking == asking->marking;
}

/* ---- words and photo ---- */

static bool
take_note (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (asking->words)));
  g_autofree char *photo = g_strstrip (g_strdup (gtk_editable_get_text (asking->photo)));
  const XpEntry entry = {.kind = XP_ENTRY_NOTE,
                         .mark = {.entrant_no = asking->place.entrant_no,
                                  .judge_no = asking->place.judge_no,
                                  .item_at = asking->place.item_at},
                         .words = words,
                         .photo = photo};
  if (!xp_marking_put (asking->marking, &entry, error))
    return false;
  g_autofree char *echo = xp_marking_echo (asking->marking, &entry, NULL);
  if (is_shown (asking))
    xp_marks_page_show_echo (asking->page, echo, false);
  return true;
}

void
xp_marks_page_ask_note (XpMarksPage *self)
{
  const XpMarkPlace place = xp_marks_page_get_place (self);
  const XpRound *round = xp_marks_page_get_round (self);
  const XpItem *item = xp_rubric_get_item (round->rubric, place.item_at);
  const XpMarkNote *note =
    xp_marking_get_note (self->marking, place.entrant_no, place.judge_no, place.item_at);
  XpMark mark;
  if (!xp_mark_cells_lookup (self->cells, &place, &mark, NULL)) {
    g_autofree char *sentence =
      g_strdup_printf (_ ("第%s项 %s还没有打分。请先打分，再按 F5 写说明。"), item->no, item->name);
    xp_marks_page_show_echo (self, sentence, true);
    return;
  }
  g_autofree char *entered = xp_mark_to_text (item, &mark);
  g_autofree char *about = g_strdup_printf (_ ("%s　第%s项 %s　%s\n只给评委和本户看，不上墙。"),
                                            xp_round_get_entrant (round, place.entrant_no)->name,
                                            item->no,
                                            item->name,
                                            entered);
  Asking *asking = new_asking (self, &place);
  XpFormWindow *window = xp_form_window_new (GTK_WIDGET (self),
                                             _ ("说明和照片号"),
                                             about,
                                             _ ("写上"),
                                             take_note,
                                             asking,
                                             free_asking);
  asking->words = xp_form_window_add_entry (window,
                                            _ ("说明（比如：柴垛占道）"),
                                            note != NULL ? note->words : "");
  asking->photo =
    xp_form_window_add_entry (window, _ ("照片号（没有就空着）"), note != NULL ? note->photo : "");
  xp_form_window_answer_by (window, asking->photo);
  xp_form_window_ask (window);
}

/* ---- to another household ---- */

/* 0: nobody fits what was typed. */
static int
find_target (const Asking *asking, size_t *out_n)
{
  g_autofree int *found =
    xp_marking_find (asking->marking, gtk_editable_get_text (asking->to), out_n);
  return *out_n > 0 ? found[0] : 0;
}

static void
target_typed_cb (GtkEditable *editable, gpointer data)
{
  Asking *asking = data;
  size_t n = 0;
  const int to = find_target (asking, &n);
  const XpMarksMove move = {asking->place.entrant_no, to, asking->place.judge_no};
  g_autoptr (GError) error = NULL;
  g_autofree char *told =
    to > 0 ? xp_move_work_describe (asking->marking, &move, &error) : g_strdup ("");
  g_autofree char *sentence =
    told == NULL ? g_strdup (error->message)
    : n > 1      ? g_strdup_printf (_ ("%s。还有%zu户也像，不是这一户就再打几个字。"), told, n - 1)
                 : g_strdup (told);
  gtk_label_set_label (asking->told, sentence);
}

static bool
take_move (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  XpMarksPage *self = asking->page;
  size_t n = 0;
  const XpMarksMove move = {asking->place.entrant_no,
                            find_target (asking, &n),
                            asking->place.judge_no};
  g_autofree char *told = xp_move_work_describe (asking->marking, &move, error);
  if (told == NULL || !xp_move_work_put (asking->marking, &move, error))
    return false;
  if (!is_shown (asking))
    return true;
  xp_mark_sheet_show_notice (self->sheet, NULL);
  xp_marks_page_go_to (self, move.to_entrant_no);
  g_autofree char *echo = g_strdup_printf (_ ("已%s。撤回按 Ctrl+Z。"), told);
  xp_marks_page_show_echo (self, echo, false);
  return true;
}

static bool
has_marks (XpMarksPage *self, int entrant_no)
{
  const XpSheetTotal *sheet =
    xp_tally_get_sheet (xp_marking_get_tally (self->marking), entrant_no, self->judge_no);
  return sheet->is_started || sheet->is_closed;
}

/* Who notices it right after + stands on the next household already. */
void
xp_marks_page_ask_move (XpMarksPage *self)
{
  XpMarkPlace place = xp_marks_page_get_place (self);
  const bool is_before = !has_marks (self, place.entrant_no) && self->last_closed_no > 0 &&
                         self->last_closed_judge == self->judge_no;
  if (is_before)
    place.entrant_no = self->last_closed_no;
  if (self->n_pending > 0 || !has_marks (self, place.entrant_no)) {
    xp_marks_page_show_echo (
      self,
      _ ("这一户还没有打分，没有可以移的。请先到打错的那一户，再按 Ctrl+M。"),
      true);
    return;
  }
  g_autofree char *who = xp_entrant_dup_place_and_name (
    xp_round_get_entrant (xp_marks_page_get_round (self), place.entrant_no));
  g_autofree char *about =
    g_strdup_printf (_ ("%s这张表上打的，移到另一户去。那一户的表要是空的。"), who);
  Asking *asking = new_asking (self, &place);
  XpFormWindow *window = xp_form_window_new (GTK_WIDGET (self),
                                             _ ("把这一户的分移到另一户"),
                                             about,
                                             _ ("移过去"),
                                             take_move,
                                             asking,
                                             free_asking);
  asking->to = xp_form_window_add_entry (window, _ ("移到哪一户：编号、门牌、姓名或首字母"), "");
  asking->told = xp_form_window_add_note (window);
  asking->window = window;
  g_signal_connect (asking->to, "changed", G_CALLBACK (target_typed_cb), asking);
  xp_form_window_answer_by (window, asking->to);
  xp_form_window_ask (window);
}

/* ---- as the last time: nothing is asked, and it is said what was taken ---- */

void
xp_marks_page_copy_last (XpMarksPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  if (xp_copy_work_put (self->marking, self->entrant_no, self->judge_no, &told, &error))
    xp_marks_page_show_echo (self, told, false);
  else
    xp_marks_page_show_echo (self, error->message, true);
}
