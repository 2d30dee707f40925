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
