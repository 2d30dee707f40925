/* xp-plain-text.h: text as it is kept: what stands in it can be seen. */
#pragma once

/**
 * xp_plain_text:
 * @text: UTF-8
 *
 * Brings text to NFC and takes out what cannot be seen but turns lines round or makes two equal
 * names different: marks of direction (UAX #9), zero-width spaces and joiners, soft hyphens, tags,
 * control characters but for TAB and the line ends. Joiners stay between letters of the scripts
 * that write with them: Mongolian (with its own selectors), Arabic. Selectors of variants of
 * Chinese characters stay.
 *
 * Returns: yours
 */
char *xp_plain_text (const char *text);
