/* xp-progress.h: how far a long work is.
 *
 * Every long work takes `XpProgress *progress, GCancellable *cancellable, GError **error` last;
 * both may be NULL. Reports are passed on at most ten times a second, on the thread that works. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

typedef void (*XpProgressFunc) (size_t n_done, size_t n_total, gpointer user_data);

typedef struct {
  XpProgressFunc func; /* called on the working thread */
  gpointer user_data;
  int64_t last_us; /* monotonic time of the last report; 0 before the first */
} XpProgress;

/**
 * xp_progress_report:
 * @progress: (nullable): borrowed
 * @cancellable: (nullable): asked at every call, so one call per row or page is enough
 * @n_done: rows, pages or acts finished
 * @n_total: how many there are; 0 if unknown
 *
 * Tells how far the work is and whether to go on.
 *
 * Returns: false with XP_ERROR_CANCELLED when the user stopped the work
 */
bool xp_progress_report (
  XpProgress *progress, GCancellable *cancellable, size_t n_done, size_t n_total, GError **error);

/* Reports of a thread that works, told on the main context. */
typedef struct {
  XpProgressFunc tell; /* NULL: nobody asks */
  gpointer user_data;  /* lives until the last report was told: before what the work returns to the
                          main context afterwards */
} XpProgressRelay;

/* @relay: borrowed as long as it is reported to. */
XpProgress xp_progress_relay (const XpProgressRelay *relay);
