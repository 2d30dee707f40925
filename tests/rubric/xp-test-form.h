/* xp-test-form.h: shipped forms, for the tests of forms. */
#pragma once

#include "xp-rubric.h"

/* By its id: ganjing-renjia. Yours. */
XpRubric *test_form_load_shipped (const char *id);
