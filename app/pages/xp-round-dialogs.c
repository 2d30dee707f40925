#include "xp-round-dialogs.h"

#include "xp-form-window.h"
#include "xp-names.h"
#include "xp-objection-work.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a window keeps until it is answered. */
typedef struct {
  XpDesk *desk; /* owned */
  int64_t round_uid;
  GtkEditable *reason, *witness, *second_witness; /* the window's, as the rest */
  GtkEditable *household, *by, *words;
  AdwComboRow *which, *outcome;
  GArray *entrants; /* of int; of an answer the numbers of what is open */
  XpRound *round;   /* owned; NULL: not asked for */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  g_clear_pointer (&asking->round, xp_round_unref);
  g_clear_pointer (&asking->entrants, g_array_unref);
  g_free (asking);
}

static Asking *
new_asking (XpDesk *desk, int64_t round_uid)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->desk = g_object_ref (desk);
  asking->round_uid = round_uid;
  return asking;
}

/* ---- a step back ---- */

static bool
go_back (XpFormWindow *window, gpointer data, GError **error)
{
  Asking *asking = data;
  return xp_round_work_go_back (asking->desk,
                                asking->round_uid,
                                gtk_editable_get_text (asking->reason),
                                gtk_editable_get_text (asking->witness),
                                error);
}

void
xp_round_dialog_go_back (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  Asking *asking = new_asking (desk, round_uid);
  XpFormWindow *window = xp_form_window_new (page,
                                             _ ("退回一步"),
                                             _ ("理由和在场的第二个人会记进修改记录。"),
                                             _ ("退回"),
                                             go_back,
                                             asking,
                                             free_asking);
  asking->reason = xp_form_window_add_entry (window, _ ("理由"), "");
  asking->witness = xp_form_window_add_entry (window, _ ("在场的第二个人"), "");
  xp_form_window_ask (window);
}

/* ---- the tie at the cut ---- */

static bool
draw_lot (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *seed =
    g_strstrip (xp_names_to_half_width (gtk_editable_get_text (asking->words)));
  return xp_round_work_draw_lot (asking->desk,
                                 asking->round_uid,
                                 seed[0] != '\0' ? seed : NULL,
                                 error);
}

void
xp_round_dialog_draw_lot (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  Asking *asking = new_asking (desk, round_uid);
  XpFormWindow *window =
    xp_form_window_new (page,
                        _ ("同分抽签"),
                        _ ("抽签号由会上当众说一个数，最多12位，比如今天的日期；空着就由电脑来定。"
                           "同一个抽签号，谁来抽都是同样的先后。"),
                        _ ("抽签"),
                        draw_lot,
                        asking,
                        free_asking);
  asking->words = xp_form_window_add_entry (window, _ ("抽签号"), "");
  xp_form_window_answer_by (window, asking->words);
  xp_form_window_ask (window);
}

/* ---- what is said against a posted list ---- */

/* The entrant of this household number; 0: empty, the whole list; -1: there is none. */
static int
find_entrant (const XpRound *round, const char *text)
{
  const int number = xp_names_read_number (text);
  if (text[0] == '\0')
    return 0;
  for (int no = 1; no <= (int) round->n_entrants; no++)
    if (xp_round_get_entrant (round, no)->number == number)
      return no;
  return -1;
}

static bool
object (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const char *household = gtk_editable_get_text (asking->household);
  const int entrant_no = find_entrant (asking->round, household);
  if (entrant_no < 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 _ ("这次评选里没有编号“%s”的户。请写编号；说的是整张名单就空着。"),
                 household);
    return false;
  }
  const XpObjectionSpec spec = {
    .entrant_no = entrant_no,
    .by = gtk_editable_get_text (asking->by),
    .words = gtk_editable_get_text (asking->words),
    .first_checker = gtk_editable_get_text (asking->witness),
    .second_checker = gtk_editable_get_text (asking->second_witness),
  };
  return xp_objection_work_add (asking->desk, asking->round_uid, &spec, error) != 0;
}

void
xp_round_dialog_object (GtkWidget *page, XpDesk *desk, const XpLoadedRound *loaded)
{
  Asking *asking = new_asking (desk, loaded->round->uid);
  asking->round = xp_round_ref (loaded->round);
  XpFormWindow *window =
    xp_form_window_new (page,
                        _ ("有人提意见"),
                        _ ("三个工作日内答复。核查的两个人不能是这次打分的，也不能是这一家的。"),
                        _ ("记下"),
                        object,
                        asking,
                        free_asking);
  asking->household =
    xp_form_window_add_entry (window, _ ("说的是哪一户（写编号；说整张名单就空着）"), "");
  asking->by = xp_form_window_add_entry (window, _ ("谁提的（不愿留名就空着）"), "");
  asking->words = xp_form_window_add_entry (window, _ ("说了什么"), "");
  asking->witness = xp_form_window_add_entry (window, _ ("核查人一"), "");
  asking->second_witness = xp_form_window_add_entry (window, _ ("核查人二"), "");
  xp_form_window_ask (window);
}

static bool
answer (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const guint which = adw_combo_row_get_selected (asking->which);
  return xp_objection_work_answer (asking->desk,
                                   asking->round_uid,
                                   g_array_index (asking->entrants, int, which),
                                   adw_combo_row_get_selected (asking->outcome) == 1,
                                   gtk_editable_get_text (asking->words),
                                   error);
}

static char **
list_open (Asking *asking, const GPtrArray *lines)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  for (guint i = 0; i < lines->len; i++) {
    const XpObjectionLine *line = lines->pdata[i];
    if (strcmp (line->outcome, "open") != 0)
      continue;
    g_autofree char *word = g_strdup_printf (_ ("第%d号意见：%s"), line->no, line->who);
    g_strv_builder_add (words, word);
    g_array_append_val (asking->entrants, line->no);
  }
  return g_strv_builder_end (words);
}

void
xp_round_dialog_answer (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  const char *const outcomes[] = {_ ("不成立"), _ ("成立"), NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_objection_work_list (desk, round_uid, &error);
  if (lines == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Asking *asking = new_asking (desk, round_uid);
  asking->entrants = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) open = list_open (asking, lines);
  if (open[0] == NULL) {
    xp_page_tell_done (page, _ ("没有等着答复的意见。"));
    free_asking (asking);
    return;
  }
  XpFormWindow *window =
    xp_form_window_new (page, _ ("答复意见"), NULL, _ ("答复"), answer, asking, free_asking);
  asking->which = xp_form_window_add_choice (window, _ ("哪一条"), (const char *const *) open, 0);
  asking->outcome = xp_form_window_add_choice (window, _ ("核查下来"), outcomes, 0);
  asking->words = xp_form_window_add_entry (window, _ ("怎么答复的"), "");
  xp_form_window_ask (window);
}
