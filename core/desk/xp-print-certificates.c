/* xp-print-certificates.c: numbers that were issued become 荣誉证书. */
#include "xp-print-source.h"

#include "xp-certificate-sheet.h"

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
  char *number =
    g_strdup_printf ("%s〔%" G_GINT64_FORMAT "〕%" G_GINT64_FORMAT "-%03" G_GINT64_FORMAT,
                     xp_desk_get_village (source->desk)->short_name,
                     xp_record_get_int (record, "year"),
                     xp_record_get_int (record, "round_in_year"),
                     xp_record_get_int (record, "serial"));
  return xp_print_source_keep (source, number);
}

static const char *const *
keep_names (XpPrintSource *source, const char *name)
{
  const char **names = g_new0 (const char *, 2);
  names[0] = name;
  xp_print_source_keep (source, (char *) names);
  return names;
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
  xp_print_source_set_field (source, "姓名", entrant->name);
  xp_print_source_set_field (source, "编号", number);
  *out = (XpCertificate){.number = number,
                         .issuer = source->result->issuer,
                         .names = keep_names (source, entrant->name)};
  return (out->addressee =
            xp_print_source_fill (source, is_person ? "称呼·个人" : "称呼·家庭", error)) != NULL &&
         (out->body =
            xp_print_source_fill (source, is_person ? "正文·个人" : "正文·家庭", error)) != NULL &&
         (out->closing = xp_print_source_fill (source, "结语", error)) != NULL &&
         (out->date = xp_print_source_fill (source, "日期", error)) != NULL;
}

static bool
fill_all (XpPrintSource *source, GArray *list, GError **error)
{
  for (guint i = 0; i < source->certificates->len; i++) {
    const XpRecord *record = source->certificates->pdata[i];
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

GBytes *
xp_print_certificates (XpPrintSource *source,
                       XpFontBook *fonts,
                       XpProgress *progress,
                       GCancellable *cancellable,
                       GError **error)
{
  GDate published;
  g_autofree char *date = xp_day_from_text (source->loaded->round->published_on, &published)
                            ? xp_day_to_chinese_numerals (&published)
                            : g_strdup ("");
  xp_print_source_set_field (source, "日期", date);
  if (source->certificates->len == 0) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_REFUSED,
                         "这次没有评上的人家，没有证书可印。请看看选的是哪一次评选。");
    return NULL;
  }

  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XpCertificate));
  XpCertificateSheet sheet = {.heading = xp_print_source_fill (source, "标题", error),
                              .style = XP_CERTIFICATE_GOLD};
  if (sheet.heading == NULL || !fill_all (source, list, error))
    return NULL;
  if (list->len == 0) {
    g_set_error (error,
                 XP_ERROR,
                 XP_ERROR_REFUSED,
                 "%d号户这次没有评上，没有证书可印。请看看编号。",
                 source->options.household);
    return NULL;
  }
  sheet.certificates = (const XpCertificate *) (gpointer) list->data;
  sheet.n_certificates = list->len;
  return xp_certificate_sheet_render (&sheet, fonts, progress, cancellable, error);
}
