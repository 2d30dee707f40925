#include "xp-second-pane.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-names.h"
#include "xp-page.h"
#include "xp-second-work.h"
#include "xp-who-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a line of the list stands for. */
typedef struct {
  guint slip;
  int cell; /* of a slip whose cells are shown one by one; -1: all of it */
} Line;

struct _XpSecondPane {
  AdwBin parent_instance;

  GtkWidget *ask, *type; /* template children: borrowed */
  GtkLabel *said;
  XpCellsView *list;

  XpMarking *marking;          /* owned */
  XpSecondView *view;          /* owned; what the list shows */
  GArray *lines;               /* of Line */
  int opened_no, opened_judge; /* the sheet whose slip is shown cell by cell; 0: none */
};

G_DEFINE_FINAL_TYPE (XpSecondPane, xp_second_pane, ADW_TYPE_BIN)

enum {
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- what is shown ---- */

static void
show_said (XpSecondPane *self, const XpLoadedRound *loaded)
{
  g_autofree char *asked = xp_second_work_dup_sentence (loaded);
  g_autofree char *typed =
    loaded->second == NULL
      ? g_strdup (_ ("要更放心，可以让另一个人照纸再录一遍，两遍不一样的再看纸。"))
      : g_strdup_printf (_ ("录了%d户，还有%d户。"),
                         self->view->n_typed,
                         self->view->n_entrants - self->view->n_typed);
  g_autofree char *left = loaded->second == NULL || self->view->n_typed == 0 ? g_strdup ("")
                          : self->view->n_unsettled > 0
                            ? g_strdup_printf (_ ("还有%d格要照纸定。"), self->view->n_unsettled)
                            : g_strdup (_ ("没有要照纸定的。"));
  g_autofree char *text = g_strdup_printf ("%s。%s%s%s%s%s%s",
                                           asked,
                                           typed,
                                           self->view->rate,
                                           self->view->rate[0] != '\0' ? "。" : "",
                                           self->view->same,
                                           self->view->same[0] != '\0' ? "。" : "",
                                           left);
  gtk_label_set_label (self->said, text);
  gtk_widget_set_sensitive (self->type, loaded->second != NULL);
}

/* Who typed both stands behind what differs. */
static void
add_line (XpSecondPane *self, guint at, int cell)
{
  const XpSecondSlip *slip = self->view->slips->pdata[at];
  const Line line = {at, cell};
  g_autofree char *of_cell =
    cell >= 0 ? xp_second_work_dup_cell_sentence (xp_marking_get_round (self->marking),
                                                  &g_array_index (slip->cells, XpDifference, cell))
              : NULL;
  g_autofree char *told = g_strdup_printf (slip->same[0] != '\0' ? "%s（%s）" : "%s",
                                           of_cell != NULL ? of_cell : slip->sentence,
                                           slip->same);
  g_array_append_val (self->lines, line);
  xp_cells_view_add (self->list, "", slip->place, xp_slip_get_word (slip->slip), told, NULL);
}

static void
add_slip (XpSecondPane *self, guint at)
{
  const XpSecondSlip *slip = self->view->slips->pdata[at];
  const bool is_opened = slip->cells->len > 1 && slip->entrant_no == self->opened_no &&
                         slip->judge_no == self->opened_judge;
  if (!is_opened)
    add_line (self, at, -1);
  for (guint i = 0; is_opened && i < slip->cells->len; i++)
    add_line (self, at, (int) i);
}

static XpSecondTypists *
load_typists (XpSecondPane *self)
{
  g_autoptr (GError) error = NULL;
  XpSecondTypists *typists = xp_second_typists_load (xp_marking_get_desk (self->marking),
                                                     xp_marking_get_round (self->marking)->uid,
                                                     &error);
  if (typists == NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  return typists;
}

void
xp_second_pane_show (XpSecondPane *self, XpMarking *marking)
{
  if (marking != self->marking)
    self->opened_no = 0;
  g_set_object (&self->marking, marking);
  g_clear_pointer (&self->view, xp_second_view_free);
  g_array_set_size (self->lines, 0);
  if (marking == NULL)
    return;
  const XpLoadedRound *loaded = xp_marking_get_loaded (marking);
  g_autoptr (XpSecondTypists) typists = load_typists (self);
  self->view = xp_second_view_new (loaded, typists);
  show_said (self, loaded);
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < self->view->slips->len; i++)
    add_slip (self, i);
  xp_cells_view_end (self->list);
  if (self->lines->len > 0 && xp_cells_view_get_selected (self->list) == GTK_INVALID_LIST_POSITION)
    xp_cells_view_select (self->list, 0);
}

void
xp_second_pane_take_focus (XpSecondPane *self)
{
  const bool has_lines = xp_cells_view_get_n_lines (self->list) > 0;
  const bool is_asked = xp_marking_get_loaded (self->marking)->second != NULL;
  const guint at = xp_cells_view_get_selected (self->list);
  if (has_lines)
    xp_cells_view_focus_line (self->list, at != GTK_INVALID_LIST_POSITION ? at : 0);
  else
    gtk_widget_grab_focus (is_asked ? self->type : self->ask);
}

/* The keys went away with the lines that were put anew. */
static void
take_focus_again (XpSecondPane *self)
{
  const guint at = xp_cells_view_get_selected (self->list), n = self->lines->len;
  if (n > 0)
    xp_cells_view_focus_line (self->list, at < n ? at : n - 1);
  else
    xp_second_pane_take_focus (self);
}

/* ---- settling ---- */

/* NULL: nothing is chosen. @out_cell: -1: all of it. */
static const XpSecondSlip *
get_chosen (XpSecondPane *self, int *out_cell)
{
  const guint at = xp_cells_view_get_selected (self->list);
  if (self->view == NULL || at >= self->lines->len)
    return NULL;
  const Line *line = &g_array_index (self->lines, Line, at);
  *out_cell = line->cell;
  return self->view->slips->pdata[line->slip];
}

/* What a key settles. Yours; NULL: nothing is chosen. */
static GArray *
dup_chosen (XpSecondPane *self)
{
  int cell = -1;
  const XpSecondSlip *slip = get_chosen (self, &cell);
  if (slip == NULL || cell < 0)
    return slip != NULL ? g_array_copy (slip->cells) : NULL;
  GArray *one = g_array_new (FALSE, FALSE, sizeof (XpDifference));
  g_array_append_val (one, g_array_index (slip->cells, XpDifference, cell));
  return one;
}

static int64_t
get_round_uid (XpSecondPane *self)
{
  return xp_marking_get_round (self->marking)->uid;
}

static void
settle (XpSecondPane *self, XpPaperSays says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) cells = dup_chosen (self);
  if (cells == NULL)
    return;
  if (!xp_second_work_settle (xp_marking_get_desk (self->marking),
                              get_round_uid (self),
                              cells,
                              says,
                              NULL,
                              &error))
    xp_page_tell_error (GTK_WIDGET (self), error);
  xp_second_pane_show (self, self->marking);
  take_focus_again (self);
}

/* What a window keeps until it is answered. */
typedef struct {
  XpSecondPane *pane; /* owned */
  GArray *cells;      /* owned */
  GtkEditable *entry, *seed;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_clear_pointer (&asking->cells, g_array_unref);
  g_object_unref (asking->pane);
  g_free (asking);
}

static bool
take_other (XpFormWindow *window, gpointer data, GError **error)
{
  Asking *asking = data;
  XpSecondPane *self = asking->pane;
  const XpDifference *cell = &g_array_index (asking->cells, XpDifference, 0);
  const XpItem *item =
    xp_rubric_get_item (xp_marking_get_round (self->marking)->rubric, cell->item_at);
  XpMark mark = {0};
  if (!xp_mark_parse (item, gtk_editable_get_text (asking->entry), &mark.entered, error) ||
      !xp_second_work_settle (xp_marking_get_desk (self->marking),
                              get_round_uid (self),
                              asking->cells,
                              XP_PAPER_SAYS_OTHER,
                              &mark,
                              error))
    return false;
  xp_second_pane_show (self, self->marking);
  take_focus_again (self);
  return true;
}

static void
show_cells_of (XpSecondPane *self, const XpSecondSlip *slip)
{
  self->opened_no = slip->entrant_no;
  self->opened_judge = slip->judge_no;
  const guint at = xp_cells_view_get_selected (self->list);
  xp_second_pane_show (self, self->marking);
  xp_cells_view_focus_line (self->list, MIN (at, self->lines->len - 1));
}

static void
line_activated_cb (XpSecondPane *self, guint index)
{
  int cell = -1;
  const XpSecondSlip *slip = get_chosen (self, &cell);
  if (slip == NULL)
    return;
  if (cell < 0 && slip->cells->len > 1) {
    show_cells_of (self, slip);
    return;
  }
  Asking *asking = g_new0 (Asking, 1);
  asking->pane = g_object_ref (self);
  asking->cells = dup_chosen (self);
  g_autofree char *sentence =
    xp_second_work_dup_cell_sentence (xp_marking_get_round (self->marking),
                                      &g_array_index (asking->cells, XpDifference, 0));
  g_autofree char *about = g_strdup_printf (_ ("%s　%s"), slip->place, sentence);
  XpFormWindow *window = xp_form_window_new (GTK_WIDGET (self),
                                             _ ("纸上写的是"),
                                             about,
                                             _ ("记上"),
                                             take_other,
                                             asking,
                                             free_asking);
  asking->entry = xp_form_window_add_entry (window, _ ("纸上是多少"), "");
  xp_form_window_answer_by (window, asking->entry);
  xp_form_window_ask (window);
}

/* ---- what is asked ---- */

static bool
take_asked (XpFormWindow *window, gpointer data, GError **error)
{
  Asking *asking = data;
  XpSecondPane *self = asking->pane;
  g_autofree char *typed =
    g_strstrip (xp_names_to_half_width (gtk_editable_get_text (asking->entry)));
  g_autofree char *seed =
    g_strstrip (xp_names_to_half_width (gtk_editable_get_text (asking->seed)));
  guint64 n_drawn = 0;
  if (typed[0] != '\0' && !g_ascii_string_to_unsigned (typed, 10, 1, 100000, &n_drawn, NULL)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 _ ("抽几户写的是“%s”，不是数字。请写成 20 这样，空着就是每户。"),
                 typed);
    return false;
  }
  if (!xp_second_work_ask (xp_marking_get_desk (self->marking),
                           get_round_uid (self),
                           (int) n_drawn,
                           seed[0] != '\0' ? seed : NULL,
                           error))
    return false;
  xp_second_pane_show (self, self->marking);
  xp_second_pane_take_focus (self);
  return true;
}

static void
ask_cb (XpSecondPane *self)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->pane = g_object_ref (self);
  XpFormWindow *window =
    xp_form_window_new (GTK_WIDGET (self),
                        _ ("定哪些再录一遍"),
                        _ ("第二个人照纸再录，看不到第一遍。第一遍的算数，不一样的照纸定；"
                           "没录完、没定完，不能算分。"),
                        _ ("定下来"),
                        take_asked,
                        asking,
                        free_asking);
  asking->entry = xp_form_window_add_entry (window, _ ("抽几户（空着就是每户）"), "");
  asking->seed = xp_form_window_add_entry (window, _ ("抽签号（空着由电脑定）"), "");
  xp_form_window_answer_by (window, asking->seed);
  xp_form_window_ask (window);
}

static void
back_cb (XpSecondPane *self)
{
  g_signal_emit (self, signals[LEFT], 0, 1);
}

/* ---- who types the second ---- */

/* How many of those that are still to be typed @who typed the first time. */
static int
count_first (XpSecondPane *self, const char *who)
{
  g_autoptr (XpSecondTypists) typists = load_typists (self);
  return typists != NULL
           ? xp_second_typists_count (typists, xp_marking_get_loaded (self->marking), who)
           : 0;
}

static bool
take_same (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_signal_emit (asking->pane, signals[LEFT], 0, 2);
  return true;
}

/* Nobody else is there: it is said what the sheets will say. */
static void
tell_same (XpSecondPane *self, const char *who, int n)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->pane = g_object_ref (self);
  g_autofree char *about = g_strdup_printf (
    _ ("还没再录的里面，有%d户第一遍也是%s录的。自己核对自己，看错的容易再看错一次。"
       "真没有别人，也可以接着录：核对的单子、汇总表和会议记录上会写明“两遍都是%s录的”。"),
    n,
    who,
    who);
  XpFormWindow *window = xp_form_window_new (GTK_WIDGET (self),
                                             _ ("两遍是同一个人录"),
                                             about,
                                             _ ("没有别人，接着录"),
                                             take_same,
                                             asking,
                                             free_asking);
  xp_form_window_ask (window);
}

static void
other_taken_cb (gpointer user_data, const char *name)
{
  XpSecondPane *self = user_data;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.who-taken", "s", name);
  const int n = count_first (self, name);
  if (n > 0)
    tell_same (self, name, n);
  else
    g_signal_emit (self, signals[LEFT], 0, 2);
}

static bool
is_first_typist (const char *name, gpointer user_data)
{
  return count_first (user_data, name) > 0;
}

static void
ask_for_other (XpSecondPane *self, const char *who, int n)
{
  g_autofree char *about =
    n > 0 ? g_strdup_printf (_ ("第一遍是%s录的（还有%d户）。换一个人照纸录，才看得出错在哪里。"),
                             who,
                             n)
          : g_strdup (_ ("第二遍由另一个人照纸录，记着是谁录的。"));
  const XpWhoWanted wanted = {_ ("第二遍谁来录？"), about, is_first_typist, _ ("录过第一遍")};
  xp_who_window_ask_other (GTK_WIDGET (self),
                           xp_marking_get_desk (self->marking),
                           &wanted,
                           other_taken_cb,
                           self);
}

static void
type_cb (XpSecondPane *self)
{
  const char *who = xp_desk_get_who (xp_marking_get_desk (self->marking));
  const int n = count_first (self, who);
  if (who[0] == '\0' || n > 0)
    ask_for_other (self, who, n);
  else
    g_signal_emit (self, signals[LEFT], 0, 2);
}

static void
settle_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  settle (XP_SECOND_PANE (widget),
          strcmp (action, "second.first") == 0 ? XP_PAPER_SAYS_FIRST : XP_PAPER_SAYS_SECOND);
}

static void
leave_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  back_cb (XP_SECOND_PANE (widget));
}

static void
install_keys (GtkWidgetClass *class)
{
  static const struct {
    guint keyval;
    const char *action;
  } KEYS[] = {{GDK_KEY_1, "second.first"},
              {GDK_KEY_KP_1, "second.first"},
              {GDK_KEY_2, "second.second"},
              {GDK_KEY_KP_2, "second.second"},
              {GDK_KEY_Escape, "second.leave"}};
  gtk_widget_class_install_action (class, "second.first", NULL, settle_cb);
  gtk_widget_class_install_action (class, "second.second", NULL, settle_cb);
  gtk_widget_class_install_action (class, "second.leave", NULL, leave_cb);
  for (size_t i = 0; i < G_N_ELEMENTS (KEYS); i++)
    gtk_widget_class_add_binding_action (class, KEYS[i].keyval, 0, KEYS[i].action, NULL);
}

static void
xp_second_pane_dispose (GObject *object)
{
  XpSecondPane *self = XP_SECOND_PANE (object);
  g_clear_pointer (&self->view, xp_second_view_free);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->marking);
  G_OBJECT_CLASS (xp_second_pane_parent_class)->dispose (object);
}

static void
xp_second_pane_class_init (XpSecondPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_second_pane_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  signals[LEFT] = g_signal_new ("left",
                                XP_TYPE_SECOND_PANE,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/widgets/xp-second-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, XpSecondPane, ask);
  gtk_widget_class_bind_template_child (widget_class, XpSecondPane, type);
  gtk_widget_class_bind_template_child (widget_class, XpSecondPane, said);
  gtk_widget_class_bind_template_child (widget_class, XpSecondPane, list);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_cb);
  install_keys (widget_class);
}

static void
xp_second_pane_init (XpSecondPane *self)
{
  const XpCellsColumn columns[] = {
    {_ ("哪一户"), 32, 0},
    {_ ("像是"), 8, 0},
    {_ ("怎样不一样"), 0, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list,
                             columns,
                             G_N_ELEMENTS (columns),
                             _ ("两遍不一样、要照纸定的"));
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (line_activated_cb), self);
}
