#include "xp-years-form.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-mark.h"
#include "xp-page.h"
#include "xp-round-work.h"

#include <glib/gi18n.h>
#include <string.h>

static const int WIDTH = 940, HEIGHT = 380;

/* What a row must have to be listed. */
typedef struct {
  const char *word;
  int in_a_row, in_year;
  bool is_barred;
} Filter;

static const Filter FILTERS[] = {
  {N_ ("评过的各户"), 0, 0, false},
  {N_ ("连续两次以上评上的"), 2, 0, false},
  {N_ ("连续三次以上评上的"), 3, 0, false},
  {N_ ("这一年评上两次以上的"), 0, 2, false},
  {N_ ("这一年评上三次以上的"), 0, 3, false},
  {N_ ("摘了牌、还在停评的"), 0, 0, true},
};

/* What the window keeps. */
typedef struct {
  XpDesk *desk;      /* owned */
  GPtrArray *titles; /* of char *; owned */
  GArray *years;     /* of int; the latest first */
  GtkDropDown *title, *year, *filter;
  XpCellsView *list;
  GtkLabel *count;
} Looking;

static void
free_looking (gpointer data)
{
  Looking *looking = data;
  g_ptr_array_unref (looking->titles);
  g_array_unref (looking->years);
  g_object_unref (looking->desk);
  g_free (looking);
}

static bool
close_window (XpFormWindow *window, gpointer data, GError **error)
{
  return true;
}

/* ---- streaks ---- */

static bool
is_wanted (const Looking *looking, const XpStreakLine *line, const Filter *filter)
{
  const GDate day = xp_desk_get_today (looking->desk);
  g_autofree char *today = xp_day_to_text (&day);
  return line->streak.n_in_a_row >= filter->in_a_row && line->streak.n_in_year >= filter->in_year &&
         (!filter->is_barred || g_strcmp0 (line->barred_until, today) >= 0);
}

static void
add_number (GPtrArray *cells, int number)
{
  g_ptr_array_add (cells, g_strdup_printf ("%d", number));
}

static void
add_streak (const Looking *looking, const XpStreakLine *line)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  add_number (cells, line->household->number);
  add_number (cells, line->streak.n_scored);
  add_number (cells, line->streak.n_held);
  add_number (cells, line->streak.n_in_a_row);
  add_number (cells, line->streak.n_most_in_a_row);
  add_number (cells, line->streak.n_in_year);
  g_autofree char *who = g_strdup_printf ("%s %s", line->household->group, line->household->head);
  g_autofree char *barred = line->barred_until != NULL
                              ? g_strdup_printf (_ ("停评到%s"), line->barred_until)
                              : g_strdup ("");
  xp_cells_view_add (looking->list,
                     "",
                     cells->pdata[0],
                     who,
                     cells->pdata[1],
                     cells->pdata[2],
                     cells->pdata[3],
                     cells->pdata[4],
                     cells->pdata[5],
                     barred,
                     NULL);
}

static void
show_streaks (Looking *looking)
{
  const guint title = gtk_drop_down_get_selected (looking->title);
  const guint year = gtk_drop_down_get_selected (looking->year);
  const guint filter = gtk_drop_down_get_selected (looking->filter);
  if (title >= looking->titles->len || year >= looking->years->len ||
      filter >= G_N_ELEMENTS (FILTERS))
    return;
  g_autoptr (GPtrArray) lines =
    xp_years_work_list_streaks (looking->desk,
                                looking->titles->pdata[title],
                                g_array_index (looking->years, int, year),
                                NULL);
  int n = 0;
  xp_cells_view_begin (looking->list);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (is_wanted (looking, lines->pdata[i], &FILTERS[filter])) {
      add_streak (looking, lines->pdata[i]);
      n++;
    }
  xp_cells_view_end (looking->list);
  g_autofree char *count = g_strdup_printf (_ ("%d户"), n);
  gtk_label_set_label (looking->count, count);
}

/* ---- what can be chosen ---- */

static bool
has_title (const GPtrArray *titles, const char *title)
{
  for (guint i = 0; i < titles->len; i++)
    if (strcmp (titles->pdata[i], title) == 0)
      return true;
  return false;
}

/* Of rounds that were 公布, the latest first. */
static bool
read_choices (Looking *looking, GError **error)
{
  g_autoptr (GPtrArray) rounds = xp_round_work_list (looking->desk, error);
  for (guint i = rounds != NULL ? rounds->len : 0; i-- > 0;) {
    const XpRoundLine *line = rounds->pdata[i];
    if (line->stage < XP_STAGE_PUBLISHED || line->title[0] == '\0')
      continue;
    if (!has_title (looking->titles, line->title))
      g_ptr_array_add (looking->titles, g_strdup (line->title));
    if (looking->years->len == 0 ||
        g_array_index (looking->years, int, looking->years->len - 1) != line->year)
      g_array_append_val (looking->years, line->year);
  }
  return rounds != NULL;
}

static GtkDropDown *
add_choice (GtkBox *box, char **words, const char *label, Looking *looking)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings ((const char *const *) words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (show_streaks), looking);
  gtk_box_append (box, choice);
  return GTK_DROP_DOWN (choice);
}

static void
add_choices (Looking *looking, GtkBox *box)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new (), years = g_strv_builder_new (),
                           filters = g_strv_builder_new ();
  for (guint i = 0; i < looking->titles->len; i++)
    g_strv_builder_add (titles, looking->titles->pdata[i]);
  for (guint i = 0; i < looking->years->len; i++) {
    g_autofree char *year = g_strdup_printf (_ ("%d年"), g_array_index (looking->years, int, i));
    g_strv_builder_add (years, year);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (FILTERS); i++)
    g_strv_builder_add (filters, _ (FILTERS[i].word));
  g_auto (GStrv) of_titles = g_strv_builder_end (titles);
  g_auto (GStrv) of_years = g_strv_builder_end (years);
  g_auto (GStrv) of_filters = g_strv_builder_end (filters);
  looking->title = add_choice (box, of_titles, _ ("哪个称号"), looking);
  looking->year = add_choice (box, of_years, _ ("一年里几次，算哪一年"), looking);
  looking->filter = add_choice (box, of_filters, _ ("列哪些"), looking);
  looking->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (box, GTK_WIDGET (looking->count));
}

static GtkWidget *
new_streaks (Looking *looking)
{
  const XpCellsColumn columns[] = {
    {_ ("编号"), 5, 1},
    {_ ("户主"), 14, 0},
    {_ ("评过"), 5, 1},
    {_ ("评上"), 5, 1},
    {_ ("连着"), 5, 1},
    {_ ("最多连着"), 9, 1},
    {_ ("这一年"), 7, 1},
    {"", 0, 0},
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  looking->list = g_object_new (XP_TYPE_CELLS_VIEW, "vexpand", TRUE, NULL);
  xp_cells_view_set_columns (looking->list, columns, G_N_ELEMENTS (columns), _ ("历年称号"));
  gtk_box_append (GTK_BOX (box), choices);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (looking->list));
  add_choices (looking, GTK_BOX (choices));
  return box;
}

void
xp_years_form_show (GtkWidget *page, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  Looking *looking = g_new0 (Looking, 1);
  looking->desk = g_object_ref (desk);
  looking->titles = g_ptr_array_new_with_free_func (g_free);
  looking->years = g_array_new (FALSE, FALSE, sizeof (int));
  const bool is_read = read_choices (looking, &error);
  if (!is_read || looking->titles->len == 0) {
    if (is_read)
      xp_page_tell_done (page, _ ("本村还没有公布过称号。公布以后再来看。"));
    else
      xp_page_tell_error (page, error);
    free_looking (looking);
    return;
  }
  XpFormWindow *window =
    xp_form_window_new (page,
                        _ ("历年称号"),
                        _ ("没有参评的一次不算断，摘了牌的算断。只给会上看，不上墙。"),
                        _ ("关上"),
                        close_window,
                        looking,
                        free_looking);
  xp_form_window_set_body (window, new_streaks (looking), WIDTH, HEIGHT);
  xp_form_window_hide_cancel (window);
  show_streaks (looking);
  xp_form_window_ask (window);
}

/* ---- rises ---- */

static int64_t
rise_of (const XpRiseLine *line)
{
  return line->rise.now_hundredths - line->rise.before_hundredths;
}

static int
compare_rises (gconstpointer a, gconstpointer b)
{
  const XpRiseLine *first = *(const XpRiseLine *const *) a;
  const XpRiseLine *second = *(const XpRiseLine *const *) b;
  const int64_t by_rise = rise_of (second) - rise_of (first);
  return by_rise != 0 ? (by_rise > 0 ? 1 : -1) : first->entrant_no - second->entrant_no;
}

static void
add_rise (XpCellsView *list, const XpRiseLine *line)
{
  g_autofree char *before = xp_points_to_text (line->rise.before_hundredths);
  g_autofree char *now = xp_points_to_text (line->rise.now_hundredths);
  g_autofree char *rise = xp_points_to_text (rise_of (line));
  xp_cells_view_add (list,
                     "",
                     line->number,
                     line->who,
                     before,
                     now,
                     rise,
                     line->is_greatest ? _ ("进步户") : "",
                     NULL);
}

void
xp_years_form_show_rises (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  const XpCellsColumn columns[] = {
    {_ ("编号"), 7, 1},
    {_ ("参评的"), 20, 0},
    {_ ("上次"), 8, 1},
    {_ ("这次"), 8, 1},
    {_ ("升了"), 8, 1},
    {"", 0, 0},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_years_work_list_rises (desk, round_uid, &error);
  if (lines == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  XpCellsView *list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_columns (list, columns, G_N_ELEMENTS (columns), _ ("进步户"));
  g_ptr_array_sort (lines, compare_rises);
  xp_cells_view_begin (list);
  for (guint i = 0; i < lines->len; i++)
    if (rise_of (lines->pdata[i]) > 0)
      add_rise (list, lines->pdata[i]);
  xp_cells_view_end (list);
  if (xp_cells_view_get_n_lines (list) == 0) {
    xp_page_tell_done (page, _ ("和上一次比，没有升分的。"));
    g_object_ref_sink (list);
    g_object_unref (list);
    return;
  }
  XpFormWindow *window =
    xp_form_window_new (page,
                        _ ("进步户"),
                        _ ("和这个称号上一次公布的得分比，升得最多的是进步户，并列都算。"),
                        _ ("关上"),
                        close_window,
                        NULL,
                        NULL);
  xp_form_window_set_body (window, GTK_WIDGET (list), WIDTH, HEIGHT);
  xp_form_window_hide_cancel (window);
  xp_form_window_ask (window);
}
