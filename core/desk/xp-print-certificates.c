/* xp-print-certificates.c: numbers that were issued become 荣誉证书. */
#include "xp-print-source.h"

#include "xp-certificate-private.h"
#include "xp-certificate-sheet.h"

#include <string.h>

const XpResultEntrant *
xp_print_lookup_entrant (const XpResult *result, int64_t entrant_no)
{
  return entrant_no >= 1 && entrant_no <= (int64_t) result->n_entrants
           ? &result->entrants[entrant_no - 1]
           : NULL;
}

const char *
xp_print_source_number_certificate (XpPrintSource *source, const XpRecord *record)
{
  const char *short_name = xp_desk_get_village (source->desk)->short_name;
  return xp_print_source_keep (source, xp_certificate_dup_number (short_name, record));
}

/* Two heads of one household are two names. */
static const char *const *
keep_names (XpPrintSource *source, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "、", -1);
  GPtrArray *names = g_ptr_array_new ();
  for (size_t i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) xp_print_source_keep (source, g_strdup (parts[i])));
  return xp_print_source_keep_list (source, names);
}

static bool
fill_one (XpPrintSource *source,
          const XpRecord *record,
          const XpResultEntrant *entrant,
          XpCertificate *out,
          GError **error)
{
  const char *number = xp_print_source_number_certificate (source, record);
  const bool is_person = entrant->person_number != 0;
  const char *own = xp_record_get_text (record, "name");
  const char *name = own != NULL ? own : entrant->name;
  xp_print_source_set_field (source, "姓名", name);
  xp_print_source_set_field (source, "编号", number);
  *out = (XpCertificate){.number = number,
                         .issuer = source->result->issuer,
                         .names = keep_names (source, name)};
  if (source->options.certificates.mongolian != XP_PRINT_MONGOLIAN_NONE &&
      (out->mongolian = xp_print_source_fill (source, "蒙文正文", error)) == NULL)
    return false;
  return (out->addressee =
            xp_print_source_fill (source, is_person ? "称呼·个人" : "称呼·家庭", error)) != NULL &&
         (out->body =
            xp_print_source_fill (source, is_person ? "正文·个人" : "正文·家庭", error)) != NULL &&
         (out->closing = xp_print_source_fill (source, "结语", error)) != NULL &&
         (out->date = xp_print_source_fill (source, "日期", error)) != NULL;
}

static bool
fill_all (XpPrintSource *source, const GPtrArray *chosen, GArray *list, GError **error)
{
  for (guint i = 0; i < chosen->len; i++) {
    const XpRecord *record = chosen->pdata[i];
    const XpResultEntrant *entrant =
      xp_print_lookup_entrant (source->result, xp_record_get_int (record, "entrant_no"));
    XpCertificate one;
    const int wanted = source->options.household;
    if (entrant == NULL || (wanted != 0 && entrant->number != wanted))
      continue;
    if (!fill_one (source, record, entrant, &one, error))
      return false;
    g_array_append_val (list, one);
  }
  return true;
}

/* ---- the paper ---- */

static const XpStock *
find_stock (const XpPrintSource *source, const char *name)
{
  for (guint i = 0; i < source->stocks->len; i++) {
    const XpStockLine *line = source->stocks->pdata[i];
    if (strcmp (line->name, name) == 0)
      return &line->stock;
  }
  return NULL;
}

/* A cover of the book has its places; another size is set as it looks best. */
static bool
choose_paper (const XpPrintSource *source, XpCertificateSheet *sheet, GError **error)
{
  const XpCertificateOptions *options = &source->options.certificates;
  int width = 0, height = 0;
  sheet->stock = options->layout          ? options->layout
                 : options->stock != NULL ? find_stock (source, options->stock)
                                          : NULL;
  if (sheet->stock != NULL || options->stock == NULL)
    return true;
  if (!xp_stock_size_from_text (options->stock, &width, &height)) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_INPUT,
                 "没有“%s”这种套打的纸。请写记下来的名字，或者写大小，比如 260×185（毫米）。",
                 options->stock);
    return false;
  }
  sheet->width_mm = width / 100.0;
  sheet->height_mm = height / 100.0;
  return true;
}

/* What is printed on a bought cover as a whole has no frame: the cover has it. */
static XpCertificateStyle
style_of (const XpCertificateOptions *options, bool has_places)
{
  if (has_places && options->pass == XP_PRINT_WHOLE)
    return XP_CERTIFICATE_BARE;
  return options->is_plain ? XP_CERTIFICATE_PLAIN : XP_CERTIFICATE_GOLD;
}

static XpCertificatePass
pass_of (XpPrintPass pass)
{
  static const XpCertificatePass PASSES[] = {[XP_PRINT_WHOLE] = XP_CERTIFICATE_WHOLE,
                                             [XP_PRINT_BACKGROUND] = XP_CERTIFICATE_BACKGROUND,
                                             [XP_PRINT_TEXT] = XP_CERTIFICATE_TEXT};
  return PASSES[pass];
}

/* Which script comes first is a setting; false with INPUT. */
static bool
fill_mongolian_title (XpPrintSource *source, XpCertificateSheet *sheet, GError **error)
{
  const XpPrintMongolian mongolian = source->options.certificates.mongolian;
  if (mongolian == XP_PRINT_MONGOLIAN_NONE)
    return true;
  sheet->mongolian_side =
    mongolian == XP_PRINT_MONGOLIAN_RIGHT ? XP_CERTIFICATE_RIGHT : XP_CERTIFICATE_LEFT;
  sheet->mongolian_title = xp_print_source_fill (source, "蒙文标题", error);
  return sheet->mongolian_title != NULL;
}

/* The background is made at a print shop, whose machine is not this printer. */
static void
move_by_printer (const XpCertificateOptions *options, XpCertificateSheet *sheet)
{
  if (options->pass == XP_PRINT_BACKGROUND)
    return;
  sheet->dx_mm = options->dx_mm;
  sheet->dy_mm = options->dy_mm;
  sheet->scale_x_permille = options->scale_x_permille;
  sheet->scale_y_permille = options->scale_y_permille;
}

/* ---- which ---- */

static bool
refuse_nothing (const XpPrintSource *source, GError **error)
{
  const int household = source->options.household;
  if (household != 0 && source->certificates->len > 0)
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%d号户这次没有评上，没有证书可印。请看看编号。",
                 household);
  else
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这次没有评上的人家，没有证书可印。请看看选的是哪一次评选。");
  return false;
}

static bool
fill_list (XpPrintSource *source, GArray *list, GError **error)
{
  const XpCertificateOptions *options = &source->options.certificates;
  g_autoptr (GPtrArray) chosen =
    xp_certificate_choose (source->all_certificates, options->from, NULL, options->only, error);
  return chosen != NULL && fill_all (source, chosen, list, error) &&
         (list->len > 0 || refuse_nothing (source, error));
}

GBytes *
xp_print_certificates (XpPrintSource *source,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  GDate published;
  const XpCertificateOptions *options = &source->options.certificates;
  g_autofree char *date = xp_day_from_text (source->loaded->round->published_on, &published)
                            ? xp_day_to_chinese_numerals (&published)
                            : g_strdup ("");
  xp_print_source_set_field (source, "日期", date);

  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XpCertificate));
  XpCertificateSheet sheet = {.heading = xp_print_source_fill (source, "标题", error),
                              .pass = pass_of (options->pass)};
  if (sheet.heading == NULL || !fill_mongolian_title (source, &sheet, error) ||
      !choose_paper (source, &sheet, error) || !fill_list (source, list, error))
    return NULL;
  sheet.style = style_of (options, sheet.stock != NULL);
  move_by_printer (options, &sheet);
  sheet.certificates = (const XpCertificate *) (gpointer) list->data;
  sheet.n_certificates = list->len;
  return xp_certificate_sheet_render (&sheet, fonts, progress, cancellable, error);
}
