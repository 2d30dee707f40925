/* samples.h: what the programs that set samples share. */
#pragma once

#include "xp-font-book.h"

/* Takes @pdf and @error; says what is wrong. */
void sample_save (GBytes *pdf, const char *folder, const char *name, GError *error);
/* Every seventeenth is a rare one, or long. Yours. */
char *sample_name (size_t i);

/* The sheets that go from hand to hand, and those of lists. */
void sample_visits (XpFontBook *fonts, const char *folder);
void sample_honours (XpFontBook *fonts, const char *folder);
void sample_slips (XpFontBook *fonts, const char *folder);
void sample_reports (XpFontBook *fonts, const char *folder);
/* Letters to the township. */
void sample_letters (XpFontBook *fonts, const char *folder);
/* A charter as posters and as a booklet. */
void sample_charters (XpFontBook *fonts, const char *folder);
/* Mongolian, where there is a font for it. */
void sample_mongolian (XpFontBook *fonts, const char *folder);
