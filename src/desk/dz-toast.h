/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast   *dz_toast_new          (const char *sentence);
const char *dz_toast_get_sentence (AdwToast   *toast);
void        dz_toast_set_sentence (AdwToast   *toast,
                                   const char *sentence);
void        dz_toast_fit          (AdwToast   *toast,
                                   GtkWidget  *place);

G_END_DECLS
