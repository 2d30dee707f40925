#include "xp-certificate-window.h"

#include "xp-cells-view.h"
#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-text-scale.h"
#include "xp-wrap-box.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  XpDesk *desk; /* owned */
  int64_t round_uid;
  GPtrArray *lines;     /* owned: of XpCertificateLine; what the list shows */
  XpFormWindow *window; /* borrowed, as its parts */
  GtkLabel *sentence;
  XpCellsView *list;
  GtkEditable *why, *name;
  size_t deed; /* which of DEEDS is being done */
} Register;

/* The list takes what is left of the window; at the largest text that is little. */
static const int WIDTH = 940, HEIGHT = 720, LEAST_LIST_HEIGHT = 150;

static void
free_register (gpointer data)
{
  Register *self = data;
  g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_object_unref (self->desk);
  g_free (self);
}

/* ---- what stands there ---- */

static void
tell_sum (Register *self)
{
  const XpCertificateLine *next = NULL;
  int n_valid = 0, n_printed = 0, n_spoiled = 0;
  for (guint i = 0; i < self->lines->len; i++) {
    const XpCertificateLine *line = self->lines->pdata[i];
    n_valid += !line->is_void;
    n_printed += !line->is_void && line->n_printings > 0;
    n_spoiled += line->n_spoiled;
    if (next == NULL && !line->is_void && line->n_printings == 0)
      next = line;
  }
  g_autofree char *rest =
    next != NULL ? g_strdup_printf (_ ("接着从%s印。"), next->number) : g_strdup (_ ("都印好了。"));
  g_autofree char *text =
    g_strdup_printf (_ ("有效%d张，印好%d张，废张%d张；%s"), n_valid, n_printed, n_spoiled, rest);
  gtk_label_set_label (self->sentence, text);
}

/* 1-017: the round has one year. */
static const char *
short_number (const char *number)
{
  const char *bracket = strstr (number, "〕");
  return bracket != NULL ? bracket + strlen ("〕") : number;
}

/* 10月25日; "" not yet. Yours. */
static char *
dup_received (const XpCertificateLine *line)
{
  GDate day;
  return xp_day_from_text (line->received_on, &day)
           ? g_strdup_printf (_ ("%d月%d日"), g_date_get_month (&day), g_date_get_day (&day))
           : g_strdup ("");
}

static void
add_line (Register *self, const XpCertificateLine *line)
{
  g_autofree char *ordinal = line->ordinal > 0 ? g_strdup_printf ("%d", line->ordinal) : NULL;
  g_autofree char *state = xp_certificate_line_dup_state (line);
  g_autofree char *received = dup_received (line);
  xp_cells_view_add (self->list,
                     line->is_void ? "dim-label" : "",
                     ordinal != NULL ? ordinal : "",
                     short_number (line->number),
                     line->name,
                     state,
                     line->printings,
                     received,
                     NULL);
}

static void
show (Register *self)
{
  g_autoptr (GPtrArray) lines = xp_certificate_work_list (self->desk, self->round_uid, NULL);
  if (lines == NULL)
    return;
  const guint at = xp_cells_view_get_selected (self->list);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = g_steal_pointer (&lines);
  xp_cells_view_begin (self->list);
  for (guint i = 0; i < self->lines->len; i++)
    add_line (self, self->lines->pdata[i]);
  xp_cells_view_end (self->list);
  if (at < self->lines->len)
    xp_cells_view_select (self->list, at);
  tell_sum (self);
}

static const XpCertificateLine *
get_chosen (Register *self)
{
  const guint at = xp_cells_view_get_selected (self->list);
  return at < self->lines->len ? self->lines->pdata[at] : NULL;
}

static const char *
get_why (Register *self)
{
  return gtk_editable_get_text (self->why);
}

/* ---- deeds: each is kept at once, and the window stays ---- */

static bool
print_up_to (Register *self, const char *number, GError **error)
{
  const XpPrintedSpec spec = {.up_to = number};
  return xp_certificate_work_printed (self->desk, self->round_uid, &spec, NULL, error);
}

static bool
print_again (Register *self, const char *number, GError **error)
{
  const XpPrintedSpec spec = {.only = number, .again = get_why (self)};
  return xp_certificate_work_printed (self->desk, self->round_uid, &spec, NULL, error);
}

static bool
note_spoiled (Register *self, const char *number, GError **error)
{
  const XpPrintedSpec spec = {.only = number, .spoiled = get_why (self)};
  return xp_certificate_work_printed (self->desk, self->round_uid, &spec, NULL, error);
}

static bool
void_number (Register *self, const char *number, GError **error)
{
  return xp_certificate_work_void (self->desk, self->round_uid, number, get_why (self), error);
}

static bool
reissue (Register *self, const char *number, GError **error)
{
  const char *name = gtk_editable_get_text (self->name);
  g_autofree char *made = xp_certificate_work_reissue (self->desk,
                                                       self->round_uid,
                                                       number,
                                                       name[0] != '\0' ? name : NULL,
                                                       error);
  if (made != NULL)
    gtk_editable_set_text (self->name, "");
  return made != NULL;
}

static bool
note_received (Register *self, const char *number, GError **error)
{
  return xp_certificate_work_received (self->desk, self->round_uid, number, NULL, error);
}

static bool
mend (Register *self, const char *number, GError **error)
{
  return xp_certificate_work_mend (self->desk, self->round_uid, number, get_why (self), error);
}

/* In the order of their keys: 1 to 7. */
static const struct {
  const char *label;
  bool (*run) (Register *self, const char *number, GError **error);
} DEEDS[] = {{N_ ("1 印到这一张"), print_up_to},
             {N_ ("2 补印"), print_again},
             {N_ ("3 废张"), note_spoiled},
             {N_ ("4 作废"), void_number},
             {N_ ("5 换发"), reissue},
             {N_ ("6 领走"), note_received},
             {N_ ("7 更正"), mend}};

/* Of the line that is chosen; what was typed goes with it. */
static bool
run_deed (XpFormWindow *window, gpointer data, GError **error)
{
  Register *self = data;
  const XpCertificateLine *line = get_chosen (self);
  g_autofree char *number = line != NULL ? g_strdup (line->number) : NULL;
  if (number != NULL && DEEDS[self->deed].run (self, number, error))
    gtk_editable_set_text (self->why, "");
  return false;
}

static void
do_deed (Register *self, size_t deed)
{
  self->deed = deed;
  xp_form_window_answer_with (self->window, run_deed);
}

static bool
close_window (XpFormWindow *window, gpointer data, GError **error)
{
  return true;
}

static void
activated_cb (Register *self, guint index)
{
  do_deed (self, 0);
}

static void
deed_cb (Register *self, GtkButton *button)
{
  do_deed (self, GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (button), "deed")));
}

static gboolean
key_cb (Register *self, guint keyval, guint keycode, GdkModifierType modifiers, gpointer unused)
{
  const guint32 c = gdk_keyval_to_unicode (keyval);
  if ((modifiers & GDK_CONTROL_MASK) != 0 || c < '1' || c >= '1' + G_N_ELEMENTS (DEEDS))
    return FALSE;
  do_deed (self, c - '1');
  return TRUE;
}

/* ---- the window ---- */

static GtkWidget *
new_deeds (Register *self)
{
  GtkWidget *box = g_object_new (XP_TYPE_WRAP_BOX, "spacing", 8, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (DEEDS); i++) {
    GtkWidget *button = gtk_button_new_with_label (_ (DEEDS[i].label));
    g_object_set_data (G_OBJECT (button), "deed", GSIZE_TO_POINTER (i));
    g_signal_connect_swapped (button, "clicked", G_CALLBACK (deed_cb), self);
    gtk_widget_set_parent (button, box);
  }
  return box;
}

static GtkWidget *
new_list (Register *self)
{
  const XpCellsColumn columns[] = {{_ ("第几张"), 4, 1},
                                   {_ ("编号"), 6, 0},
                                   {_ ("姓名"), 9, 0},
                                   {_ ("状态"), 10, 0},
                                   {_ ("打印"), 0, 0},
                                   {_ ("领取"), 6, 0}};
  GtkEventController *keys = gtk_event_controller_key_new ();
  self->list = g_object_new (XP_TYPE_CELLS_VIEW, NULL);
  xp_cells_view_set_activatable (self->list, true);
  xp_cells_view_set_columns (self->list, columns, G_N_ELEMENTS (columns), _ ("证书登记簿"));
  gtk_widget_set_size_request (GTK_WIDGET (self->list),
                               -1,
                               xp_text_scale_height (LEAST_LIST_HEIGHT));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_xalign (self->sentence, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (box), new_deeds (self));
  return box;
}

void
xp_certificate_window_ask (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xp_certificate_work_list (desk, round_uid, &error);
  if (lines == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  if (lines->len == 0) {
    xp_page_tell_problem (page, _ ("这次评选还没有证书编号。请公示期满、公布以后再来。"));
    return;
  }
  Register *self = g_new0 (Register, 1);
  self->desk = g_object_ref (desk);
  self->round_uid = round_uid;
  self->lines = g_ptr_array_ref (lines);
  self->window = xp_form_window_new (page,
                                     _ ("证书登记簿"),
                                     _ ("先选一张，再按数字。回车 印到这一张"),
                                     _ ("关上"),
                                     close_window,
                                     self,
                                     free_register);
  xp_form_window_add_list (self->window, new_list (self));
  self->why = xp_form_window_add_entry (self->window, _ ("原因（补印、废张、作废、更正要写）"), "");
  self->name = xp_form_window_add_entry (self->window, _ ("换发时姓名改成（不改就空着）"), "");
  xp_form_window_hide_cancel (self->window);
  g_signal_connect_swapped (desk, "changed", G_CALLBACK (show), self);
  show (self);
  xp_form_window_set_size (self->window, WIDTH, HEIGHT);
  xp_form_window_ask (self->window);
  xp_cells_view_select (self->list, 0);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* ---- 印到第几张？ ---- */

typedef struct {
  GtkWidget *page; /* owned */
  XpDesk *desk;    /* owned */
  int64_t round_uid;
  char *from, *only;
  GtkEditable *up_to, *again; /* borrowed */
} HowFar;

static void
free_how_far (gpointer data)
{
  HowFar *self = data;
  g_object_unref (self->page);
  g_object_unref (self->desk);
  g_free (self->from);
  g_free (self->only);
  g_free (self);
}

static bool
take_how_far (XpFormWindow *window, gpointer data, GError **error)
{
  HowFar *self = data;
  const char *again = gtk_editable_get_text (self->again);
  XpPrintedReport report = {0};
  const XpPrintedSpec spec = {.from = self->from,
                              .up_to =
                                self->up_to != NULL ? gtk_editable_get_text (self->up_to) : NULL,
                              .only = self->only,
                              .again = again[0] != '\0' ? again : NULL};
  if (!xp_certificate_work_printed (self->desk, self->round_uid, &spec, &report, error))
    return false;
  g_autofree char *done =
    g_strdup_printf (_ ("登记了%d张，%s到%s。"), report.n, report.first, report.last);
  xp_page_tell_done (self->page, done);
  xp_printed_report_clear (&report);
  return true;
}

/* The last of the list: as far as all went well. */
static char *
dup_last_number (const GPtrArray *lines)
{
  for (guint i = lines->len; i-- > 0;) {
    const XpCertificateLine *line = lines->pdata[i];
    if (!line->is_void)
      return g_strdup (line->number);
  }
  return g_strdup ("");
}

void
xp_certificate_window_ask_how_far (
  GtkWidget *page, XpDesk *desk, int64_t round_uid, const char *from, const char *only)
{
  g_autoptr (GPtrArray) lines = xp_certificate_work_list (desk, round_uid, NULL);
  if (lines == NULL || lines->len == 0)
    return;
  HowFar *self = g_new0 (HowFar, 1);
  *self = (HowFar){.page = g_object_ref (page),
                   .desk = g_object_ref (desk),
                   .round_uid = round_uid,
                   .from = g_strdup (from),
                   .only = g_strdup (only)};
  g_autofree char *last = dup_last_number (lines);
  XpFormWindow *window =
    xp_form_window_new (page,
                        only != NULL ? _ ("都印好了吗？") : _ ("印到第几张？"),
                        _ ("等打印机停下，数一数。中途停了，就写最后一张好的；一张也没有，就取消。"
                           "印废的在登记簿里记。"),
                        _ ("登记"),
                        take_how_far,
                        self,
                        free_how_far);
  if (only == NULL)
    self->up_to = xp_form_window_add_entry (window, _ ("最后一张好的：第几张，或者编号"), last);
  self->again = xp_form_window_add_entry (window, _ ("以前印过的又印了：为什么补印"), "");
  xp_form_window_ask (window);
}
