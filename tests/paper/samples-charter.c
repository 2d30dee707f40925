/* samples-charter.c: a charter of 30 articles on every kind of paper. */
#include "sample-charter.h"
#include "samples.h"

void
sample_charters (XpFontBook *fonts, const char *folder)
{
  static const struct {
    const char *name;
    XpCharterPoster poster;
    const char *status;
  } POSTERS[] = {
    {"charter-a3.pdf", {297, 420}, NULL},
    {"charter-a3-draft.pdf", {297, 420, .is_plain = true}, "草案"},
    {"charter-60x90.pdf", {600, 900}, NULL},
    {"charter-120x90.pdf", {1200, 900, .press = {true, true}}, NULL},
  };
  GError *error = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS (POSTERS); i++) {
    XpCharterSheet sheet = SAMPLE_CHARTER;
    sheet.status = POSTERS[i].status;
    error = NULL;
    GBytes *pdf = xp_charter_poster_render (&sheet, &POSTERS[i].poster, fonts, NULL, NULL, &error);
    sample_save (pdf, folder, POSTERS[i].name, error);
  }
  XpCharterSheet few = SAMPLE_CHARTER; /* its first chapter alone */
  few.n_chapters = 1;
  error = NULL;
  sample_save (xp_charter_poster_render (&few, &POSTERS[0].poster, fonts, NULL, NULL, &error),
               folder,
               "charter-a3-few.pdf",
               error);
  error = NULL;
  sample_save (xp_charter_booklet_render (&SAMPLE_CHARTER, false, fonts, NULL, NULL, &error),
               folder,
               "charter-booklet.pdf",
               error);
  XpCharterSheet draft = SAMPLE_CHARTER;
  draft.status = "草案";
  error = NULL;
  sample_save (xp_charter_booklet_render (&draft, true, fonts, NULL, NULL, &error),
               folder,
               "charter-booklet-a4.pdf",
               error);
}
