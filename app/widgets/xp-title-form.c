#include "xp-title-form.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-names.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

static const int WIDTH = 1000, HEIGHT = 280;

/* ---- 摘牌 ---- */

typedef struct {
  XpDesk *desk; /* owned */
  int64_t round_uid;
  int entrant_no;
  GtkEditable *reason, *witness, *until; /* the window's */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  g_free (asking);
}

/* What hangs on it stays as it is: whoever decides knows it first. */
static char *
describe_uses (const GPtrArray *uses)
{
  if (uses->len == 0)
    return g_strdup (_ ("没有别的评选用到这个称号。"));
  g_autoptr (GString) text = g_string_new (_ ("这些评选开的时候用到了这个称号，不会跟着变："));
  for (guint i = 0; i < uses->len; i++) {
    const XpTitleUse *use = uses->pdata[i];
    g_string_append_printf (text,
                            _ ("\n第%d次 %s（%s）：%s"),
                            use->round_number,
                            use->round_name,
                            xp_stage_get_word (use->stage),
                            use->who);
  }
  return g_strdup (text->str);
}

/* “2年” of the form: so many years from today; "" anything else. */
static char *
suggest_until (XpDesk *desk, const char *waiting)
{
  static const char YEARS[] = "年";
  static const int MOST_YEARS = 20;
  if (waiting == NULL || !g_str_has_suffix (waiting, YEARS))
    return g_strdup ("");
  g_autofree char *number = g_strndup (waiting, strlen (waiting) - strlen (YEARS));
  const int years = xp_names_read_number (number);
  if (years < 1 || years > MOST_YEARS)
    return g_strdup ("");
  GDate day = xp_desk_get_today (desk);
  g_date_add_years (&day, (guint) years);
  return xp_day_to_text (&day);
}

static bool
withdraw (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *until =
    g_strstrip (xp_names_to_half_width (gtk_editable_get_text (asking->until)));
  const XpWithdrawalSpec spec = {asking->round_uid,
                                 asking->entrant_no,
                                 gtk_editable_get_text (asking->reason),
                                 gtk_editable_get_text (asking->witness),
                                 until[0] != '\0' ? until : NULL};
  return xp_title_work_withdraw (asking->desk, &spec, error);
}

void
xp_title_form_withdraw (
  GtkWidget *page, XpDesk *desk, int64_t round_uid, int entrant_no, const char *waiting)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = xp_title_work_list_uses (desk, round_uid, entrant_no, &error);
  if (uses == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Asking *asking = g_new0 (Asking, 1);
  asking->desk = g_object_ref (desk);
  asking->round_uid = round_uid;
  asking->entrant_no = entrant_no;
  g_autofree char *told = describe_uses (uses);
  g_autofree char *about =
    g_strdup_printf (_ ("%s\n理由和在场的第二个人只记进修改记录，不上墙。"), told);
  g_autofree char *until = suggest_until (desk, waiting);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("摘牌"), about, _ ("摘牌"), withdraw, asking, free_asking);
  asking->reason = xp_form_window_add_entry (window, _ ("理由"), "");
  asking->witness = xp_form_window_add_entry (window, _ ("在场的第二个人"), "");
  asking->until =
    xp_form_window_add_entry (window, _ ("停评到哪天（比如 2028-10-12；不停就空着）"), until);
  xp_form_window_ask (window);
}

/* ---- 恢复称号 ---- */

static bool
restore (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const XpWithdrawalSpec spec = {asking->round_uid,
                                 asking->entrant_no,
                                 gtk_editable_get_text (asking->reason),
                                 gtk_editable_get_text (asking->witness),
                                 NULL};
  return xp_title_work_restore (asking->desk, &spec, error);
}

static void
ask_to_restore (GtkWidget *page, XpDesk *desk, const XpTitleLine *line)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->desk = g_object_ref (desk);
  asking->round_uid = line->round_uid;
  asking->entrant_no = line->entrant_no;
  g_autofree char *about = g_strdup_printf (
    _ (
      "%s的“%s”（%s）摘错了就在这里恢复，停评也一起取消。\n理由和在场的第二个人只记进修改记录，不上墙。"),
    line->who,
    line->title,
    line->round_name);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("恢复称号"), about, _ ("恢复称号"), restore, asking, free_asking);
  asking->reason = xp_form_window_add_entry (window, _ ("理由"), "");
  asking->witness = xp_form_window_add_entry (window, _ ("在场的第二个人"), "");
  xp_form_window_ask (window);
}

/* ---- the list ---- */

typedef struct {
  XpDesk *desk;     /* owned */
  GPtrArray *lines; /* of XpTitleLine; owned */
  XpCellsView *list;
} Listing;

static void
free_listing (gpointer data)
{
  Listing *listing = data;
  g_ptr_array_unref (listing->lines);
  g_object_unref (listing->desk);
  g_free (listing);
}

static char *
describe_state (const XpTitleLine *line)
{
  if (line->withdrawn_on == NULL)
    return g_strdup (_ ("挂着"));
  return line->barred_until != NULL
           ? g_strdup_printf (_ ("%s摘牌，停评到%s"), line->withdrawn_on, line->barred_until)
           : g_strdup_printf (_ ("%s摘牌"), line->withdrawn_on);
}

static void
fill (Listing *listing)
{
  xp_cells_view_begin (listing->list);
  for (guint i = 0; i < listing->lines->len; i++) {
    const XpTitleLine *line = listing->lines->pdata[i];
    g_autofree char *state = describe_state (line);
    xp_cells_view_add (listing->list,
                       line->withdrawn_on != NULL ? "left-out" : "",
                       line->title,
                       line->who,
                       line->published_on,
                       state,
                       line->round_name,
                       NULL);
  }
  xp_cells_view_end (listing->list);
  xp_cells_view_select (listing->list, 0);
}

static const XpTitleLine *
get_chosen (const Listing *listing)
{
  const guint chosen = xp_cells_view_get_selected (listing->list);
  return listing->lines->pdata[chosen < listing->lines->len ? chosen : 0];
}

static bool
ask_to_restore_chosen (XpFormWindow *window, gpointer data, GError **error)
{
  const Listing *listing = data;
  const XpTitleLine *line = get_chosen (listing);
  if (line->withdrawn_on == NULL) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         _ ("这一户这次的称号没有摘，不用恢复，没有变动。请看看户和评选对不对。"));
    return false;
  }
  ask_to_restore (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (window))),
                  listing->desk,
                  line);
  return true;
}

/* The window of the list makes room for the question. */
static bool
ask_about_chosen (XpFormWindow *window, gpointer data, GError **error)
{
  const Listing *listing = data;
  const XpTitleLine *line = get_chosen (listing);
  GtkWindow *page = gtk_window_get_transient_for (GTK_WINDOW (window));
  g_autoptr (GPtrArray) uses =
    xp_title_work_list_uses (listing->desk, line->round_uid, line->entrant_no, error);
  if (uses == NULL)
    return false;
  xp_title_form_withdraw (GTK_WIDGET (page),
                          listing->desk,
                          line->round_uid,
                          line->entrant_no,
                          line->waiting);
  return true;
}

static bool
has_withdrawn (const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (((const XpTitleLine *) lines->pdata[i])->withdrawn_on != NULL)
      return true;
  return false;
}

void
xp_title_form_list (GtkWidget *page, XpDesk *desk, int64_t household_uid, const char *who)
{
  const XpCellsColumn columns[] = {
    {_ ("称号"), 10, 0},
    {_ ("给谁"), 13, 0},
    {_ ("公布"), 11, 0},
    {_ ("现在"), 13, 0},
    {_ ("哪次评选"), 0, 0},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_title_work_list (desk, household_uid, &error);
  if (lines == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  if (lines->len == 0) {
    xp_page_tell_done (page, _ ("这一户还没有评上过称号。"));
    return;
  }
  Listing *listing = g_new0 (Listing, 1);
  listing->desk = g_object_ref (desk);
  listing->lines = g_steal_pointer (&lines);
  g_autofree char *title = g_strdup_printf (_ ("%s 的称号"), who);
  XpFormWindow *window =
    xp_form_window_new (page, title, NULL, _ ("摘牌…"), ask_about_chosen, listing, free_listing);
  listing->list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_activatable (listing->list, true);
  xp_cells_view_set_columns (listing->list, columns, G_N_ELEMENTS (columns), _ ("称号"));
  fill (listing);
  xp_form_window_set_body (window, GTK_WIDGET (listing->list), WIDTH, HEIGHT);
  if (has_withdrawn (listing->lines))
    xp_form_window_add_button (window, _ ("恢复称号…"), ask_to_restore_chosen);
  xp_form_window_ask (window);
}
