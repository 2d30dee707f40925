#include "xp-minutes-form.h"

#include "xp-form-window.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

static const int WIDTH = 860, HEIGHT = 620, DRAFT_HEIGHT = 200;

/* Places for paragraphs of what was said: two more than there are. */
enum {
  SPARE_PARAGRAPHS = 2
};

typedef struct {
  XpDesk *desk; /* owned */
  int64_t round_uid;
  XpMinutesText *before;                     /* owned; as it was when the window opened */
  GtkEditable *entries[XP_MINUTES_N_FIELDS]; /* the window's */
  GPtrArray *said;                           /* of GtkEditable, the window's */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  xp_minutes_text_free (asking->before);
  g_ptr_array_unref (asking->said);
  g_free (asking);
}

/* A line to type in has no line ends: paragraphs stand behind one another. Yours. */
static char *
flatten (const char *text)
{
  return g_strdelimit (g_strdup (text != NULL ? text : ""), "\n", ' ');
}

/* ---- answers ---- */

/* What was not touched keeps its paragraphs. Yours. */
static char *
take_typed (const Asking *asking, size_t field)
{
  const char *before = asking->before->fields[field];
  const char *typed = gtk_editable_get_text (asking->entries[field]);
  g_autofree char *shown = flatten (before);
  return before != NULL && strcmp (typed, shown) == 0 ? g_strdup (before)
                                                      : g_strstrip (g_strdup (typed));
}

/* The paragraphs that were typed, a line each. */
static char *
join_said (const Asking *asking)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < asking->said->len; i++) {
    g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (asking->said->pdata[i])));
    if (typed[0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", typed);
  }
  return g_string_free (text, FALSE);
}

static bool
put (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (XpMinutesText) text = xp_minutes_text_new ();
  for (size_t i = 0; i < XP_MINUTES_N_FIELDS; i++)
    text->fields[i] = i == XP_MINUTES_SAID ? join_said (asking) : take_typed (asking, i);
  return xp_minutes_work_put (asking->desk, asking->round_uid, text, error);
}

static bool
restore_draft (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autoptr (XpMinutesText) text = xp_minutes_text_new ();
  return xp_minutes_work_put (asking->desk, asking->round_uid, text, error);
}

/* ---- the window ---- */

/* What is computed: to be read, not to be typed in. */
static GtkWidget *
make_draft (const XpMinutes *minutes)
{
  GtkWidget *label = gtk_label_new (minutes->computed);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), DRAFT_HEIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("程序算出的部分"),
                                  -1);
  return scroller;
}

static void
add_said (XpFormWindow *window, Asking *asking, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  const guint n = g_strv_length (lines) + SPARE_PARAGRAPHS;
  for (guint i = 0; i < n; i++) {
    g_autofree char *title = g_strdup_printf (_ ("发言要点（第%u段）"), i + 1);
    g_ptr_array_add (
      asking->said,
      xp_form_window_add_entry (window, title, i < n - SPARE_PARAGRAPHS ? lines[i] : ""));
  }
}

static void
add_questions (XpFormWindow *window, Asking *asking, const XpMinutes *minutes)
{
  for (size_t i = 0; i < XP_MINUTES_N_FIELDS; i++) {
    const char *text = minutes->text->fields[i];
    if (i == XP_MINUTES_SAID) {
      add_said (window, asking, text);
      continue;
    }
    g_autofree char *line = flatten (text);
    asking->entries[i] =
      xp_form_window_add_entry (window, xp_minutes_field_get_word ((XpMinutesField) i), line);
  }
}

void
xp_minutes_form_show (GtkWidget *page, XpDesk *desk, int64_t round_uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XpMinutes) minutes = xp_minutes_work_read (desk, round_uid, &error);
  if (minutes == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Asking *asking = g_new0 (Asking, 1);
  asking->desk = g_object_ref (desk);
  asking->round_uid = round_uid;
  asking->said = g_ptr_array_new ();
  XpFormWindow *window = xp_form_window_new (
    page,
    _ ("会议记录"),
    minutes->is_changed ? _ ("写过以后，票数、改分或结果有变动，印的照新的。请看看写的还对不对。")
                        : _ ("上面的由程序算出，不能改；下面的可以写，空着就照草稿印。"),
    _ ("记下"),
    put,
    asking,
    free_asking);
  xp_form_window_add_list (window, make_draft (minutes));
  add_questions (window, asking, minutes);
  asking->before = g_steal_pointer (&minutes->text);
  if (asking->before->draft_sha256[0] != '\0')
    xp_form_window_add_button (window, _ ("恢复草稿"), restore_draft);
  xp_form_window_set_size (window, WIDTH, HEIGHT);
  xp_form_window_ask (window);
}
