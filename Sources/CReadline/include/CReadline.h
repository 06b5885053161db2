/* The only door to GNU readline, and to the glibc calls about signals and processes that Swift's Glibc module
   does not show. No readline type or global appears here. Convention: call110_foo is this project's wrapper. */
#ifndef CALL110_CREADLINE_H
#define CALL110_CREADLINE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* ---- The line: one readline line that lives as long as the session; one thread only. ---- */

/* What a key made happen. */
enum call110_line_event_kind {
  CALL110_LINE_NONE = 0,
  CALL110_LINE_ENTER = 1,     /* text holds the line; the line is empty now */
  CALL110_LINE_KEY = 2,       /* code holds a call110_key */
  CALL110_LINE_REDRAW = 3,    /* Ctrl-L */
  CALL110_LINE_ACCEPT_END = 4 /* end of input met inside readline */
};

/* Keys without text. Function keys are 1 to 12. */
enum call110_key {
  CALL110_KEY_UP = 20,
  CALL110_KEY_DOWN = 21,
  CALL110_KEY_PAGE_UP = 22,
  CALL110_KEY_PAGE_DOWN = 23,
  CALL110_KEY_TAB = 24,
  CALL110_KEY_SHIFT_TAB = 25,
  CALL110_KEY_SWAP = 26,
  CALL110_KEY_UNDO = 27
};

/* One event. text is valid until the next call that takes or makes events; it is not terminated by its length alone. */
struct call110_line_event {
  int kind;
  int code;
  const char *text;
  size_t length;
};

/* Makes the character set UTF-8 whatever the locale variables say, also for readline, which reads them again.
   Returns 0, or -1 when no UTF-8 locale can be set. Call before any thread exists (setlocale, setenv). */
int call110_use_utf8(void);

/* Starts the line. terminal_name NULL or unknown to terminfo means xterm. Draws nothing on the terminal by itself:
   see call110_output. Returns 0, or -1 when there is no memory. */
int call110_line_open(const char *terminal_name, int rows, int columns);

/* Ends the line; the screen is left as it is. */
void call110_line_close(void);

/* Gives readline whole keys: characters, control bytes, or one escape sequence. draws = 0 keeps it from drawing
   (the terminal is not taking output); a later call110_line_draw shows everything. Stops after a key that made an
   event, which is to be taken before the rest is given; returns how many bytes were taken. */
size_t call110_line_feed(const uint8_t *bytes, size_t count, int draws);

/* Takes the oldest event; kind is CALL110_LINE_NONE when there is none. */
struct call110_line_event call110_line_next_event(void);

/* Whether this whole escape sequence does something in the map of keys now in force. */
int call110_line_is_bound(const uint8_t *bytes, size_t count);

/* Whether the user's inputrc chose vi editing, where Escape belongs to readline. */
int call110_line_is_vi(void);

/* The half-typed text: UTF-8, length bytes; valid until the next call here. */
const char *call110_line_text(size_t *length);

/* Replaces the whole text, forgets its undo steps, puts the cursor at the end. text must be UTF-8 without NUL. */
void call110_line_replace(const char *text);

/* Forgets what was cut from the line and every step of undo; the text stays. */
void call110_line_forget(void);

/* Inserts text at the cursor, as one step of undo. */
void call110_line_insert(const char *text);

/* Sets the prompt (plain, one row). Returns 0 when readline is using the prompt's place itself: ask again later. */
int call110_line_set_prompt(const char *prompt);

/* Tells readline the size of the screen. */
void call110_line_set_size(int rows, int columns);

/* Erases the line and rows_above rows over it; the cursor is then where the uppermost of them began. */
void call110_line_erase(int rows_above);

/* Forgets where the line was drawn: the screen has been cleared or belongs to somebody else. */
void call110_line_forget_place(void);

/* Draws prompt and text anew at the cursor, which must be in the first column. */
void call110_line_draw(void);

/* From now on nothing is painted over: what is typed is added to the row, and what cannot be is written once more
   below. For braille, screen readers and terminals that cannot move the cursor. Instead of erase, forget_place and draw
   there are then break and append. After call110_line_open. */
void call110_line_use_appending(void);

/* Ends the row in which prompt and text stand, if they do. */
void call110_line_break(void);

/* Writes prompt and text, or what of the text is not written yet. */
void call110_line_append(void);

/* ---- Output: everything readline draws is collected here; the caller writes it without ever blocking. ---- */

/* Adds bytes to what waits to be written. */
void call110_output_add(const char *bytes, size_t count);

/* The bytes that wait, and how many. */
const char *call110_output_waiting(size_t *count);

/* Forgets the first count bytes, which have been written. */
void call110_output_written(size_t count);

/* ---- Signals and processes. ---- */

/* Blocks the signals a console takes from a descriptor (HUP, INT, QUIT, TERM, TSTP, WINCH, CONT, and CHLD when
   with_children) and ignores SIGPIPE. Call before any thread exists. */
void call110_block_signals(int with_children);

/* A non-blocking, close-on-exec descriptor that gives the blocked signals, or -1. The C function is signalfd. */
int call110_signal_descriptor(void);

/* The next signal of the descriptor, 0 when there is none. */
int call110_next_signal(int descriptor);

/* Waits for one of the blocked signals, at most milliseconds (-1: for ever). Returns it, or 0. */
int call110_wait_signal(int milliseconds);

/* Starts this same program again with these arguments, the console's signals blocked, the others at
   their defaults. Returns 0 or an errno value. */
int call110_spawn_self(char *const arguments[], pid_t *process);

/* How a child ended. Returns 1 when it has: code is its exit status, or signal is what killed it; 0 when it runs;
   -1 when it is not ours. */
int call110_reap(pid_t process, int *code, int *signal);

/* This process gets SIGHUP when its parent ends. Returns 0, or -1 when the parent has gone already. */
int call110_follow_parent(pid_t parent);

/* No core files from this process and its children: memory holds what callers said. */
void call110_forbid_cores(void);

/* Puts the terminal into the session's mode: no echo, no line buffering, no signal keys, no flow control; output
   processing stays. Input already waiting is kept. Returns 0 or an errno value. */
int call110_terminal_make_raw(int descriptor);

#endif
