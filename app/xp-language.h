/* xp-language.h: in which language the window speaks. */
#pragma once

/* To be called once, before GTK, by a program with a window. The words in the sources are Chinese;
 * where the reader's first language is another one, its file is taken from the folder “locale” of
 * xp-program-files.h. */
void xp_language_init (void);
