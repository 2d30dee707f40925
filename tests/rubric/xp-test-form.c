#include "xp-test-form.h"

#include "xp-rubric-text.h"

#include <glib.h>

XpRubric *
test_form_load_shipped (const char *id)
{
  g_autofree char *file = g_strdup_printf ("../rubrics/%s.rubric", id);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  XpRubric *form = xp_rubric_from_text (text, id, file, &error);
  g_assert_no_error (error);
  return form;
}
