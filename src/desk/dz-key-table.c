/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-table.h"

#include <glib/gi18n.h>

#define JUDGING N_("Judging")
#define LOOKING N_("Looking")
#define LOOKING_CLOSELY N_("Looking closely")
#define LINES N_("Correcting lines")
#define REJECTING N_("Rejecting")
#define APPROVING N_("Approving against a rule")
#define ESCALATING N_("Asking a supervisor")
#define SHEET N_("Contact sheet")
#define QUEUE N_("The queue")
#define NOT_APPLIED N_("Not applied")
#define TRAY N_("Held decisions")
#define SUPERVISING N_("For supervisors")
#define PROGRAM N_("Program")

/* Every key of the desk; the window, its buttons, the list of shortcuts and the preferences read it
 * here. The number pad's keys mean the main ones' actions besides these. */
static const DzKeyAction actions[] = {
  { "review.approve", JUDGING, N_("Approve the photo"), DZ_KEY_PLACE_PHOTO, "a KP_Add", 0, NULL },
  { "review.reject", JUDGING, N_("Reject the photo"), DZ_KEY_PLACE_PHOTO, "r KP_Subtract", 0,
    NULL },
  { "review.skip", JUDGING, N_("Skip the photo"), DZ_KEY_PLACE_PHOTO, "s KP_Multiply", 0, NULL },
  { "review.escalate", JUDGING, N_("Leave the photo to a supervisor"), DZ_KEY_PLACE_PHOTO, "e", 0,
    NULL },
  { "review.undo", JUDGING, N_("Take back the last decision"), DZ_KEY_PLACE_PHOTO,
    "BackSpace z <Control>z KP_Decimal", 0, NULL },
  { "review.approve-with", JUDGING, N_("Approve, and waive a rule"), DZ_KEY_PLACE_PHOTO,
    "<Shift>a", 0, NULL },

  { "review.previous", LOOKING, N_("Previous photo"), DZ_KEY_PLACE_PHOTO, "Left", DZ_KEY_REPEATS,
    NULL },
  { "review.next", LOOKING, N_("Next photo"), DZ_KEY_PLACE_PHOTO, "Right", DZ_KEY_REPEATS, NULL },
  { "review.step(-1)", LOOKING, N_("Previous finding"), DZ_KEY_PLACE_PHOTO, "Up", DZ_KEY_REPEATS,
    NULL },
  { "review.step(1)", LOOKING, N_("Next finding, and where it is"), DZ_KEY_PLACE_PHOTO, "Down",
    DZ_KEY_REPEATS, NULL },
  { "review.leave", LOOKING, N_("The whole photo again"), DZ_KEY_PLACE_PHOTO, "Escape",
    DZ_KEY_FIXED, NULL },
  { "review.compare-attempt", LOOKING, N_("Compare with the earlier attempt"),
    DZ_KEY_PLACE_PHOTO, "c KP_Divide", 0, NULL },
  { "review.compare-before", LOOKING, N_("Compare with the attempt before that"),
    DZ_KEY_PLACE_PHOTO, "<Shift>c", 0, NULL },
  { "review.compare-admission", LOOKING, N_("Compare with the admission photo"),
    DZ_KEY_PLACE_PHOTO, "p", 0, NULL },
  { "review.compare", LOOKING, N_("Compare with a photo that is alike"), DZ_KEY_PLACE_PHOTO, "d",
    0, NULL },
  { "review.blink(true)", LOOKING, N_("The other photo in its place, while the key is held"),
    DZ_KEY_PLACE_PHOTO, "space", 0, "review.blink(false)" },
  { "review.reveal(true)", LOOKING, N_("The whole ID number, while the key is held"),
    DZ_KEY_PLACE_PHOTO, "n", 0, "review.reveal(false)" },
  { "review.guides", LOOKING, N_("Guides over the photo"),
    DZ_KEY_PLACE_PHOTO | DZ_KEY_PLACE_OVERRIDE, "g", 0, NULL },
  { "review.side", LOOKING, N_("Record and findings, or only the photo"), DZ_KEY_PLACE_PHOTO, "i",
    0, NULL },
  { "review.frame", LOOKING, N_("What is delivered of the photo"), DZ_KEY_PLACE_PHOTO, "f", 0,
    NULL },
  { "review.wall", LOOKING, N_("How even the background is"), DZ_KEY_PLACE_PHOTO, "b", 0, NULL },
  { "review.clipped", LOOKING, N_("Where light and dark are lost"), DZ_KEY_PLACE_PHOTO, "h", 0,
    NULL },
  { "review.refresh", LOOKING, N_("Fetch again"), DZ_KEY_PLACES_REVIEW, "F5", 0, NULL },

  { "review.zoom('fit')", LOOKING_CLOSELY, N_("The whole photo"), DZ_KEY_PLACE_PHOTO, "1", 0,
    NULL },
  { "review.zoom('face')", LOOKING_CLOSELY, N_("The face"), DZ_KEY_PLACE_PHOTO, "2", 0, NULL },
  { "review.zoom('eyes')", LOOKING_CLOSELY, N_("The eyes"), DZ_KEY_PLACE_PHOTO, "3", 0, NULL },
  { "review.zoom('shoulders')", LOOKING_CLOSELY, N_("Shoulders and background"),
    DZ_KEY_PLACE_PHOTO, "4", 0, NULL },
  { "review.zoom-pixels", LOOKING_CLOSELY, N_("Actual size at the pointer, and back"),
    DZ_KEY_PLACE_PHOTO, "0", 0, NULL },
  { "review.pan((-1, 0))", LOOKING_CLOSELY, N_("Further left in the photo"), DZ_KEY_PLACE_PHOTO,
    "<Shift>Left", DZ_KEY_REPEATS, NULL },
  { "review.pan((1, 0))", LOOKING_CLOSELY, N_("Further right in the photo"), DZ_KEY_PLACE_PHOTO,
    "<Shift>Right", DZ_KEY_REPEATS, NULL },
  { "review.pan((0, -1))", LOOKING_CLOSELY, N_("Further up in the photo"), DZ_KEY_PLACE_PHOTO,
    "<Shift>Up", DZ_KEY_REPEATS, NULL },
  { "review.pan((0, 1))", LOOKING_CLOSELY, N_("Further down in the photo"), DZ_KEY_PLACE_PHOTO,
    "<Shift>Down", DZ_KEY_REPEATS, NULL },

  { "review.pick-line", LINES, N_("Pick crown, eyes, chin"), DZ_KEY_PLACE_PHOTO, "l", 0, NULL },
  { "review.move-line(-1)", LINES, N_("Move the line up"), DZ_KEY_PLACE_PHOTO, "<Alt>Up",
    DZ_KEY_REPEATS, NULL },
  { "review.move-line(1)", LINES, N_("Move the line down"), DZ_KEY_PLACE_PHOTO, "<Alt>Down",
    DZ_KEY_REPEATS, NULL },
  { "review.move-line(-10)", LINES, N_("Move the line up by ten pixels"), DZ_KEY_PLACE_PHOTO,
    "<Shift><Alt>Up", DZ_KEY_REPEATS, NULL },
  { "review.move-line(10)", LINES, N_("Move the line down by ten pixels"), DZ_KEY_PLACE_PHOTO,
    "<Shift><Alt>Down", DZ_KEY_REPEATS, NULL },
  { "review.put-back", LINES, N_("Put the line back, or all of them"), DZ_KEY_PLACE_PHOTO,
    "Delete", 0, NULL },

  { "reject.toggle", REJECTING, N_("Choose or drop a reason"), DZ_KEY_PLACE_REJECT,
    "1 2 3 4 5 6 7 8 9 0", DZ_KEY_NUMBERS | DZ_KEY_FIXED, NULL },
  { "reject.find", REJECTING, N_("Find a reason by typing"), DZ_KEY_PLACE_REJECT,
    "<Control>f slash", 0, NULL },
  { "reject.final", REJECTING, N_("Let no other photo follow, or let it"), DZ_KEY_PLACE_REJECT,
    "<Alt>f", 0, NULL },
  { "reject.write", REJECTING, N_("Write a note"), DZ_KEY_PLACE_REJECT, "Tab",
    DZ_KEY_FOREIGN | DZ_KEY_FIXED, NULL },
  { "reject.send", REJECTING, N_("Reject with these reasons"), DZ_KEY_PLACE_REJECT, "Return",
    DZ_KEY_FIXED, NULL },
  { "reject.cancel", REJECTING, N_("Do not reject"), DZ_KEY_PLACE_REJECT, "Escape KP_Decimal",
    DZ_KEY_FIXED, NULL },

  { "override.choose", APPROVING, N_("Choose a reason for the marked rule"),
    DZ_KEY_PLACE_OVERRIDE, "1 2 3 4 5 6 7 8", DZ_KEY_NUMBERS | DZ_KEY_FIXED, NULL },
  { "override.step(-1)", APPROVING, N_("Mark the previous rule"), DZ_KEY_PLACE_OVERRIDE, "Up",
    DZ_KEY_REPEATS, NULL },
  { "override.step(1)", APPROVING, N_("Mark the next rule"), DZ_KEY_PLACE_OVERRIDE, "Down",
    DZ_KEY_REPEATS, NULL },
  { "override.clear", APPROVING, N_("Take the reason back"), DZ_KEY_PLACE_OVERRIDE, "Delete", 0,
    NULL },
  { "override.send", APPROVING, N_("Approve with these reasons"), DZ_KEY_PLACE_OVERRIDE, "Return",
    DZ_KEY_FIXED, NULL },
  { "override.cancel", APPROVING, N_("Do not approve"), DZ_KEY_PLACE_OVERRIDE,
    "Escape KP_Decimal", DZ_KEY_FIXED, NULL },

  { "escalate.choose", ESCALATING, N_("Choose the reason"), DZ_KEY_PLACE_ESCALATE, "1 2 3 4 5 6",
    DZ_KEY_NUMBERS | DZ_KEY_FIXED, NULL },
  { "escalate.send", ESCALATING, N_("Leave the photo to a supervisor, for this reason"),
    DZ_KEY_PLACE_ESCALATE, "Return", DZ_KEY_FIXED, NULL },
  { "escalate.cancel", ESCALATING, N_("Keep the photo"), DZ_KEY_PLACE_ESCALATE,
    "Escape KP_Decimal", DZ_KEY_FIXED, NULL },

  { "review.sheet", SHEET, N_("Photos without a fault, several at once"), DZ_KEY_PLACE_PHOTO, "k",
    0, NULL },
  { "sheet.move((-1, 0))", SHEET, N_("Photo at the left"), DZ_KEY_PLACE_SHEET, "Left",
    DZ_KEY_REPEATS, NULL },
  { "sheet.move((1, 0))", SHEET, N_("Photo at the right"), DZ_KEY_PLACE_SHEET, "Right",
    DZ_KEY_REPEATS, NULL },
  { "sheet.move((0, -1))", SHEET, N_("Photo above"), DZ_KEY_PLACE_SHEET, "Up", DZ_KEY_REPEATS,
    NULL },
  { "sheet.move((0, 1))", SHEET, N_("Photo below"), DZ_KEY_PLACE_SHEET, "Down", DZ_KEY_REPEATS,
    NULL },
  { "sheet.pull", SHEET, N_("Pull the photo out, or put it back"), DZ_KEY_PLACE_SHEET,
    "space Return", DZ_KEY_FIXED, NULL },
  { "sheet.approve", SHEET, N_("Approve all photos that are left"), DZ_KEY_PLACE_SHEET,
    "a KP_Add", 0, NULL },
  { "sheet.leave", SHEET, N_("Leave the sheet; nothing is decided"), DZ_KEY_PLACE_SHEET,
    "Escape k KP_Decimal", DZ_KEY_FIXED, NULL },

  { "win.filter", QUEUE, N_("Choose which photos to judge"), DZ_KEY_PLACE_PHOTO, "q", 0, NULL },
  { "win.holders", QUEUE, N_("Who holds photos, and until when"), DZ_KEY_PLACE_PHOTO, "w", 0,
    NULL },
  { "win.conflicts", NOT_APPLIED, N_("What was not applied"), DZ_KEY_PLACE_PHOTO, "x", 0, NULL },
  { "conflicts.adopt", NOT_APPLIED, N_("Let stand what the other did"), DZ_KEY_PLACE_CONFLICTS,
    "a KP_Add", 0, NULL },
  { "conflicts.contest", NOT_APPLIED, N_("Contest it"), DZ_KEY_PLACE_CONFLICTS, "c KP_Subtract", 0,
    NULL },
  { "conflicts.leave", NOT_APPLIED, N_("Back to the photo"), DZ_KEY_PLACE_CONFLICTS, "Escape x",
    DZ_KEY_FIXED, NULL },

  { "win.tray", TRAY, N_("What you decided lately, to take any of it back"), DZ_KEY_PLACE_PHOTO,
    "t", 0, NULL },
  { "tray.undo", TRAY, N_("Take the chosen decision back"), DZ_KEY_PLACE_TRAY,
    "z BackSpace <Control>z KP_Decimal", 0, NULL },
  { "tray.ask", TRAY, N_("Ask a supervisor about the chosen decision"), DZ_KEY_PLACE_TRAY,
    "c KP_Subtract", 0, NULL },
  { "tray.leave", TRAY, N_("Back to the photo"), DZ_KEY_PLACE_TRAY, "Escape t", DZ_KEY_FIXED,
    NULL },

  { "win.tasks", SUPERVISING, N_("Tasks that wait for a supervisor"), DZ_KEY_PLACES_ALL,
    "<Control>t", 0, NULL },
  { "win.reasons", SUPERVISING, N_("Reasons that reviewers can give"), DZ_KEY_PLACES_ALL,
    "<Control>r", 0, NULL },

  { "page.leave", PROGRAM, N_("Do not wait for the service"), DZ_KEY_PLACE_WINDOW, "Escape",
    DZ_KEY_FIXED, NULL },
  { "win.preferences", PROGRAM, N_("Preferences"), DZ_KEY_PLACES_ALL, "<Control>comma", 0, NULL },
  { "win.shortcuts", PROGRAM, N_("Keyboard shortcuts"), DZ_KEY_PLACES_ALL,
    "<Control>question F1", 0, NULL },
  { "win.keys", PROGRAM, N_("Show each key where it acts"), DZ_KEY_PLACES_REVIEW, "question", 0,
    "win.keys-let-go" },
  { "win.menu", PROGRAM, N_("Main menu"), DZ_KEY_PLACES_ALL, "F10", DZ_KEY_FOREIGN | DZ_KEY_FIXED,
    NULL },
  { "app.quit", PROGRAM, N_("Quit"), DZ_KEY_PLACES_ALL, "<Control>q", 0, NULL },
};

/**
 * dz_key_table_get:
 * @n_actions: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_actions): all that keys do
 */
const DzKeyAction *
dz_key_table_get (guint *n_actions)
{
  g_return_val_if_fail (n_actions != NULL, NULL);

  *n_actions = G_N_ELEMENTS (actions);
  return actions;
}

/**
 * dz_key_table_find:
 * @action: a detailed action name
 *
 * Returns: (transfer none) (nullable): what keys do of that name
 */
const DzKeyAction *
dz_key_table_find (const char *action)
{
  g_return_val_if_fail (action != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].action, action))
      return &actions[i];
  return NULL;
}
