#include "xp-correct-form.h"

#include "xp-enter.h"
#include "xp-form-window.h"
#include "xp-names.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

static const int WIDTH = 960, TABLE_HEIGHT = 250, SAID_WIDTH = 380, CELL_CHARS = 4;

/* One cell of the table. */
typedef struct {
  int judge_no, item_at;
  char *was; /* as it was typed; "" nothing stood there */
  GtkEditable *entry;
} Cell;

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->was);
}

/* What the window keeps until it is answered. */
typedef struct {
  XpDesk *desk;          /* owned */
  XpLoadedRound *loaded; /* owned */
  int entrant_no;
  GArray *cells; /* of Cell */
  XpState states[XP_N_STATES];
  AdwComboRow *state; /* the window's, as the rest */
  GtkEditable *reason, *witness;
  GtkLabel *said;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_array_unref (asking->cells);
  xp_loaded_round_free (asking->loaded);
  g_object_unref (asking->desk);
  g_free (asking);
}

/* ---- what is typed ---- */

static char *
dup_typed (GtkEditable *entry)
{
  return g_strstrip (xp_names_to_half_width (gtk_editable_get_text (entry)));
}

static bool
read_cell (const Asking *asking, const Cell *cell, XpCorrectedCell *out, GError **error)
{
  const XpItem *item = xp_rubric_get_item (asking->loaded->round->rubric, cell->item_at);
  g_autofree char *typed = dup_typed (cell->entry);
  *out =
    (XpCorrectedCell){.mark = {.judge_no = cell->judge_no, .item_at = cell->item_at, .entry = 1},
                      .is_blank = typed[0] == '\0'};
  out->mark.is_not_applicable = xp_mark_is_not_applicable_text (typed);
  return out->is_blank || out->mark.is_not_applicable ||
         xp_mark_parse (item, typed, &out->mark.entered, error);
}

/* Only what was typed over. False with the sentence. */
static bool
read_correction (const Asking *asking, XpCorrection *correction, GArray *cells, GError **error)
{
  for (guint i = 0; i < asking->cells->len; i++) {
    const Cell *cell = &g_array_index (asking->cells, Cell, i);
    g_autofree char *typed = dup_typed (cell->entry);
    XpCorrectedCell corrected;
    if (strcmp (typed, cell->was) == 0)
      continue;
    if (!read_cell (asking, cell, &corrected, error))
      return false;
    g_array_append_val (cells, corrected);
  }
  const guint state = adw_combo_row_get_selected (asking->state);
  *correction = (XpCorrection){
    .entrant_no = asking->entrant_no,
    .cells = (const XpCorrectedCell *) (gpointer) cells->data,
    .n_cells = cells->len,
    .has_state = state > 0 && state < XP_N_STATES,
    .state = asking->states[state < XP_N_STATES ? state : 0],
    .reason = gtk_editable_get_text (asking->reason),
    .witness = gtk_editable_get_text (asking->witness),
  };
  return true;
}

static void
say (Asking *asking, const char *sentence, bool is_problem)
{
  gtk_label_set_label (asking->said, sentence);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (asking->said), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (asking->said), "problem");
}

/* Before anything is written. */
static void
show_preview (Asking *asking)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (XpCorrectedCell));
  g_autoptr (GError) error = NULL;
  XpCorrection correction;
  const bool is_read = read_correction (asking, &correction, cells, &error);
  if (is_read && cells->len == 0 && !correction.has_state) {
    say (asking, _ ("在上面把要改的那一格改过来，改了会怎样先写在这里。"), false);
    return;
  }
  g_autoptr (XpCorrectionPreview) preview =
    is_read ? xp_correction_preview_new (asking->loaded, &correction, &error) : NULL;
  g_autofree char *text =
    preview != NULL ? xp_correction_preview_dup_text (preview) : g_strdup (error->message);
  say (asking, text, preview == NULL);
}

static void
changed_cb (GObject *widget, gpointer data)
{
  show_preview (data);
}

static void
state_cb (GObject *widget, GParamSpec *property, gpointer data)
{
  show_preview (data);
}

static bool
take (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (XpCorrectedCell));
  XpCorrection correction;
  return read_correction (asking, &correction, cells, error) &&
         xp_correct_work_put (asking->desk, asking->loaded->round->uid, &correction, error);
}

/* ---- the table ---- */

static GtkWidget *
add_label (GtkGrid *grid, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return label;
}

static void
enter_cb (GtkWidget *entry)
{
  xp_enter_go_on (entry, XP_ENTER_QUESTIONS);
}

static void
add_entry (Asking *asking,
           XpFormWindow *window,
           GtkGrid *grid,
           int column,
           int row,
           const XpItem *item,
           const XpJudge *judge)
{
  XpMark mark;
  const int judge_no = judge != NULL ? judge->no : 0;
  GtkWidget *entry = gtk_entry_new ();
  const bool is_there =
    xp_tally_get_mark (asking->loaded->tally, asking->entrant_no, judge_no, item->at, &mark);
  const Cell cell = {judge_no,
                     item->at,
                     is_there ? xp_mark_to_plain (item, &mark) : g_strdup (""),
                     GTK_EDITABLE (entry)};
  g_autofree char *name =
    g_strdup_printf ("%s %s %s", item->no, item->name, judge != NULL ? judge->name : "");
  gtk_editable_set_text (cell.entry, cell.was);
  gtk_editable_set_width_chars (cell.entry, CELL_CHARS);
  gtk_editable_set_max_width_chars (cell.entry, CELL_CHARS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (grid, entry, column, row, 1, 1);
  g_array_append_val (asking->cells, cell);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), asking);
  g_signal_connect (entry, "activate", G_CALLBACK (enter_cb), NULL);
}

/* 合议 has the one sheet that all sign, and those of the form's own bodies. Of const XpJudge *,
 * NULL for 合议. Yours. */
static GPtrArray *
list_sheets (const Asking *asking)
{
  const XpRound *round = asking->loaded->round;
  GPtrArray *sheets = g_ptr_array_new ();
  if (round->rules.combine == XP_COMBINE_CONSENSUS)
    g_ptr_array_add (sheets, NULL);
  for (size_t i = 0; i < round->n_judges; i++) {
    const int no = round->judges[i].no;
    if (no != 0 && xp_round_is_scoring (round, no) && !round->judges[i].is_absent &&
        !xp_tally_get_sheet (asking->loaded->tally, asking->entrant_no, no)->is_recused)
      g_ptr_array_add (sheets, (gpointer) &round->judges[i]);
  }
  return sheets;
}

static void
add_item (Asking *asking,
          XpFormWindow *window,
          GtkGrid *grid,
          const GPtrArray *sheets,
          const XpItem *item,
          int *row)
{
  bool is_marked = false;
  for (guint i = 0; i < sheets->len; i++) {
    const XpJudge *judge = sheets->pdata[i];
    if (!xp_round_marks (asking->loaded->round, judge != NULL ? judge->no : 0, item))
      continue;
    is_marked = true;
    add_entry (asking, window, grid, 2 + (int) i, *row, item, judge);
  }
  if (!is_marked)
    return;
  add_label (grid, 0, *row, item->no, "mark-no");
  gtk_widget_set_hexpand (add_label (grid, 1, *row, item->name, NULL), TRUE);
  (*row)++;
}

static GtkWidget *
new_table (Asking *asking, XpFormWindow *window)
{
  const XpRubric *rubric = asking->loaded->round->rubric;
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  g_autoptr (GPtrArray) sheets = list_sheets (asking);
  int row = 1;
  gtk_grid_set_column_spacing (grid, 10);
  gtk_grid_set_row_spacing (grid, 4);
  for (guint i = 0; i < sheets->len; i++) {
    const XpJudge *judge = sheets->pdata[i];
    add_label (grid, 2 + (int) i, 0, judge != NULL ? judge->name : _ ("打的"), "keys");
  }
  for (size_t i = 0; i < rubric->n_items; i++)
    if (!rubric->items[i].is_off)
      add_item (asking, window, grid, sheets, &rubric->items[i], &row);
  return GTK_WIDGET (grid);
}

static GtkWidget *
new_scrolled (GtkWidget *child, const char *label)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  return scrolled;
}

/* What is typed at the left, what comes of it at the right. */
static GtkWidget *
new_halves (Asking *asking, XpFormWindow *window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *table = new_scrolled (new_table (asking, window), _ ("这一户的表"));
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *said = new_scrolled (label, _ ("改了会怎样"));
  asking->said = GTK_LABEL (label);
  gtk_label_set_wrap (asking->said, TRUE);
  gtk_label_set_xalign (asking->said, 0);
  gtk_label_set_yalign (asking->said, 0);
  gtk_widget_set_hexpand (table, TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (said),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (said, SAID_WIDTH, -1);
  gtk_widget_set_size_request (box, WIDTH, TABLE_HEIGHT);
  gtk_box_append (GTK_BOX (box), table);
  gtk_box_append (GTK_BOX (box), said);
  return box;
}

/* ---- the window ---- */

/* As it is, then what the meeting may make of it. */
static void
add_states (Asking *asking, XpFormWindow *window)
{
  const XpState now = xp_tally_get_total (asking->loaded->tally, asking->entrant_no)->state;
  const bool is_free = now == XP_STATE_NOT_MET || now == XP_STATE_HELD;
  const char *words[XP_N_STATES + 1] = {NULL};
  size_t n = 0;
  asking->states[n] = now;
  words[n++] = xp_state_get_word (now);
  for (int i = 0; i < XP_N_STATES; i++)
    if ((XpState) i != now && (is_free || i == XP_STATE_HELD)) {
      asking->states[n] = (XpState) i;
      words[n++] = xp_state_get_word ((XpState) i);
    }
  asking->state = xp_form_window_add_choice (window, _ ("状态"), words, 0);
  g_signal_connect (asking->state, "notify::selected", G_CALLBACK (state_cb), asking);
}

void
xp_correct_form_show (GtkWidget *page, XpDesk *desk, int64_t round_uid, int entrant_no)
{
  g_autoptr (GError) error = NULL;
  XpLoadedRound *loaded = xp_round_work_load (desk, round_uid, &error);
  if (loaded == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Asking *asking = g_new0 (Asking, 1);
  asking->desk = g_object_ref (desk);
  asking->loaded = loaded;
  asking->entrant_no = entrant_no;
  asking->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (asking->cells, clear_cell);
  g_autofree char *who =
    xp_entrant_dup_place_and_name (xp_round_get_entrant (loaded->round, entrant_no));
  g_autofree char *title = g_strdup_printf (_ ("重新打开 %s"), who);
  XpFormWindow *window = xp_form_window_new (page,
                                             title,
                                             _ ("只改这一户，别的户的分都不动。"),
                                             _ ("改"),
                                             take,
                                             asking,
                                             free_asking);
  GtkWidget *halves = new_halves (asking, window);
  xp_form_window_add_list (window, halves);
  add_states (asking, window);
  asking->reason = xp_form_window_add_entry (window, _ ("理由"), "");
  asking->witness = xp_form_window_add_entry (window, _ ("见证人"), "");
  show_preview (asking);
  xp_form_window_ask (window);
  gtk_widget_child_focus (halves, GTK_DIR_TAB_FORWARD);
}
