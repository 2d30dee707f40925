#include "xp-post-form.h"

#include "xp-form-window.h"
#include "xp-page.h"

#include <glib/gi18n.h>

/* What the window keeps until it is answered. */
typedef struct {
  XpDesk *desk;    /* owned */
  GtkWidget *page; /* owned */
  int64_t round_uid;
  void (*posting) (GtkWidget *page);
  void (*leaving) (GtkWidget *page);
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->page);
  g_object_unref (asking->desk);
  g_free (asking);
}

static bool
leave (XpFormWindow *window, gpointer data, GError **error)
{
  Asking *asking = data;
  asking->leaving (asking->page);
  return true;
}

static bool
post (XpFormWindow *window, gpointer data, GError **error)
{
  Asking *asking = data;
  asking->posting (asking->page);
  return xp_round_work_go_on (asking->desk, asking->round_uid, XP_STAGE_POSTED, error);
}

static void
ask (Asking *asking, char **open)
{
  g_autofree char *sentences = g_strjoinv ("\n", open);
  g_autofree char *about =
    g_strdup_printf (_ ("%s\n贴出去不能撤销，要改就得退回一步，写明理由。"), sentences);
  XpFormWindow *window = xp_form_window_new (asking->page,
                                             _ ("现在就贴公示吗？"),
                                             about,
                                             _ ("先不贴"),
                                             leave,
                                             asking,
                                             free_asking);
  xp_form_window_hide_cancel (window);
  xp_form_window_add_button (window, _ ("照样贴"), post);
  xp_form_window_ask (window);
  gtk_widget_grab_focus (gtk_window_get_default_widget (GTK_WINDOW (window)));
}

bool
xp_post_form_ask_first (GtkWidget *page,
                        XpDesk *desk,
                        const XpLoadedRound *loaded,
                        void (*posting) (GtkWidget *page),
                        void (*leaving) (GtkWidget *page))
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) open = xp_round_work_list_open (desk, loaded, &error);
  if (open == NULL) {
    xp_page_tell_error (page, error);
    return true;
  }
  if (open[0] == NULL)
    return false;
  Asking *asking = g_new0 (Asking, 1);
  *asking =
    (Asking){g_object_ref (desk), g_object_ref (page), loaded->round->uid, posting, leaving};
  ask (asking, open);
  return true;
}
