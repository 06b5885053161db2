/* What the files of this target share. */
#ifndef CALL110_LINE_EDITOR_H
#define CALL110_LINE_EDITOR_H

#include "CReadline.h"

/* Stores an event for call110_line_next_event; text may be NULL. */
void call110_push_event(int kind, int code, const char *text, size_t length);

/* Gives readline the console's commands by name, so that an inputrc can bind them. Before rl_initialize. */
void call110_add_commands(void);

/* Sequences that no keyboard sends: for call110_line_forget. */
#define CALL110_WIPE_KEY "\\e[110;1w"
#define CALL110_NOTHING_KEY "\\e[110;2w"

/* Binds the keys the inputrc left free and takes away commands that have no place here. After rl_initialize. */
void call110_bind_keys(void);

#endif
