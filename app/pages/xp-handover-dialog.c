#include "xp-handover-dialog.h"

#include "xp-form-window.h"
#include "xp-handover-work.h"
#include "xp-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *window; /* owned */
  XpDesk *desk;      /* owned */
  GtkEditable *from, *to, *day;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->window);
  g_object_unref (asking->desk);
  g_free (asking);
}

/* Where it lies, and who types from now on. */
static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (XpWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  if (!xp_handover_work_make_finish (XP_DESK (source), result, &folder, &error)) {
    xp_window_show_problem (window, error->message);
    return;
  }
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *done = g_strdup_printf (
    _ ("移交好了。归档文件夹“%s”在资料旁边，里面有备份、文书和移交清单。请把清单印出来两人签字。"),
    name);
  xp_window_show_problem (window, done); /* what is to be done now stays until it is read */
  if (xp_window_get_desk (window) == XP_DESK (source))
    xp_window_ask_who (window);
}

static bool
take (XpFormWindow *form, gpointer data, GError **error)
{
  const Asking *asking = data;
  const char *day = gtk_editable_get_text (asking->day);
  XpHandover handover = {.from = gtk_editable_get_text (asking->from),
                         .to = gtk_editable_get_text (asking->to)};
  if (!xp_handover_work_read_day (day, &handover.on_day, error) ||
      !xp_handover_work_check (asking->desk, &handover, error))
    return false;
  /* Who takes over is offered first from now on. */
  xp_settings_set_who (xp_window_get_settings (XP_WINDOW (asking->window)), handover.to);
  xp_window_show_done (XP_WINDOW (asking->window), _ ("正在备份、印文书，请等一等……"));
  xp_handover_work_make_async (asking->desk,
                               &handover,
                               NULL,
                               made_cb,
                               g_object_ref (asking->window));
  return true;
}

void
xp_handover_dialog_ask (GtkWidget *window, XpDesk *desk)
{
  const GDate today = xp_desk_get_today (desk);
  g_autofree char *day = xp_day_to_text (&today);
  Asking *asking = g_new0 (Asking, 1);
  XpFormWindow *form = xp_form_window_new (
    window,
    _ ("换届移交"),
    _ ("一步做完：先备份并核对，再把张贴过的文书和移交清单印成 PDF，收在资料旁边的归档文件夹里，"
       "修改记录里记一笔谁交给谁。移交人的姓名以后不再列出来选。"),
    _ ("开始移交"),
    take,
    asking,
    free_asking);
  *asking = (Asking){
    .window = g_object_ref (window),
    .desk = g_object_ref (desk),
    .from = xp_form_window_add_entry (form, _ ("谁移交"), xp_desk_get_who (desk)),
    .to = xp_form_window_add_entry (form, _ ("谁接手"), ""),
    .day = xp_form_window_add_entry (form, _ ("从哪天起"), day),
  };
  xp_form_window_answer_by (form, asking->day);
  xp_form_window_ask (form);
}
