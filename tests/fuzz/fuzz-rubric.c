/* The text of a form; what was read is written and read again alike. */
#include "xp-fuzz.h"
#include "xp-rubric-text.h"
#include "xp-rubric.h"

void
xp_fuzz_try (const guint8 *data, gsize n)
{
  GError *error = NULL;
  g_autofree char *text = g_strndup ((const char *) data, n);
  g_autoptr (XpRubric) rubric = xp_rubric_from_text (text, "form", "表.rubric", &error);
  g_assert_true ((rubric == NULL) == (error != NULL));
  xp_fuzz_check_refusal (error);
  if (rubric == NULL)
    return;
  g_autofree char *canonical = xp_rubric_to_text (rubric);
  GError *problem = NULL;
  g_autoptr (XpRubric) again = xp_rubric_from_text (canonical, "form", "表.rubric", &problem);
  g_assert_no_error (problem);
  g_autofree char *written = xp_rubric_to_text (again);
  g_assert_cmpstr (written, ==, canonical);
}
