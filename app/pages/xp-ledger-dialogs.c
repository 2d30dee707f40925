#include "xp-ledger-dialogs.h"

#include "xp-form-window.h"
#include "xp-mark.h"
#include "xp-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a window keeps until it is answered. */
typedef struct {
  XpDesk *desk; /* owned */
  int year;
  int64_t uid;                                /* the event, the household */
  GPtrArray *goods;                           /* of XpGoodsLine; owned; NULL: not asked for */
  GtkEditable *reason, *name, *price, *count; /* the window's, as the rest */
  AdwComboRow *which;
  GtkCheckButton *carry;
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;
  g_object_unref (asking->desk);
  g_clear_pointer (&asking->goods, g_ptr_array_unref);
  g_free (asking);
}

static Asking *
new_asking (XpDesk *desk, int year, int64_t uid)
{
  Asking *asking = g_new0 (Asking, 1);
  asking->desk = g_object_ref (desk);
  asking->year = year;
  asking->uid = uid;
  return asking;
}

/* NULL: nothing was typed. */
static const char *
text_of (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);
  return text[0] != '\0' ? text : NULL;
}

/* ---- 冲销 ---- */

static bool
reverse (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  return xp_ledger_work_reverse (asking->desk,
                                 asking->uid,
                                 gtk_editable_get_text (asking->reason),
                                 error);
}

void
xp_ledger_dialog_reverse (GtkWidget *page, XpDesk *desk, const XpLedgerEventLine *line)
{
  Asking *asking = new_asking (desk, 0, line->uid);
  g_autofree char *about = g_strdup_printf (_ ("%s %s %s。这一笔留着，另记一笔冲销。"),
                                            line->on_day,
                                            line->item_name,
                                            line->amount);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("冲销"), about, _ ("冲销"), reverse, asking, free_asking);
  asking->reason = xp_form_window_add_entry (window, _ ("为什么"), "");
  xp_form_window_ask (window);
}

/* ---- goods ---- */

/* Names to choose from, behind @first where it is given. Yours. */
static char **
list_names (const GPtrArray *goods, const char *first)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  if (first != NULL)
    g_strv_builder_add (names, first);
  for (guint i = 0; i < goods->len; i++) {
    const XpGoodsLine *line = goods->pdata[i];
    g_autofree char *price = xp_points_to_text (line->price_hundredths);
    g_autofree char *name =
      g_strdup_printf (_ ("%s　%s分　现有%d件"), line->name, price, (int) line->stock);
    g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

/* A whole number that may be below zero; false with the error. */
static bool
read_count (GtkEditable *entry, int fallback, int *out_count, GError **error)
{
  gint64 count = 0;
  const char *text = text_of (entry);
  *out_count = fallback;
  if (text == NULL)
    return true;
  if (!g_ascii_string_to_signed (text, 10, -99999, 99999, &count, NULL)) {
    g_set_error (error, XP_ERROR, XP_ERROR_INPUT, _ ("件数“%s”不是数字，请写成 5 这样。"), text);
    return false;
  }
  *out_count = (int) count;
  return true;
}

static bool
redeem (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  int count = 1;
  const XpGoodsLine *line = asking->goods->pdata[adw_combo_row_get_selected (asking->which)];
  return read_count (asking->count, 1, &count, error) &&
         xp_ledger_work_redeem (asking->desk, asking->year, asking->uid, line->uid, count, error);
}

void
xp_ledger_dialog_redeem (GtkWidget *page, XpDesk *desk, int year, const XpHouseholdLine *household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) goods = xp_ledger_work_list_goods (desk, &error);
  for (guint i = goods != NULL ? goods->len : 0; i-- > 0;)
    if (((const XpGoodsLine *) goods->pdata[i])->is_withdrawn)
      g_ptr_array_remove_index (goods, i);
  if (goods == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  if (goods->len == 0) {
    xp_page_tell_problem (page, _ ("还没有兑换物品。请先在“兑换物品”里记上有什么、要几分。"));
    return;
  }
  Asking *asking = new_asking (desk, year, household->uid);
  asking->goods = g_steal_pointer (&goods);
  g_autofree char *about = g_strdup_printf (_ ("%d号 %s。兑换只减可兑换积分，不减评比分。"),
                                            household->number,
                                            household->head);
  g_auto (GStrv) names = list_names (asking->goods, NULL);
  XpFormWindow *window =
    xp_form_window_new (page, _ ("兑换"), about, _ ("兑换"), redeem, asking, free_asking);
  asking->which = xp_form_window_add_choice (window, _ ("换什么"), (const char *const *) names, 0);
  asking->count = xp_form_window_add_entry (window, _ ("几件"), "1");
  xp_form_window_ask (window);
}

static bool
put_goods (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  int count = 0;
  const guint which = adw_combo_row_get_selected (asking->which);
  const XpGoodsLine *line =
    which > 0 && which <= asking->goods->len ? asking->goods->pdata[which - 1] : NULL;
  const XpGoodsSpec spec = {.uid = line != NULL ? line->uid : 0,
                            .name = text_of (asking->name),
                            .price = text_of (asking->price),
                            .withdrawn = -1};
  XpGoodsSpec with_count = spec;
  if (!read_count (asking->count, 0, &count, error))
    return false;
  with_count.count = count;
  return xp_ledger_work_put_goods (asking->desk, &with_count, error);
}

void
xp_ledger_dialog_goods (GtkWidget *page, XpDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) goods = xp_ledger_work_list_goods (desk, &error);
  if (goods == NULL) {
    xp_page_tell_error (page, error);
    return;
  }
  Asking *asking = new_asking (desk, 0, 0);
  asking->goods = g_steal_pointer (&goods);
  g_auto (GStrv) names = list_names (asking->goods, _ ("新的一样"));
  XpFormWindow *window = xp_form_window_new (
    page,
    _ ("兑换物品"),
    _ ("新的一样要写品名和分数。已有的选上，只写要改的；进了几件写几件，坏了丢了写负数。"),
    _ ("记上"),
    put_goods,
    asking,
    free_asking);
  asking->which = xp_form_window_add_choice (window, _ ("哪一样"), (const char *const *) names, 0);
  asking->name = xp_form_window_add_entry (window, _ ("品名"), "");
  asking->price = xp_form_window_add_entry (window, _ ("一件要几分"), "");
  asking->count = xp_form_window_add_entry (window, _ ("进货几件"), "");
  xp_form_window_ask (window);
}

/* ---- 年度结账 ---- */

static bool
close_year (XpFormWindow *window, gpointer data, GError **error)
{
  const Asking *asking = data;
  return xp_ledger_work_close_year (asking->desk,
                                    asking->year,
                                    gtk_check_button_get_active (asking->carry),
                                    gtk_editable_get_text (asking->reason),
                                    error);
}

void
xp_ledger_dialog_close (GtkWidget *page, XpDesk *desk, int year)
{
  Asking *asking = new_asking (desk, year, 0);
  g_autofree char *title = g_strdup_printf (_ ("%d年积分结账"), year);
  XpFormWindow *window =
    xp_form_window_new (page,
                        title,
                        _ ("结账以后这一年不能再记、再换。结余怎么办由村民会议定。"),
                        _ ("结账"),
                        close_year,
                        asking,
                        free_asking);
  asking->carry =
    xp_form_window_add_check (window, _ ("没换完的积分带入下一年（不打钩就清零）"), false);
  asking->reason = xp_form_window_add_entry (window, _ ("根据：哪天的什么会定的"), "");
  xp_form_window_ask (window);
}
