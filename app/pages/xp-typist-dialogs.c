#include "xp-typist-dialogs.h"

#include "xp-form-window.h"
#include "xp-page.h"
#include "xp-typist-work.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *page; /* owned */
  XpDesk *desk;    /* owned */
  char *name;
  GtkEditable *old_pin, *new_pin, *again;     /* NULL: not asked */
  GtkEditable *who, *first, *second, *reason; /* of a forgotten one */
} Pin;

static void
free_pin (gpointer data)
{
  Pin *pin = data;
  g_object_unref (pin->page);
  g_object_unref (pin->desk);
  g_free (pin->name);
  g_free (pin);
}

static Pin *
begin (GtkWidget *page, XpDesk *desk, const char *name)
{
  Pin *pin = g_new0 (Pin, 1);
  *pin = (Pin){.page = g_object_ref (page), .desk = g_object_ref (desk), .name = g_strdup (name)};
  return pin;
}

static const char *
text_of (GtkEditable *entry)
{
  return entry != NULL ? gtk_editable_get_text (entry) : NULL;
}

static void
tell_done (const Pin *pin, const char *format, const char *name)
{
  g_autoptr (GString) done = g_string_new (format);
  g_string_replace (done, "{}", name, 0);
  xp_page_tell_done (pin->page, done->str);
}

/* ---- set and changed ---- */

static bool
take_set (XpFormWindow *form, gpointer data, GError **error)
{
  const Pin *pin = data;
  const char *new_pin = text_of (pin->new_pin);
  if (!xp_typist_work_check_new_pin (new_pin, text_of (pin->again), error) ||
      !xp_typist_work_set_pin (pin->desk, pin->name, text_of (pin->old_pin), new_pin, error))
    return false;
  tell_done (pin, _ ("{}的口令设好了。以后用这个姓名录入，要先输口令。"), pin->name);
  return true;
}

void
xp_typist_dialogs_set_pin (GtkWidget *page, XpDesk *desk, const char *name)
{
  const bool has_pin = xp_typist_work_has_pin (desk, name);
  Pin *pin = begin (page, desk, name);
  g_autofree char *title = g_strdup_printf (has_pin ? _ ("换%s的口令") : _ ("给%s设口令"), name);
  XpFormWindow *form = xp_form_window_new (
    page,
    title,
    _ ("口令只管别人不能拿这个姓名录入；资料照样打得开。忘了口令，可以由另外两个人写明理由去掉。"),
    _ ("设好"),
    take_set,
    pin,
    free_pin);
  if (has_pin)
    pin->old_pin = xp_form_window_add_password (form, _ ("现在的口令"));
  pin->new_pin = xp_form_window_add_password (form, _ ("新口令（至少4个字或数字）"));
  pin->again = xp_form_window_add_password (form, _ ("再写一遍"));
  xp_form_window_answer_by (form, pin->again);
  xp_form_window_ask (form);
}

/* ---- taken away ---- */

static bool
take_remove (XpFormWindow *form, gpointer data, GError **error)
{
  const Pin *pin = data;
  if (!xp_typist_work_set_pin (pin->desk, pin->name, text_of (pin->old_pin), NULL, error))
    return false;
  tell_done (pin, _ ("{}的口令去掉了。"), pin->name);
  return true;
}

void
xp_typist_dialogs_remove_pin (GtkWidget *page, XpDesk *desk, const char *name)
{
  Pin *pin = begin (page, desk, name);
  g_autofree char *title = g_strdup_printf (_ ("去掉%s的口令"), name);
  XpFormWindow *form =
    xp_form_window_new (page, title, NULL, _ ("去掉口令"), take_remove, pin, free_pin);
  pin->old_pin = xp_form_window_add_password (form, _ ("现在的口令"));
  xp_form_window_answer_by (form, pin->old_pin);
  xp_form_window_ask (form);
}

/* ---- forgotten ---- */

static bool
take_forgotten (XpFormWindow *form, gpointer data, GError **error)
{
  const Pin *pin = data;
  const XpForgottenPin forgotten = {text_of (pin->who),
                                    text_of (pin->first),
                                    text_of (pin->second),
                                    text_of (pin->reason)};
  if (!xp_typist_work_forget_pin (pin->desk, &forgotten, error))
    return false;
  tell_done (pin, _ ("{}的口令去掉了，修改记录里写明了是谁、为什么。"), forgotten.name);
  return true;
}

void
xp_typist_dialogs_forget_pin (GtkWidget *page, XpDesk *desk, const char *name)
{
  Pin *pin = begin (page, desk, name);
  XpFormWindow *form = xp_form_window_new (
    page,
    _ ("忘了口令"),
    _ ("由另外两个人一起去掉。修改记录里会记下：去掉了谁的口令、哪天几点、这两个人的姓名和理由。"),
    _ ("去掉口令"),
    take_forgotten,
    pin,
    free_pin);
  pin->who = xp_form_window_add_entry (form, _ ("谁忘了口令"), name);
  pin->first = xp_form_window_add_entry (form, _ ("第一个人"), "");
  pin->second = xp_form_window_add_entry (form, _ ("第二个人"), "");
  pin->reason = xp_form_window_add_entry (form, _ ("理由"), "");
  xp_form_window_answer_by (form, pin->reason);
  xp_form_window_ask (form);
}
