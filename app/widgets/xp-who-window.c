#include "xp-who-window.h"

#include "xp-form-window.h"
#include "xp-typist-work.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names that are shown without scrolling; who typed long ago writes the name. */
static const guint MOST_NAMES = 8;

typedef struct {
  XpDesk *desk;       /* owned */
  GtkListBox *names;  /* borrowed from the window; NULL: none is known */
  GtkEditable *other; /* likewise */
  GtkEditable *pin;   /* of the second question */
  char *name;         /* that the PIN is asked of */
  guint n_wrong;      /* PINs in a row */
  guint pause_id;     /* while the next try has to wait */
  XpFormWindow *form; /* borrowed: the window that waits */
  XpWhoTaken take;
  gpointer user_data;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_clear_handle_id (&asking->pause_id, g_source_remove);
  g_clear_object (&asking->desk);
  g_free (asking->name);
  g_free (asking);
}

/* ---- the PIN ---- */

static gboolean
pause_over_cb (gpointer data)
{
  Asking *asking = data;
  asking->pause_id = 0;
  gtk_widget_set_sensitive (GTK_WIDGET (asking->pin), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (asking->pin));
  return G_SOURCE_REMOVE;
}

static void
wait_a_moment (Asking *asking)
{
  const guint pause_ms = xp_typist_get_pause_ms (++asking->n_wrong);
  gtk_editable_set_text (asking->pin, "");
  if (pause_ms == 0)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (asking->pin), FALSE);
  asking->pause_id = g_timeout_add (pause_ms, pause_over_cb, asking);
}

static bool
take_pin (XpFormWindow *form, gpointer data, GError **error)
{
  Asking *asking = data;
  if (asking->pause_id != 0)
    return false;
  g_autofree char *pin = g_strdup (gtk_editable_get_text (asking->pin));
  if (!xp_typist_work_take (asking->desk, asking->name, pin, error)) {
    wait_a_moment (asking);
    return false;
  }
  asking->take (asking->user_data, asking->name);
  return true;
}

static void
ask_for_pin (GtkWidget *parent, const Asking *before, const char *name)
{
  Asking *asking = g_new0 (Asking, 1);
  g_autofree char *title = g_strdup_printf (_ ("%s的口令"), name);
  *asking = (Asking){.desk = g_object_ref (before->desk),
                     .name = g_strdup (name),
                     .take = before->take,
                     .user_data = before->user_data};
  asking->form =
    xp_form_window_new (parent, title, NULL, _ ("开始录"), take_pin, asking, free_asking);
  asking->pin = xp_form_window_add_password (asking->form, _ ("口令"));
  xp_form_window_answer_by (asking->form, asking->pin);
  xp_form_window_ask (asking->form);
}

/* ---- the name ---- */

/* What was written goes before what is chosen. Yours. */
static char *
dup_answer (const Asking *asking)
{
  char *name = g_strstrip (g_strdup (gtk_editable_get_text (asking->other)));
  if (name[0] != '\0' || asking->names == NULL)
    return name;
  g_free (name);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (asking->names);
  return g_strdup (row != NULL ? g_object_get_data (G_OBJECT (row), "name") : "");
}

static bool
take_name (XpFormWindow *form, gpointer data, GError **error)
{
  Asking *asking = data;
  g_autofree char *name = dup_answer (asking);
  if (name[0] != '\0' && xp_typist_work_has_pin (asking->desk, name)) {
    ask_for_pin (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (form))), asking, name);
    return true;
  }
  if (!xp_typist_work_take (asking->desk, name, NULL, error))
    return false;
  asking->take (asking->user_data, name);
  return true;
}

static void
row_activated_cb (XpFormWindow *form)
{
  xp_form_window_answer (form);
}

static void
add_name (Asking *asking, const char *name, bool has_pin, const char *note)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *words = note != NULL ? g_strdup_printf (_ ("%s（%s）"), name, note)
                           : has_pin    ? g_strdup_printf (_ ("%s（有口令）"), name)
                                        : g_strdup (name);
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "who-name");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  gtk_list_box_append (asking->names, row);
  if (note == NULL && gtk_list_box_get_selected_row (asking->names) == NULL)
    gtk_list_box_select_row (asking->names, GTK_LIST_BOX_ROW (row));
}

static GtkListBox *
new_list (XpFormWindow *form)
{
  GtkWidget *list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (list), FALSE);
  gtk_widget_add_css_class (list, "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("录入人"),
                                  -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), form);
  return GTK_LIST_BOX (list);
}

/* Who typed on this machine before comes first. */
static void
fill_names (Asking *asking, const GPtrArray *typists, const char *last)
{
  guint n = 0;
  if (last[0] != '\0')
    add_name (asking, last, xp_typist_work_has_pin (asking->desk, last), NULL);
  for (guint i = 0; i < typists->len && n < MOST_NAMES; i++) {
    const XpTypistLine *line = typists->pdata[i];
    if (strcmp (line->name, last) == 0)
      continue;
    add_name (asking, line->name, line->has_pin, NULL);
    n++;
  }
}

/* Who is wanted first, then the others. */
static void
fill_others (Asking *asking, const GPtrArray *typists, const XpWhoWanted *wanted)
{
  for (int unwanted = 0; unwanted <= 1; unwanted++)
    for (guint i = 0; i < MIN (typists->len, MOST_NAMES); i++) {
      const XpTypistLine *line = typists->pdata[i];
      if (wanted->is_unwanted (line->name, asking->user_data) == (unwanted == 1))
        add_name (asking, line->name, line->has_pin, unwanted == 1 ? wanted->note : NULL);
    }
}

/* @wanted: (nullable): NULL: whoever it is. */
static void
ask (GtkWidget *parent, Asking *asking, const char *last, const XpWhoWanted *wanted)
{
  g_autoptr (GPtrArray) typists = xp_typist_work_list (asking->desk, NULL);
  XpFormWindow *form = xp_form_window_new (
    parent,
    wanted != NULL ? wanted->title : _ ("现在谁来录？"),
    wanted != NULL ? wanted->about : _ ("每一笔改动都记着是谁录的。选好按回车。"),
    _ ("开始录"),
    take_name,
    asking,
    free_asking);
  if (typists != NULL && (typists->len > 0 || last[0] != '\0')) {
    asking->names = new_list (form);
    xp_form_window_add_list (form, GTK_WIDGET (asking->names));
    if (wanted != NULL)
      fill_others (asking, typists, wanted);
    else
      fill_names (asking, typists, last);
  }
  asking->other =
    xp_form_window_add_entry (form,
                              asking->names != NULL ? _ ("别的人：写上姓名") : _ ("姓名"),
                              "");
  xp_form_window_answer_by (form, asking->other);
  /* Nobody who is wanted is known: none is chosen by the keys' coming by. */
  GtkListBoxRow *row = asking->names != NULL ? gtk_list_box_get_selected_row (asking->names) : NULL;
  if (asking->names != NULL && row == NULL)
    gtk_list_box_set_selection_mode (asking->names, GTK_SELECTION_SINGLE);
  xp_form_window_ask (form);
  if (row == NULL && asking->names != NULL)
    gtk_list_box_unselect_all (asking->names);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (asking->other));
}

void
xp_who_window_ask (
  GtkWidget *parent, XpDesk *desk, const char *last, XpWhoTaken take, gpointer user_data)
{
  Asking *asking = g_new0 (Asking, 1);
  *asking = (Asking){.desk = g_object_ref (desk), .take = take, .user_data = user_data};
  ask (parent, asking, last, NULL);
}

void
xp_who_window_ask_other (
  GtkWidget *parent, XpDesk *desk, const XpWhoWanted *wanted, XpWhoTaken take, gpointer user_data)
{
  Asking *asking = g_new0 (Asking, 1);
  *asking = (Asking){.desk = g_object_ref (desk), .take = take, .user_data = user_data};
  ask (parent, asking, "", wanted);
}
