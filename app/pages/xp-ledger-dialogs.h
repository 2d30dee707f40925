/* xp-ledger-dialogs.h: what is asked about points: why something is taken back, what is redeemed,
 * which goods there are, how a year ends. */
#pragma once

#include "xp-ledger-work.h"

#include <adwaita.h>

/* 冲销: the reason. */
void xp_ledger_dialog_reverse (GtkWidget *page, XpDesk *desk, const XpLedgerEventLine *line);

/* 兑换: which goods, how many. Says so where there are none. */
void
xp_ledger_dialog_redeem (GtkWidget *page, XpDesk *desk, int year, const XpHouseholdLine *household);

/* 兑换物品: a new one, another price, what came in. */
void xp_ledger_dialog_goods (GtkWidget *page, XpDesk *desk);

/* 年度结账: whether what is left is carried over, and who decided it. */
void xp_ledger_dialog_close (GtkWidget *page, XpDesk *desk, int year);
