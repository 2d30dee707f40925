#include "xp-ledger-page.h"

#include "xp-cells-view.h"
#include "xp-ledger-dialogs.h"
#include "xp-mark.h"
#include "xp-year-choice.h"

#include <glib/gi18n.h>
#include <string.h>

/* A line of the story. */
typedef struct {
  const XpLedgerEventLine *event; /* NULL: goods that were redeemed */
  const XpRedemptionLine *redemption;
} StoryRow;

struct _XpLedgerPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  AdwStatusPage *empty;
  GtkWidget *begin, *typing, *redeem, *take_back;
  GtkSearchEntry *search;
  GtkLabel *who, *balances, *echo;
  XpYearChoice *year_choice;
  XpCellsView *list, *story;
  GtkEditable *item, *amount, *points, *day, *proof;

  XpDesk *desk;           /* owned */
  GPtrArray *years;       /* of XpLedgerYearLine, the latest first; owned; NULL: none */
  int year;               /* that is shown; 0: none was begun */
  bool is_closed;         /* the year, or the book is looked at only */
  GPtrArray *households;  /* of XpLedgerHousehold; owned */
  GPtrArray *lines;       /* of XpHouseholdLine, beside them; to be searched */
  GArray *shown;          /* of guint: which of them stand in the list */
  int64_t household_uid;  /* whose story is shown; 0 nobody's */
  XpLedgerStory *history; /* owned; NULL: nobody's */
  GArray *rows;           /* of StoryRow */
};

static void xp_ledger_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpLedgerPage,
                               xp_ledger_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_ledger_page_page_init))

/* ---- the households ---- */

static void
add_household (XpLedgerPage *self, guint i)
{
  const XpLedgerHousehold *line = self->households->pdata[i];
  g_autofree char *number = g_strdup_printf ("%d", line->household->number);
  g_autofree char *score = xp_points_to_text (line->score_hundredths);
  g_autofree char *redeemable = xp_points_to_text (line->redeemable_hundredths);
  g_autofree char *name =
    line->household->told_apart_by[0] != '\0'
      ? g_strdup_printf (_ ("%s（%s）"), line->household->head, line->household->told_apart_by)
      : g_strdup (line->household->head);
  xp_cells_view_add (self->list, "", number, name, score, redeemable, NULL);
  g_array_append_val (self->shown, i);
}

static void
show_list (XpLedgerPage *self)
{
  size_t n = 0;
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree guint *found = xp_household_lines_find (self->lines, query, &n);
  g_array_set_size (self->shown, 0);
  xp_cells_view_begin (self->list);
  for (size_t i = 0; i < n; i++)
    add_household (self, found[i]);
  xp_cells_view_end (self->list);
}

static const XpLedgerHousehold *
find_household (XpLedgerPage *self)
{
  for (guint i = 0; i < self->households->len; i++) {
    const XpLedgerHousehold *line = self->households->pdata[i];
    if (line->household->uid == self->household_uid)
      return line;
  }
  return NULL;
}

/* ---- one household's story, the latest first ---- */

static const char *
day_of (const StoryRow *row)
{
  return row->event != NULL ? row->event->on_day : row->redemption->on_day;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (day_of (b), day_of (a));
}

static void
collect_rows (XpLedgerPage *self)
{
  g_array_set_size (self->rows, 0);
  for (guint i = self->history->redemptions->len; i-- > 0;) {
    const StoryRow row = {NULL, self->history->redemptions->pdata[i]};
    g_array_append_val (self->rows, row);
  }
  for (guint i = self->history->events->len; i-- > 0;) {
    const StoryRow row = {self->history->events->pdata[i], NULL};
    g_array_append_val (self->rows, row);
  }
  g_array_sort (self->rows, compare_rows);
}

static void
add_event_row (XpLedgerPage *self, const XpLedgerEventLine *line)
{
  g_autofree char *what = g_strdup_printf ("%s %s", line->item_no, line->item_name);
  xp_cells_view_add (self->story,
                     line->is_standing ? "" : "left-out",
                     line->on_day,
                     what,
                     line->amount,
                     line->words,
                     line->proof,
                     NULL);
}

static void
add_redemption_row (XpLedgerPage *self, const XpRedemptionLine *line)
{
  g_autofree char *what = g_strdup_printf (_ ("兑换 %s"), line->goods);
  g_autofree char *count = g_strdup_printf (_ ("%d件"), line->count);
  g_autofree char *points = xp_points_to_text (line->points_hundredths);
  g_autofree char *words =
    g_strdup_printf (line->is_returned ? _ ("用%s分，已退回") : _ ("用%s分"), points);
  xp_cells_view_add (self->story,
                     line->is_returned ? "left-out" : "",
                     line->on_day,
                     what,
                     count,
                     words,
                     "",
                     NULL);
}

static void
show_balances (XpLedgerPage *self, const XpLedgerHousehold *household)
{
  g_autofree char *balances = xp_ledger_to_text (self->history->ledger);
  const XpHouseholdLine *line = household->household;
  g_autofree char *who =
    line->group[0] != '\0'
      ? g_strdup_printf (_ ("%d号 %s（%s）"), line->number, line->head, line->group)
      : g_strdup_printf (_ ("%d号 %s"), line->number, line->head);
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->balances, balances);
}

static void
row_selected_cb (XpLedgerPage *self, guint index)
{
  const StoryRow *row =
    index < self->rows->len ? &g_array_index (self->rows, StoryRow, index) : NULL;
  const bool is_redemption = row != NULL && row->event == NULL;
  const bool is_standing =
    row != NULL && (is_redemption ? !row->redemption->is_returned : row->event->is_standing);
  gtk_button_set_label (GTK_BUTTON (self->take_back),
                        is_redemption ? _ ("退回选中的一笔") : _ ("冲销选中的一笔…"));
  gtk_widget_set_sensitive (self->take_back, is_standing && !self->is_closed);
}

/* A field that has the keys must lose them before it takes none. */
static void
let_type (XpLedgerPage *self, bool is_allowed)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (!is_allowed && focus != NULL && gtk_widget_is_ancestor (focus, self->typing))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_widget_set_sensitive (self->typing, is_allowed);
}

static void
show_story (XpLedgerPage *self)
{
  g_autoptr (GError) error = NULL;
  const XpLedgerHousehold *household = find_household (self);
  g_clear_pointer (&self->history, xp_ledger_story_free);
  g_array_set_size (self->rows, 0);
  if (household != NULL)
    self->history = xp_ledger_work_load_story (self->desk, self->year, self->household_uid, &error);
  if (error != NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  xp_cells_view_begin (self->story);
  if (self->history != NULL)
    collect_rows (self);
  for (guint i = 0; i < self->rows->len; i++) {
    const StoryRow *row = &g_array_index (self->rows, StoryRow, i);
    if (row->event != NULL)
      add_event_row (self, row->event);
    else
      add_redemption_row (self, row->redemption);
  }
  xp_cells_view_end (self->story);
  gtk_label_set_label (self->who, _ ("先在左边选一户"));
  gtk_label_set_label (self->balances, "");
  if (self->history != NULL)
    show_balances (self, household);
  let_type (self, self->history != NULL && !self->is_closed);
  gtk_widget_set_sensitive (self->redeem, self->history != NULL && !self->is_closed);
  row_selected_cb (self, xp_cells_view_get_selected (self->story));
}

/* ---- what is typed ---- */

static const char *
text_of (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);
  return text[0] != '\0' ? text : NULL;
}

static XpLedgerSpec
spec_of (XpLedgerPage *self)
{
  return (XpLedgerSpec){.year = self->year,
                        .household_uid = self->household_uid,
                        .item = gtk_editable_get_text (self->item),
                        .amount = text_of (self->amount),
                        .points = text_of (self->points),
                        .on_day = text_of (self->day),
                        .proof = text_of (self->proof)};
}

static void
say (XpLedgerPage *self, const char *words, bool is_refused)
{
  gtk_label_set_label (self->echo, words);
  if (is_refused)
    gtk_widget_add_css_class (GTK_WIDGET (self->echo), "refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->echo), "refused");
}

/* What it would do, as long as nothing is missing. */
static void
typed_cb (XpLedgerPage *self)
{
  if (self->history == NULL || text_of (self->item) == NULL) {
    say (self, "", false);
    return;
  }
  const XpLedgerSpec spec = spec_of (self);
  g_autofree char *words = xp_ledger_work_echo (self->desk, &spec, NULL);
  say (self, words != NULL ? words : "", false);
}

static bool
is_discretionary (XpLedgerPage *self)
{
  g_autoptr (XpRubric) rubric = xp_ledger_work_load_form (self->desk, self->year, NULL);
  const XpItem *item =
    rubric != NULL ? xp_ledger_find_item (rubric, gtk_editable_get_text (self->item), NULL) : NULL;
  return item != NULL && xp_ledger_is_discretionary (item);
}

/* Item, day and proof stay for the next household: one list of those who came is typed so. */
static void
put_cb (XpLedgerPage *self)
{
  g_autoptr (GError) error = NULL;
  const XpLedgerSpec spec = spec_of (self);
  g_autofree char *words = xp_ledger_work_echo (self->desk, &spec, &error);
  if (words == NULL || !xp_ledger_work_add (self->desk, &spec, 1, &error)) {
    say (self, error->message, true);
    return;
  }
  g_autofree char *done = g_strdup_printf (_ ("记上了：%s"), words);
  gtk_editable_set_text (self->amount, "");
  gtk_editable_set_text (self->points, "");
  say (self, done, false);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
item_typed_cb (XpLedgerPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->amount));
}

static void
amount_typed_cb (XpLedgerPage *self)
{
  if (self->history != NULL && is_discretionary (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->points));
  else
    put_cb (self);
}

/* ---- choosing ---- */

static void
choose (XpLedgerPage *self, guint index)
{
  const XpLedgerHousehold *line =
    self->households->pdata[g_array_index (self->shown, guint, index)];
  self->household_uid = line->household->uid;
  show_story (self);
  typed_cb (self);
}

static void
household_selected_cb (XpLedgerPage *self, guint index)
{
  if (index < self->shown->len)
    choose (self, index);
}

static void
household_activated_cb (XpLedgerPage *self, guint index)
{
  choose (self, index);
  gtk_widget_grab_focus (GTK_WIDGET (self->item));
}

static void
search_changed_cb (XpLedgerPage *self)
{
  show_list (self);
}

/* Enter in the search takes the first that was found, and goes on to what happened. The search
 * tells of what was typed a little later only. */
static void
search_activated_cb (XpLedgerPage *self)
{
  show_list (self);
  if (self->shown->len > 0)
    household_activated_cb (self, 0);
}

/* ---- taking back, redeeming, the year ---- */

static void
take_back_cb (XpLedgerPage *self)
{
  const guint index = xp_cells_view_get_selected (self->story);
  if (index >= self->rows->len)
    return;
  const StoryRow *row = &g_array_index (self->rows, StoryRow, index);
  g_autoptr (GError) error = NULL;
  if (row->event != NULL)
    xp_ledger_dialog_reverse (GTK_WIDGET (self), self->desk, row->event);
  else if (!xp_ledger_work_return (self->desk, row->redemption->uid, &error))
    xp_page_tell_error (GTK_WIDGET (self), error);
}

static void
redeem_cb (XpLedgerPage *self)
{
  const XpLedgerHousehold *household = find_household (self);
  if (household != NULL)
    xp_ledger_dialog_redeem (GTK_WIDGET (self), self->desk, self->year, household->household);
}

static void
goods_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  xp_ledger_dialog_goods (widget, XP_LEDGER_PAGE (widget)->desk);
}

static void
close_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  XpLedgerPage *self = XP_LEDGER_PAGE (widget);
  xp_ledger_dialog_close (widget, self->desk, self->year);
}

static void
begin_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  g_autoptr (GError) error = NULL;
  XpLedgerPage *self = XP_LEDGER_PAGE (widget);
  self->year = 0; /* the one that begins is shown */
  if (!xp_ledger_work_open_year (self->desk, 0, NULL, &error))
    xp_page_tell_error (widget, error);
}

/* ---- the page ---- */

static const XpLedgerYearLine *
find_year (XpLedgerPage *self, int year)
{
  for (guint i = 0; self->years != NULL && i < self->years->len; i++)
    if (((const XpLedgerYearLine *) self->years->pdata[i])->year == year)
      return self->years->pdata[i];
  return NULL;
}

/* The one that was looked at stays; else the latest up to today. */
static void
choose_year (XpLedgerPage *self, GError **error)
{
  g_clear_pointer (&self->years, g_ptr_array_unref);
  self->years = self->desk != NULL ? xp_ledger_work_list_years (self->desk, error) : NULL;
  if (find_year (self, self->year) == NULL)
    self->year = self->years != NULL ? xp_ledger_work_find_year (self->desk, error) : 0;
}

static void
read_year (XpLedgerPage *self)
{
  g_autoptr (GError) error = NULL;
  g_clear_pointer (&self->households, g_ptr_array_unref);
  g_ptr_array_set_size (self->lines, 0);
  choose_year (self, &error);
  self->households = self->year != 0 ? xp_ledger_work_list (self->desk, self->year, &error) : NULL;
  if (error != NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  if (self->households == NULL)
    self->households = g_ptr_array_new ();
  for (guint i = 0; i < self->households->len; i++)
    g_ptr_array_add (self->lines,
                     ((const XpLedgerHousehold *) self->households->pdata[i])->household);
  self->is_closed = self->year == 0 || xp_desk_get_is_reader (self->desk) ||
                    find_year (self, self->year)->closed_on != NULL;
}

static void
show_year (XpLedgerPage *self)
{
  const bool may_write = self->desk != NULL && !xp_desk_get_is_reader (self->desk);
  xp_year_choice_show (self->year_choice, self->years, self->year);
  gtk_stack_set_visible_child_name (self->stack, self->year != 0 ? "year" : "empty");
  gtk_widget_set_visible (self->begin, may_write);
  adw_status_page_set_description (
    self->empty,
    self->desk != NULL
      ? _ ("公益劳动、邻里互助、红白事简办，平时一笔一笔记下来，年底凭积分评比、兑换。")
      : _ ("先在首页建一份或打开一份本村资料。"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.begin", may_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.goods", may_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ledger.close", !self->is_closed);
}

static void
show_all (XpLedgerPage *self)
{
  read_year (self);
  show_year (self);
  show_list (self);
  show_story (self);
}

/* An earlier year is looked at; one that was closed cannot be written into. */
static void
year_chosen_cb (XpLedgerPage *self, int year)
{
  self->year = year;
  show_all (self);
}

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpLedgerPage *self = XP_LEDGER_PAGE (page);
  if (desk != self->desk) {
    self->household_uid = 0;
    gtk_editable_set_text (self->day, "");
  }
  g_set_object (&self->desk, desk);
  if (desk != NULL && text_of (self->day) == NULL) {
    const GDate day = xp_desk_get_today (desk);
    g_autofree char *today = xp_day_to_text (&day);
    gtk_editable_set_text (self->day, today);
  }
  show_all (self);
}

static void
take_focus (XpPage *page)
{
  XpLedgerPage *self = XP_LEDGER_PAGE (page);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->search)) ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->search)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
xp_ledger_page_page_init (XpPageInterface *iface)
{
  iface->refresh = refresh;
  iface->take_focus = take_focus;
}

static void
xp_ledger_page_dispose (GObject *object)
{
  XpLedgerPage *self = XP_LEDGER_PAGE (object);
  g_clear_pointer (&self->history, xp_ledger_story_free);
  g_clear_pointer (&self->households, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_ledger_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, empty);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, begin);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, year_choice);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, search);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, list);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, who);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, balances);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, typing);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, item);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, amount);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, points);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, day);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, proof);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, echo);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, story);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, redeem);
  gtk_widget_class_bind_template_child (widget_class, XpLedgerPage, take_back);
}

static void
xp_ledger_page_class_init (XpLedgerPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_ledger_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  g_type_ensure (XP_TYPE_YEAR_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/xiangping/Xiangping/pages/xp-ledger-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, put_cb);
  gtk_widget_class_bind_template_callback (widget_class, redeem_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_back_cb);
  gtk_widget_class_install_action (widget_class, "ledger.begin", NULL, begin_cb);
  gtk_widget_class_install_action (widget_class, "ledger.goods", NULL, goods_cb);
  gtk_widget_class_install_action (widget_class, "ledger.close", NULL, close_cb);
}

static void
xp_ledger_page_init (XpLedgerPage *self)
{
  const XpCellsColumn list[] = {
    {_ ("编号"), 5, 1},
    {_ ("户主"), 0, 0},
    {_ ("评比分"), 7, 1},
    {_ ("可兑换"), 7, 1},
  };
  const XpCellsColumn story[] = {
    {_ ("日期"), 8, 0},
    {_ ("项"), 0, 0},
    {_ ("数量"), 7, 0},
    {_ ("怎么算的"), 10, 0},
    {_ ("凭据"), 6, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->households = g_ptr_array_new ();
  self->lines = g_ptr_array_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows = g_array_new (FALSE, FALSE, sizeof (StoryRow));
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_activatable (self->story, true);
  xp_cells_view_set_columns (self->list, list, G_N_ELEMENTS (list), _ ("农户名单"));
  xp_cells_view_set_columns (self->story, story, G_N_ELEMENTS (story), _ ("这一户的积分"));
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (household_selected_cb), self);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (household_activated_cb), self);
  g_signal_connect_swapped (self->story, "selected", G_CALLBACK (row_selected_cb), self);
}
