#include "xp-progress.h"

#include "xp-error.h"

/* At most ten reports a second: more would only make the window redraw. */
static const int64_t REPORT_EVERY_US = 100000;

bool
xp_progress_report (
  XpProgress *progress, GCancellable *cancellable, size_t n_done, size_t n_total, GError **error)
{
  if (g_cancellable_is_cancelled (cancellable)) {
    g_set_error_literal (error,
                         XP_ERROR,
                         XP_ERROR_CANCELLED,
                         "已经停下，资料没有变动。要做就再来一次。");
    return false;
  }

  if (progress == NULL || progress->func == NULL)
    return true;

  const int64_t now_us = g_get_monotonic_time ();
  if (n_done >= n_total || now_us - progress->last_us >= REPORT_EVERY_US) {
    progress->last_us = now_us;
    progress->func (n_done, n_total, progress->user_data);
  }
  return true;
}

/* ---- to the main context ---- */

typedef struct {
  XpProgressRelay relay;
  size_t n_done, n_total;
} Report;

static gboolean
deliver (gpointer data)
{
  const Report *report = data;
  report->relay.tell (report->n_done, report->n_total, report->relay.user_data);
  return G_SOURCE_REMOVE;
}

static void
send (size_t n_done, size_t n_total, gpointer user_data)
{
  const XpProgressRelay *relay = user_data;
  const Report report = {*relay, n_done, n_total};
  g_main_context_invoke_full (NULL,
                              G_PRIORITY_DEFAULT,
                              deliver,
                              g_memdup2 (&report, sizeof report),
                              g_free);
}

XpProgress
xp_progress_relay (const XpProgressRelay *relay)
{
  return (XpProgress){relay->tell != NULL ? send : NULL, (gpointer) relay, 0};
}
