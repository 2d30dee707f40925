#include "xp-deliberation-forms.h"

#include "xp-form-window.h"
#include "xp-household-work.h"
#include "xp-names.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

static const int WIDTH = 760, HEIGHT = 380;

/* What a window keeps until it is answered; the entries are the window's. */
typedef struct {
  XpDesk *desk; /* owned */
  int64_t uid;  /* 0: a new one */
  int64_t round_uid;
  int revisit_no;
  char *on_day; /* owned */
  AdwComboRow *mode;
  GtkEditable *household, *item, *article, *present, *why, *said, *decided, *follower, *due;
  GtkEditable *words;
  GtkCheckButton *is_for_meeting;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  g_free (asking->on_day);
  g_free (asking);
}

static Asking *
new_asking (XpDesk *desk, const XpDeliberationLine *line)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->desk = g_object_ref (desk);
  if (line != NULL) {
    asking->uid = line->uid;
    asking->round_uid = line->round_uid;
    asking->revisit_no = line->next_revisit;
    asking->on_day = g_strdup (line->on_day);
  }
  return asking;
}

/* ---- a record ---- */

/* Days behind each other; NULL: none. */
static char **
split_days (const char *text)
{
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (text));
  GString *plain = g_string_new (typed);
  g_string_replace (plain, "、", ",", 0);
  g_string_replace (plain, "，", ",", 0);
  g_string_replace (plain, " ", "", 0);
  char **days = plain->len > 0 ? g_strsplit (plain->str, ",", -1) : NULL;
  g_string_free (plain, TRUE);
  return days;
}

/* 0 with @text empty; -1 with the sentence. */
static int64_t
find_household (XpDesk *desk, const char *text, GError **error)
{
  g_autofree char *typed = g_strstrip (xp_names_to_half_width (text));
  if (typed[0] == '\0')
    return 0;
  const int64_t uid = xp_household_work_find (desk, xp_names_read_number (typed), error);
  return uid != 0 ? uid : -1;
}

static bool
put (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  const int64_t household_uid =
    find_household (asking->desk, gtk_editable_get_text (asking->household), error);
  if (household_uid < 0)
    return false;
  g_auto (GStrv) days =
    asking->due != NULL ? split_days (gtk_editable_get_text (asking->due)) : NULL;
  const char *item = gtk_editable_get_text (asking->item);
  const XpDeliberationSpec spec = {
    .uid = asking->uid,
    .mode = (XpDeliberationMode) adw_combo_row_get_selected (asking->mode),
    .on_day = asking->on_day,
    .round_uid = item[0] != '\0' || asking->uid != 0 ? asking->round_uid : 0,
    .household_uid = household_uid,
    .item_no = item,
    .article = gtk_editable_get_text (asking->article),
    .present = gtk_editable_get_text (asking->present),
    .why = gtk_editable_get_text (asking->why),
    .said = gtk_editable_get_text (asking->said),
    .decided = gtk_editable_get_text (asking->decided),
    .follower = gtk_editable_get_text (asking->follower),
    .due_on = (const char *const *) days,
  };
  return xp_deliberation_work_put (asking->desk, &spec, error) != 0;
}

static void
add_questions (XpFormWindow *window, Asking *asking, const XpDeliberationLine *line)
{
  const char *modes[XP_N_DELIBERATION_MODES + 1] = {NULL};
  for (int i = 0; i < XP_N_DELIBERATION_MODES; i++)
    modes[i] = xp_deliberation_mode_get_word ((XpDeliberationMode) i);
  g_autofree char *number =
    line != NULL && line->number > 0 ? g_strdup_printf ("%d", line->number) : g_strdup ("");
  asking->mode = xp_form_window_add_choice (window,
                                            _ ("哪一种"),
                                            modes,
                                            line != NULL ? line->mode : XP_DELIBERATION_ON_SITE);
  asking->household =
    xp_form_window_add_entry (window, _ ("哪一户（写编号；不是哪一户的事就空着）"), number);
  asking->why = xp_form_window_add_entry (window, _ ("为什么"), line != NULL ? line->why : "");
  asking->present =
    xp_form_window_add_entry (window, _ ("谁在场"), line != NULL ? line->present : "");
  asking->said = xp_form_window_add_entry (window, _ ("怎样说的"), line != NULL ? line->said : "");
  asking->decided =
    xp_form_window_add_entry (window, _ ("怎样定的"), line != NULL ? line->decided : "");
  asking->follower =
    xp_form_window_add_entry (window, _ ("谁跟着看"), line != NULL ? line->follower : "");
  if (line == NULL)
    asking->due =
      xp_form_window_add_entry (window, _ ("哪天再去看（比如 2026-10-19；几天用逗号隔开）"), "");
  asking->item =
    xp_form_window_add_entry (window, _ ("评分表第几项"), line != NULL ? line->item_no : "");
  asking->article = xp_form_window_add_entry (window,
                                              _ ("村规民约第几条（比如 第三条）"),
                                              line != NULL ? line->article : "");
}

void
xp_deliberation_form_put (GtkWidget *page,
                          XpDesk *desk,
                          int64_t round_uid,
                          const XpDeliberationLine *line)
{
  Asking *asking = new_asking (desk, line);
  if (line == NULL || line->round_uid == 0)
    asking->round_uid = round_uid;
  XpFormWindow *window = xp_form_window_new (
    page,
    line != NULL ? _ ("改评议记录") : _ ("记一次评议"),
    _ ("为什么、怎样说、怎样定，只在资料打开时看得到，只印在内部留存的记录上。"),
    _ ("记下"),
    put,
    asking,
    free_asking);
  add_questions (window, asking, line);
  xp_form_window_ask (window);
}

/* ---- looking again ---- */

static bool
put_found (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *next = g_strstrip (xp_names_to_half_width (gtk_editable_get_text (asking->due)));
  return xp_deliberation_work_put_found (asking->desk,
                                         asking->uid,
                                         asking->revisit_no,
                                         gtk_editable_get_text (asking->words),
                                         next,
                                         error);
}

void
xp_deliberation_form_found (GtkWidget *page, XpDesk *desk, const XpDeliberationLine *line)
{
  Asking *asking = new_asking (desk, line);
  XpFormWindow *window = xp_form_window_new (page,
                                             _ ("去看过了"),
                                             line->state,
                                             _ ("记下"),
                                             put_found,
                                             asking,
                                             free_asking);
  asking->words = xp_form_window_add_entry (window, _ ("看到什么"), "");
  asking->due =
    xp_form_window_add_entry (window, _ ("哪天再去看（比如 2026-10-26；不用就空着）"), "");
  xp_form_window_ask (window);
}

/* ---- 销号 ---- */

static bool
close_it (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  return xp_deliberation_work_close (asking->desk,
                                     asking->uid,
                                     gtk_editable_get_text (asking->words),
                                     gtk_check_button_get_active (asking->is_for_meeting),
                                     error);
}

void
xp_deliberation_form_close (GtkWidget *page, XpDesk *desk, const XpDeliberationLine *line)
{
  Asking *asking = new_asking (desk, line);
  XpFormWindow *window = xp_form_window_new (page,
                                             _ ("销号"),
                                             _ ("销了号，首页上就不再提醒。"),
                                             _ ("销号"),
                                             close_it,
                                             asking,
                                             free_asking);
  asking->words = xp_form_window_add_entry (window, _ ("结果"), "");
  asking->is_for_meeting = xp_form_window_add_check (window, _ ("还定不下来，交集中评议"), false);
  xp_form_window_ask (window);
}

/* ---- to be read ---- */

typedef struct {
  XpDesk *desk; /* owned */
  int64_t uid;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;
  g_object_unref (reading->desk);
  g_free (reading);
}

/* The window makes room for the questions. */
static bool
change (XpFormWindow *window, gpointer data, GError **error)
{
  const Reading *reading = data;
  GtkWindow *page = gtk_window_get_transient_for (GTK_WINDOW (window));
  g_autoptr (GPtrArray) lines = xp_deliberation_work_list (reading->desk, 0, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++) {
    const XpDeliberationLine *line = lines->pdata[i];
    if (line->uid == reading->uid)
      xp_deliberation_form_put (GTK_WIDGET (page), reading->desk, line->round_uid, line);
  }
  return lines != NULL;
}

static void
add_told (GString *text, const char *label, const char *told)
{
  if (told[0] != '\0')
    g_string_append_printf (text, "%s%s　%s", text->len > 0 ? "\n" : "", label, told);
}

static char *
tell (const XpDeliberationLine *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  add_told (text, _ ("哪天"), line->on_day);
  add_told (text, _ ("哪一户"), line->who);
  add_told (text, _ ("评选"), line->round_name);
  add_told (text, _ ("评分项"), line->item_no);
  add_told (text, _ ("村规民约"), line->article);
  add_told (text, _ ("谁在场"), line->present);
  add_told (text, _ ("为什么"), line->why);
  add_told (text, _ ("怎样说的"), line->said);
  add_told (text, _ ("怎样定的"), line->decided);
  add_told (text, _ ("谁跟着看"), line->follower);
  for (guint i = 0; i < line->revisits->len; i++) {
    const XpRevisitLine *revisit = line->revisits->pdata[i];
    const bool is_done = revisit->done_on[0] != '\0';
    g_autofree char *told = g_strdup_printf (is_done ? _ ("%s看过：%s") : _ ("%s去看%s"),
                                             is_done ? revisit->done_on : revisit->due_on,
                                             revisit->found);
    add_told (text, _ ("复查"), told);
  }
  add_told (text, _ ("销号"), line->closed_on);
  add_told (text, _ ("结果"), line->outcome);
  return g_strdup (text->str);
}

void
xp_deliberation_form_show (GtkWidget *page, XpDesk *desk, const XpDeliberationLine *line)
{
  Reading *reading = g_new0 (Reading, 1);
  reading->desk = g_object_ref (desk);
  reading->uid = line->uid;
  g_autofree char *text = tell (line);
  XpFormWindow *window = xp_form_window_new (page,
                                             xp_deliberation_mode_get_word (line->mode),
                                             NULL,
                                             _ ("改…"),
                                             change,
                                             reading,
                                             free_reading);
  GtkWidget *label = gtk_label_new (text), *scrolled = gtk_scrolled_window_new ();
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("评议记录"),
                                  -1);
  xp_form_window_set_body (window, scrolled, WIDTH, HEIGHT);
  xp_form_window_ask (window);
}
