/* xp-spoken.h: figures as they are said aloud. */
#pragma once

/**
 * xp_spoken_dup:
 * @text: UTF-8
 *
 * “2026年10月13日，评了412户” → “二〇二六年十月十三日，评了四百一十二户”: years and telephone
 * numbers digit by digit (a 1 of a telephone number is 幺), everything else as a number; 2 before a
 * measure word is 两 (2户, 2个), not in a row (第2, 2社, 2月); 30% is 百分之三十, 17-1号
 * 十七杠一号.
 *
 * Returns: yours; no figure is left in it
 */
char *xp_spoken_dup (const char *text);
