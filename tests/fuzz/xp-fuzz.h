/* xp-fuzz.h: one reader of foreign bytes: it may refuse them, in one sentence, and nothing else.
 *
 * Each fuzz-*.c has one. libfuzzer.c feeds it bytes that libFuzzer thinks up; replay.c the seeds,
 * and what was ever found, as a test. */
#pragma once

#include <glib.h>

/* @data: borrowed, not ended by a zero. */
void xp_fuzz_try (const guint8 *data, gsize n);

/* A refusal is a Chinese sentence with what to do: anything else ends the program. Frees it; NULL
 * is none. */
void xp_fuzz_check_refusal (GError *error);
