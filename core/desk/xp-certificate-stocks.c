/* xp-certificate-stocks.c: covers that are bought: where their fields stand, kept in the book. */
#include "xp-certificate-work.h"

#include "xp-certificate-private.h"

void
xp_stock_line_free (XpStockLine *self)
{
  g_free (self->name);
  g_free (self);
}

GPtrArray *
xp_certificate_list_stocks (XpBook *book, GError **error)
{
  g_autoptr (GPtrArray) records = xp_book_list (book, XP_KIND_CERTIFICATE_STOCK, NULL, 0, error);
  if (records == NULL)
    return NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xp_stock_line_free);
  for (guint i = 0; i < records->len; i++) {
    const XpRecord *record = records->pdata[i];
    XpStockLine *line = g_new0 (XpStockLine, 1);
    line->name = g_strdup (xp_record_get_text (record, "name"));
    xp_stock_init (&line->stock,
                   (int) xp_record_get_int (record, "width_hundredths"),
                   (int) xp_record_get_int (record, "height_hundredths"));
    xp_stock_set_from_text (&line->stock, xp_record_get_text (record, "places"), NULL);
    g_ptr_array_add (lines, line);
  }
  return lines;
}

static gpointer
list_stocks (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  return xp_certificate_list_stocks (book, error);
}

GPtrArray *
xp_certificate_work_list_stocks (XpDesk *desk, GError **error)
{
  return xp_desk_run (desk, list_stocks, NULL, error);
}

typedef struct {
  const char *name;
  const XpStock *stock; /* NULL: shall be gone */
} Putting;

static gpointer
put_stock (XpDesk *desk, XpBook *book, gpointer input, GError **error)
{
  const Putting *putting = input;
  g_autoptr (XpRecord) record = xp_record_new (XP_KIND_CERTIFICATE_STOCK);
  g_autoptr (XpDraft) draft = xp_draft_new (XP_VERB_SETTINGS);
  xp_record_set_text (record, "name", putting->name);
  xp_draft_set_subject (draft, record);
  if (putting->stock == NULL) {
    xp_draft_remove (draft, record);
    return xp_book_put (book, draft, error);
  }
  g_autoptr (XpRecord) whole = xp_record_copy (record);
  g_autofree char *places = xp_stock_to_text (putting->stock);
  xp_record_set_int (whole, "width_hundredths", putting->stock->width);
  xp_record_set_int (whole, "height_hundredths", putting->stock->height);
  xp_record_set_text (whole, "places", places);
  xp_draft_put (draft, whole);
  return xp_book_put (book, draft, error);
}

bool
xp_certificate_work_put_stock (XpDesk *desk, const char *name, const XpStock *stock, GError **error)
{
  Putting putting = {name, stock};
  if (name[0] == '\0') {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_INPUT,
                         "这种纸还没有名字。请起一个，比如“大红封套”。");
    return false;
  }
  return xp_desk_run_act (desk, put_stock, &putting, error);
}

bool
xp_certificate_work_remove_stock (XpDesk *desk, const char *name, GError **error)
{
  Putting putting = {name, NULL};
  return xp_desk_run_act (desk, put_stock, &putting, error);
}
