/* sample-charter.h: a charter of 30 articles in six chapters. */
#pragma once

#include "xp-charter-sheet.h"

extern const XpCharterSheet SAMPLE_CHARTER;
