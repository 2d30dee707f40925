#include "xp-forget-form.h"

#include "xp-forget-work.h"
#include "xp-form-window.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* Wider than other questions: there is more to read before it is answered. */
static const int WIDTH = 800;

/* What the window keeps until it is answered. */
typedef struct {
  GtkWidget *page; /* borrowed: outlives its modal window */
  XpDesk *desk;    /* owned */
  int64_t uid;
  char *head;
  GtkEditable *typed; /* the window's */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  g_free (asking->head);
  g_free (asking);
}

static bool
forget (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  g_autofree char *told = NULL;
  g_autofree char *typed = g_strdup (gtk_editable_get_text (asking->typed));
  if (strcmp (g_strstrip (typed), asking->head) != 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 _ ("打上去的不是户主“%s”，没有动。请照着打一遍。"),
                 asking->head);
    return false;
  }
  if (!xp_forget_work_forget (asking->desk, asking->uid, &told, error))
    return false;
  xp_page_tell_done (asking->page, told);
  return true;
}

static char *
dup_about (const XpHouseholdCard *card, int n, const GPtrArray *backups)
{
  GString *about = g_string_new (NULL);
  g_string_printf (about,
                   _ ("%d号 %s：存着电话、证件号、备注这些私下的话共%d条，连以前改过的都算。"
                      "忘掉以后谁也找不回来，撤销也不行；分数和结果不动。"),
                   card->number,
                   card->head,
                   n);
  if (backups->len > 0)
    g_string_append_printf (about,
                            _ ("\n%u份备份里还留着，要忘干净就把它们也删掉，"
                               "或等新备份把它们换下去："),
                            backups->len);
  return g_string_free (about, FALSE);
}

/* As many as there are, in a place that leaves room for the answer at any size of text. */
static GtkWidget *
new_list (const GPtrArray *backups)
{
  static const int LEAST_HEIGHT = 64, MOST_HEIGHT = 140;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < backups->len; i++)
    g_string_append_printf (text, "%s· %s", i > 0 ? "\n" : "", (const char *) backups->pdata[i]);
  GtkWidget *label = gtk_label_new (text->str);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scrolled), FALSE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LEAST_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);
  return scrolled;
}

void
xp_forget_form_ask (GtkWidget *page, XpDesk *desk, const XpHouseholdCard *card)
{
  g_autoptr (GError) error = NULL;
  const int n = xp_forget_work_count (desk, card->uid, &error);
  g_autoptr (GPtrArray) backups =
    n >= 0 ? xp_forget_work_list_backups (desk, card->uid, &error) : NULL;
  if (backups == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  if (n == 0) {
    xp_page_tell_done (page, _ ("这一户没有存过电话、证件号或私下的备注，没有什么可忘的。"));
    return;
  }
  g_autofree char *about = dup_about (card, n, backups);
  Asking *asking = g_new0 (Asking, 1);
  *asking = (Asking){page, g_object_ref (desk), card->uid, g_strdup (card->head), NULL};
  XpFormWindow *window = xp_form_window_new (page,
                                             _ ("忘掉这一户的私下信息"),
                                             about,
                                             _ ("忘掉，不再找回"),
                                             forget,
                                             asking,
                                             free_asking);
  if (backups->len > 0)
    xp_form_window_add_list (window, new_list (backups));
  xp_form_window_set_size (window, WIDTH, -1);
  asking->typed = xp_form_window_add_entry (window, _ ("请打上户主姓名，免得忘错了人"), "");
  xp_form_window_ask (window);
}
