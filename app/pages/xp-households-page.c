#include "xp-households-page.h"

#include "xp-cells-view.h"
#include "xp-doubles-pane.h"
#include "xp-household-forms.h"
#include "xp-household-pane.h"
#include "xp-roster-work.h"
#include "xp-round.h"

#include <glib/gi18n.h>
#include <string.h>

struct _XpHouseholdsPage {
  AdwBin parent_instance;

  GtkStack *stack; /* template children: borrowed */
  AdwStatusPage *empty;
  GtkWidget *first;
  GtkSearchEntry *search;
  GtkLabel *count;
  XpCellsView *list;
  XpHouseholdPane *card;
  XpDoublesPane *doubles;

  XpDesk *desk;          /* owned */
  GPtrArray *households; /* of XpHouseholdLine, all; owned */
  GArray *shown;         /* of guint: which of them stand in the list */
  GtkFileChooserNative *chooser;
};

static void xp_households_page_page_init (XpPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XpHouseholdsPage,
                               xp_households_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (XP_TYPE_PAGE, xp_households_page_page_init))

/* ---- the list ---- */

static const char *
word_of_state (const char *state)
{
  XpState known = XP_STATE_PRESENT;
  if (strcmp (state, "closed") == 0)
    return _ ("已销户");
  xp_state_from_text (state, &known);
  return known == XP_STATE_PRESENT ? "" : xp_state_get_word (known);
}

static const char *
word_of_naming (const char *naming)
{
  return strcmp (naming, "agreed") == 0    ? _ ("同意")
         : strcmp (naming, "refused") == 0 ? _ ("不同意")
                                           : _ ("还没问");
}

static void
add_household (XpHouseholdsPage *self, guint i)
{
  const XpHouseholdLine *line = self->households->pdata[i];
  g_autofree char *number = g_strdup_printf ("%d", line->number);
  g_autofree char *place = g_strconcat (line->group, line->door, NULL);
  g_autofree char *name = line->told_apart_by[0] != '\0'
                            ? g_strdup_printf (_ ("%s（%s）"), line->head, line->told_apart_by)
                            : g_strdup (line->head);
  g_autofree char *people =
    line->people >= 0 ? g_strdup_printf (_ ("%d口人"), line->people) : g_strdup ("");
  xp_cells_view_add (self->list,
                     strcmp (line->state, "closed") == 0 ? "left-out" : "",
                     number,
                     place,
                     name,
                     people,
                     word_of_state (line->state),
                     word_of_naming (line->naming),
                     "",
                     NULL);
  g_array_append_val (self->shown, i);
}

static void
show_list (XpHouseholdsPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_array_set_size (self->shown, 0);
  xp_cells_view_begin (self->list);
  if (query[0] == '\0') {
    for (guint i = 0; i < self->households->len; i++)
      add_household (self, i);
  } else {
    size_t n = 0;
    g_autofree guint *found = xp_household_lines_find (self->households, query, &n);
    for (size_t i = 0; i < n; i++)
      add_household (self, found[i]);
  }
  xp_cells_view_end (self->list);
  g_autofree char *count = g_strdup_printf (_ ("%u户"), self->shown->len);
  gtk_label_set_label (self->count, count);
}

static void
show_what_there_is (XpHouseholdsPage *self)
{
  const bool is_open = self->desk != NULL;
  const char *visible = gtk_stack_get_visible_child_name (self->stack);
  adw_status_page_set_description (
    self->empty,
    is_open ? _ ("把现成的花名册导进来，不用一户一户打。\nWPS 表格的 .xlsx、.xls 和 .csv 都行。")
            : _ ("先在首页建一份或打开一份本村资料。"));
  gtk_widget_set_visible (self->first, is_open);
  if (self->households->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else if (strcmp (visible, "empty") == 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  show_list (self);
}

static void
search_changed_cb (XpHouseholdsPage *self)
{
  show_list (self);
}

/* ---- one household ---- */

void
xp_households_page_open (XpHouseholdsPage *self, int64_t household_uid)
{
  gtk_stack_set_visible_child_name (self->stack, "card");
  xp_household_pane_show (self->card, self->desk, household_uid);
}

static void
line_activated_cb (XpHouseholdsPage *self, guint index)
{
  const XpHouseholdLine *line = self->households->pdata[g_array_index (self->shown, guint, index)];
  xp_households_page_open (self, line->uid);
}

/* Enter in the search opens the first that was found. */
static void
search_activated_cb (XpHouseholdsPage *self)
{
  if (self->shown->len > 0)
    line_activated_cb (self, 0);
}

static void
card_left_cb (XpHouseholdsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
doubles_left_cb (XpHouseholdsPage *self)
{
  card_left_cb (self);
}

/* ---- new lists ---- */

static void
list_chosen_cb (XpHouseholdsPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    gtk_widget_activate_action (GTK_WIDGET (self), "win.preview-list", "s", path);
  }
  g_clear_object (&self->chooser);
}

static void
add_list_filter (GtkFileChooser *chooser)
{
  static const char *const PATTERNS[] = {"*.xlsx", "*.xls", "*.csv", "*.txt", "*.tsv"};
  GtkFileFilter *filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("表格（.xlsx、.xls、.csv）"));
  for (size_t i = 0; i < G_N_ELEMENTS (PATTERNS); i++)
    gtk_file_filter_add_pattern (filter, PATTERNS[i]);
  gtk_file_chooser_add_filter (chooser, filter);
  g_object_unref (filter);
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("所有文件"));
  gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
  g_object_unref (filter);
}

void
xp_households_page_choose_list (XpHouseholdsPage *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("选农户名单"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("看看"),
                                               _ ("取消"));
  add_list_filter (GTK_FILE_CHOOSER (self->chooser));
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (list_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
choose_list_cb (XpHouseholdsPage *self)
{
  xp_households_page_choose_list (self);
}

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpHouseholdsPage) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (text == NULL || text[0] == '\0')
    xp_page_tell_problem (
      GTK_WIDGET (self),
      _ ("还没有复制名单。请先在 WPS 里选中名单（带表头），按 Ctrl+C，再回来粘贴。"));
  else if (self->desk != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.preview-text", "s", text);
}

void
xp_households_page_paste (XpHouseholdsPage *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                                 NULL,
                                 clipboard_read_cb,
                                 g_object_ref (self));
}

static void
paste_cb (XpHouseholdsPage *self)
{
  xp_households_page_paste (self);
}

/* ---- 更多 ---- */

static void
add_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  XpHouseholdsPage *self = XP_HOUSEHOLDS_PAGE (widget);
  if (self->desk != NULL)
    xp_household_form_add (widget, self->desk);
}

static void
naming_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  xp_household_form_naming (widget, XP_HOUSEHOLDS_PAGE (widget)->desk);
}

static void
doubles_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  XpHouseholdsPage *self = XP_HOUSEHOLDS_PAGE (widget);
  gtk_stack_set_visible_child_name (self->stack, "doubles");
  xp_doubles_pane_show (self->doubles, self->desk);
}

static void
place_chosen_cb (XpHouseholdsPage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autofree char *path = g_file_get_path (file);
    g_autoptr (GError) error = NULL;
    g_autofree char *done = g_strdup_printf (_ ("已经存到 %s"), path);
    if (xp_roster_work_export (self->desk, path, &error))
      xp_page_tell_done (GTK_WIDGET (self), done);
    else
      xp_page_tell_error (GTK_WIDGET (self), error);
  }
  g_clear_object (&self->chooser);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *unused)
{
  XpHouseholdsPage *self = XP_HOUSEHOLDS_PAGE (widget);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("存成表格"),
                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("存"),
                                               _ ("取消"));
  g_autofree char *name =
    g_strdup_printf (_ ("%s_农户名单.xlsx"), xp_desk_get_village (self->desk)->name);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  xp_page_start_beside_book (self->chooser, self->desk);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- the page ---- */

static void
refresh (XpPage *page, XpDesk *desk, int64_t round_uid)
{
  XpHouseholdsPage *self = XP_HOUSEHOLDS_PAGE (page);
  g_autoptr (GError) error = NULL;
  if (desk != self->desk)
    gtk_stack_set_visible_child_name (self->stack, "list");
  g_set_object (&self->desk, desk);
  g_clear_pointer (&self->households, g_ptr_array_unref);
  self->households = desk != NULL ? xp_desk_list_households (desk, &error) : NULL;
  if (self->households == NULL)
    self->households = g_ptr_array_new ();
  if (error != NULL)
    xp_page_tell_error (GTK_WIDGET (self), error);
  show_what_there_is (self);
  const char *visible = gtk_stack_get_visible_child_name (self->stack);
  if (strcmp (visible, "card") == 0)
    xp_household_pane_show (self->card, desk, xp_household_pane_get_uid (self->card));
  else
    xp_household_pane_show (self->card, NULL, 0);
  if (desk == NULL)
    xp_doubles_pane_show (self->doubles, NULL);
  else if (strcmp (visible, "doubles") == 0)
    xp_doubles_pane_show (self->doubles, desk);
}

static void
take_focus (XpPage *page)
{
  XpHouseholdsPage *self = XP_HOUSEHOLDS_PAGE (page);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->search)) ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->search)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static bool
is_busy (XpPage *page)
{
  return xp_doubles_pane_is_busy (XP_HOUSEHOLDS_PAGE (page)->doubles);
}

static void
xp_households_page_page_init (XpPageInterface *iface)
{
  iface->is_busy = is_busy;
  iface->refresh = refresh;
  iface->take_focus = take_focus;
}

static void
xp_households_page_dispose (GObject *object)
{
  XpHouseholdsPage *self = XP_HOUSEHOLDS_PAGE (object);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->households, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (xp_households_page_parent_class)->dispose (object);
}

static void
xp_households_page_class_init (XpHouseholdsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = xp_households_page_dispose;
  g_type_ensure (XP_TYPE_CELLS_VIEW);
  g_type_ensure (XP_TYPE_HOUSEHOLD_PANE);
  g_type_ensure (XP_TYPE_DOUBLES_PANE);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/org/xiangping/Xiangping/pages/xp-households-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, first);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, search);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, count);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, list);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, card);
  gtk_widget_class_bind_template_child (widget_class, XpHouseholdsPage, doubles);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, card_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, doubles_left_cb);
  gtk_widget_class_install_action (widget_class, "households.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "households.naming", NULL, naming_cb);
  gtk_widget_class_install_action (widget_class, "households.doubles", NULL, doubles_cb);
  gtk_widget_class_install_action (widget_class, "households.save", NULL, save_cb);
}

static void
xp_households_page_init (XpHouseholdsPage *self)
{
  const XpCellsColumn columns[] = {
    {_ ("编号"), 5, 1},
    {_ ("住处"), 12, 0},
    {_ ("户主"), 12, 0},
    {_ ("人口"), 7, 0},
    {_ ("状态"), 8, 0},
    {_ ("名字上榜"), 11, 0},
    {"", 0, 0},
  };
  gtk_widget_init_template (GTK_WIDGET (self));
  self->households = g_ptr_array_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("农户名单"));
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (line_activated_cb), self);
}
