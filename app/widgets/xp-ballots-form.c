#include "xp-ballots-form.h"

#include "xp-form-window.h"
#include "xp-names.h"

#include <glib/gi18n.h>

enum {
  ISSUED,
  RETURNED,
  SPOILT,
  N_COUNTS
};

/* What a window keeps until it is answered. */
typedef struct {
  XpMarking *marking; /* owned */
  int item_at;
  GtkEditable *counts[N_COUNTS];
  GPtrArray *votes; /* of GtkEditable, in the order of entrants */
  GtkLabel *said;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_ptr_array_unref (asking->votes);
  g_object_unref (asking->marking);
  g_free (asking);
}

static bool
is_vote (const XpItem *item)
{
  return item->mode == XP_MODE_VOTE && !item->is_off;
}

static const XpItem *
find_vote (const XpRubric *rubric)
{
  for (size_t i = 0; i < rubric->n_items; i++)
    if (is_vote (&rubric->items[i]))
      return &rubric->items[i];
  return NULL;
}

/* The round may be read anew while the window is open. */
static const XpItem *
get_item (const Asking *asking)
{
  return xp_rubric_get_item (xp_marking_get_round (asking->marking)->rubric, asking->item_at);
}

bool
xp_ballots_form_is_wanted (XpMarking *marking)
{
  return find_vote (xp_marking_get_round (marking)->rubric) != NULL;
}

/* ---- what is typed ---- */

/* -1: nothing stands there; -2: no number. */
static int
read_count (GtkEditable *entry)
{
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (gtk_editable_get_text (entry)));
  guint64 count = 0;
  if (typed[0] == '\0')
    return -1;
  return g_ascii_string_to_unsigned (typed, 10, 0, 99999, &count, NULL) ? (int) count : -2;
}

static bool
refuse_number (GtkEditable *entry, GError **error)
{
  g_set_error (error,
               XP_ERROR,
               XP_ERROR_INPUT,
               _ ("“%s”写的是“%s”，应为0到99999的数，没有记上。请照计票单重新写。"),
               adw_preferences_row_get_title (ADW_PREFERENCES_ROW (entry)),
               gtk_editable_get_text (entry));
  return false;
}

/* Nothing spoilt is the usual case, and left empty. */
static bool
read_ballots (const Asking *asking, XpBallots *out_ballots, GError **error)
{
  int counts[N_COUNTS];
  for (int i = 0; i < N_COUNTS; i++) {
    counts[i] = read_count (asking->counts[i]);
    if (counts[i] == -1 && i == SPOILT)
      counts[i] = 0;
    if (counts[i] < 0)
      return refuse_number (asking->counts[i], error);
  }
  *out_ballots = (XpBallots){asking->item_at, counts[ISSUED], counts[RETURNED], counts[SPOILT]};
  return true;
}

static GArray *
read_votes (const Asking *asking, GError **error)
{
  g_autoptr (GArray) votes = g_array_new (FALSE, FALSE, sizeof (XpVotes));
  for (guint i = 0; i < asking->votes->len; i++) {
    const XpVotes one = {(int) i + 1, read_count (asking->votes->pdata[i])};
    if (one.n_votes < -1) {
      refuse_number (asking->votes->pdata[i], error);
      return NULL;
    }
    g_array_append_val (votes, one);
  }
  return g_steal_pointer (&votes);
}

/* What the numbers come to, or why they cannot be right, as soon as all of them stand there. */
static void
typed_cb (GtkEditable *entry, gpointer data)
{
  Asking *asking = data;
  XpBallots ballots;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  bool is_wrong = false;
  if (read_ballots (asking, &ballots, NULL)) {
    is_wrong = !xp_ballots_check (&ballots, get_item (asking), &error);
    said = is_wrong ? g_strdup (error->message)
                    : g_strdup_printf (_ ("有效票%d张。弃权的算有效票，废票不算。"),
                                       xp_ballots_get_valid (&ballots));
  }
  gtk_label_set_label (asking->said,
                       said != NULL ? said : _ ("照计票单填：先填票数，再填各人得票。"));
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (asking->said), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (asking->said), "problem");
}

static bool
take_count (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  XpBallots ballots;
  g_autoptr (GArray) votes = NULL;
  if (!read_ballots (asking, &ballots, error) || (votes = read_votes (asking, error)) == NULL)
    return false;
  return xp_marking_put_count (asking->marking,
                               &ballots,
                               (const XpVotes *) (gpointer) votes->data,
                               votes->len,
                               error);
}

/* ---- the window ---- */

static GtkEditable *
add_entry (XpFormWindow *window, Asking *asking, const char *title, int count)
{
  g_autofree char *text = count >= 0 ? g_strdup_printf ("%d", count) : g_strdup ("");
  GtkEditable *entry = xp_form_window_add_entry (window, title, text);
  g_signal_connect (entry, "changed", G_CALLBACK (typed_cb), asking);
  return entry;
}

static void
add_counts (XpFormWindow *window, Asking *asking)
{
  const XpBallots *counted =
    xp_tally_get_ballots (xp_marking_get_tally (asking->marking), asking->item_at);
  asking->counts[ISSUED] =
    add_entry (window, asking, _ ("发出几张票"), counted != NULL ? counted->n_issued : -1);
  asking->counts[RETURNED] =
    add_entry (window, asking, _ ("收回几张票"), counted != NULL ? counted->n_returned : -1);
  asking->counts[SPOILT] = add_entry (window,
                                      asking,
                                      _ ("其中废票几张（没有就空着）"),
                                      counted != NULL ? counted->n_spoilt : -1);
  asking->said = xp_form_window_add_note (window);
}

static void
add_votes (XpFormWindow *window, Asking *asking)
{
  const XpRound *round = xp_marking_get_round (asking->marking);
  const XpTally *tally = xp_marking_get_tally (asking->marking);
  const int judge_no = xp_marking_find_teller (asking->marking, get_item (asking));
  for (size_t i = 0; i < round->n_entrants; i++) {
    const XpEntrant *entrant = &round->entrants[i];
    XpMark mark;
    const bool is_marked =
      xp_tally_get_mark (tally, entrant->no, judge_no, asking->item_at, &mark) &&
      !mark.is_not_applicable;
    g_autofree char *number = xp_entrant_dup_number (entrant);
    g_autofree char *title =
      entrant->list[0] != '\0'
        ? g_strdup_printf (_ ("%s %s（%s）得几票"), number, entrant->name, entrant->list)
        : g_strdup_printf (_ ("%s %s 得几票"), number, entrant->name);
    g_ptr_array_add (asking->votes,
                     add_entry (window, asking, title, is_marked ? (int) mark.entered : -1));
  }
}

void
xp_ballots_form_ask (GtkWidget *page, XpMarking *marking, int item_at)
{
  const XpRubric *rubric = xp_marking_get_round (marking)->rubric;
  const XpItem *at_cursor = xp_rubric_get_item (rubric, item_at);
  const XpItem *item = at_cursor != NULL && is_vote (at_cursor) ? at_cursor : find_vote (rubric);
  Asking *asking = g_new0 (Asking, 1);
  asking->marking = g_object_ref (marking);
  asking->item_at = item->at;
  asking->votes = g_ptr_array_new ();
  g_autofree char *title = g_strdup_printf (_ ("计票：第%s项 %s"), item->no, item->name);
  XpFormWindow *window =
    xp_form_window_new (page, title, NULL, _ ("记上"), take_count, asking, free_asking);
  add_counts (window, asking);
  add_votes (window, asking);
  typed_cb (NULL, asking);
  xp_form_window_ask (window);
}
