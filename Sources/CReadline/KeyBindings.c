#include "LineEditor.h"

#include <stdio.h>
#include <string.h>

#include <readline/readline.h>

/* -- commands -- */

static int enter_command(int count, int key) {
  (void)count;
  (void)key;
  call110_push_event(CALL110_LINE_ENTER, 0, rl_line_buffer, (size_t)rl_end);
  call110_line_replace("");
  return 0;
}

static int redraw_command(int count, int key) {
  (void)count;
  (void)key;
  call110_push_event(CALL110_LINE_REDRAW, 0, NULL, 0);
  return 0;
}

/* readline tells a command only the last byte of its key: so one small function a key. */
#define KEY_COMMAND(name, code)                        \
  static int name(int count, int key) {                \
    (void)count;                                       \
    (void)key;                                         \
    call110_push_event(CALL110_LINE_KEY, code, NULL, 0); \
    return 0;                                          \
  }

KEY_COMMAND(function_1, 1)
KEY_COMMAND(function_2, 2)
KEY_COMMAND(function_3, 3)
KEY_COMMAND(function_4, 4)
KEY_COMMAND(function_5, 5)
KEY_COMMAND(function_6, 6)
KEY_COMMAND(function_7, 7)
KEY_COMMAND(function_8, 8)
KEY_COMMAND(function_9, 9)
KEY_COMMAND(function_10, 10)
KEY_COMMAND(function_11, 11)
KEY_COMMAND(function_12, 12)
KEY_COMMAND(up_command, CALL110_KEY_UP)
KEY_COMMAND(down_command, CALL110_KEY_DOWN)
KEY_COMMAND(page_up_command, CALL110_KEY_PAGE_UP)
KEY_COMMAND(page_down_command, CALL110_KEY_PAGE_DOWN)
KEY_COMMAND(tab_command, CALL110_KEY_TAB)
KEY_COMMAND(shift_tab_command, CALL110_KEY_SHIFT_TAB)
KEY_COMMAND(swap_command, CALL110_KEY_SWAP)

/* readline keeps what was cut in a ring it lets nobody empty. It is pushed out by cutting blanks: two commands, one
   to cut and one to end the row of cuts, which would grow into one entry. */
static int wipe_command(int count, int key) {
  (void)count;
  (void)key;
  rl_replace_line(" ", 1);
  rl_kill_text(0, rl_end);
  return 0;
}

static int nothing_command(int count, int key) {
  (void)count;
  (void)key;
  return 0;
}

/* One key takes back: what was typed while something stands on the line, the last deed when nothing does. */
static int undo_command(int count, int key) {
  if (rl_end > 0) return rl_undo_command(count, key);
  call110_push_event(CALL110_LINE_KEY, CALL110_KEY_UNDO, NULL, 0);
  return 0;
}

struct command {
  const char *name;
  rl_command_func_t *function;
  /* Key sequences: xterm, VT, Linux console, then the chords Escape x and Ctrl-X x. */
  const char *sequences[6];
};

static const struct command commands[] = {
    {"call110-f1", function_1, {"\\eOP", "\\e[11~", "\\e[[A", "\\e1", "\\C-x1"}},
    {"call110-f2", function_2, {"\\eOQ", "\\e[12~", "\\e[[B", "\\e2", "\\C-x2"}},
    {"call110-f3", function_3, {"\\eOR", "\\e[13~", "\\e[[C", "\\e3", "\\C-x3"}},
    {"call110-f4", function_4, {"\\eOS", "\\e[14~", "\\e[[D", "\\e4", "\\C-x4"}},
    {"call110-f5", function_5, {"\\e[15~", "\\e[[E", "\\e5", "\\C-x5"}},
    {"call110-f6", function_6, {"\\e[17~", "\\e6", "\\C-x6"}},
    {"call110-f7", function_7, {"\\e[18~", "\\e7", "\\C-x7"}},
    {"call110-f8", function_8, {"\\e[19~", "\\e8", "\\C-x8"}},
    {"call110-f9", function_9, {"\\e[20~", "\\e9", "\\C-x9"}},
    {"call110-f10", function_10, {"\\e[21~", "\\e0", "\\C-x0"}},
    {"call110-f11", function_11, {"\\e[23~", "\\e-", "\\C-x-"}},
    {"call110-f12", function_12, {"\\e[24~", "\\e=", "\\C-x="}},
    {"call110-up", up_command, {"\\e[A", "\\eOA", "\\C-p"}},
    {"call110-down", down_command, {"\\e[B", "\\eOB", "\\C-n"}},
    {"call110-page-up", page_up_command, {"\\e[5~"}},
    {"call110-page-down", page_down_command, {"\\e[6~"}},
    {"call110-tab", tab_command, {"\\C-i"}},
    {"call110-shift-tab", shift_tab_command, {"\\e[Z"}},
    {"call110-swap", swap_command, {"\\C-xo"}},
    {"call110-undo", undo_command, {"\\C-_", "\\C-xu"}},
    {"call110-wipe", wipe_command, {CALL110_WIPE_KEY}},
    {"call110-nothing", nothing_command, {CALL110_NOTHING_KEY}},
    {"call110-redraw", redraw_command, {"\\C-l"}},
    {"call110-enter", enter_command, {"\\C-m", "\\C-j"}},
};

enum { command_count = sizeof commands / sizeof commands[0] };

void call110_add_commands(void) {
  for (size_t i = 0; i < command_count; i++) rl_add_defun(commands[i].name, commands[i].function, -1);
}

/* -- commands that have no place here --
   History and repeating: former callers' words must not come back into another call. Quoted insert and the like: a control
   character is never kept. Keys that switch the editing mode, start a pager or read the inputrc again: one slip
   must not change the desk. */

static rl_command_func_t *const removed[] = {
    rl_get_previous_history, rl_get_next_history, rl_beginning_of_history, rl_end_of_history,
    rl_fetch_history, rl_operate_and_get_next, rl_reverse_search_history, rl_forward_search_history,
    rl_noninc_forward_search, rl_noninc_reverse_search, rl_noninc_forward_search_again,
    rl_noninc_reverse_search_again, rl_history_search_forward, rl_history_search_backward,
    rl_history_substr_search_forward, rl_history_substr_search_backward, rl_yank_nth_arg, rl_yank_last_arg,
    rl_vi_search, rl_vi_search_again, rl_vi_fetch_history, rl_vi_yank_arg, rl_vi_complete, rl_vi_tilde_expand,
    rl_vi_eof_maybe, rl_vi_redo, rl_quoted_insert, rl_tab_insert, rl_insert_comment, rl_tilde_expand, rl_complete,
    rl_menu_complete, rl_old_menu_complete, rl_backward_menu_complete, rl_insert_completions,
    rl_possible_completions, rl_vi_editing_mode, rl_emacs_editing_mode, rl_start_kbd_macro, rl_end_kbd_macro,
    rl_call_last_kbd_macro, rl_print_last_kbd_macro, rl_re_read_init_file, rl_overwrite_mode,
    rl_restart_output, rl_stop_output, rl_dump_functions, rl_dump_macros, rl_dump_variables,
    rl_bracketed_paste_begin, rl_skip_csi_sequence, rl_set_mark, rl_exchange_point_and_mark, rl_arrow_keys,
};

static int is_removed(rl_command_func_t *function) {
  for (size_t i = 0; i < sizeof removed / sizeof removed[0]; i++)
    if (removed[i] == function) return 1;
  return 0;
}

static void clean_map(Keymap map, int depth) {
  for (int i = 0; i < KEYMAP_SIZE; i++) {
    if (map[i].type == ISKMAP && map[i].function != NULL && depth < 8) {
      clean_map((Keymap)map[i].function, depth + 1);
    } else if (map[i].type == ISFUNC && map[i].function != NULL && map[i].function != rl_insert) {
      if (is_removed(map[i].function)) map[i].function = NULL;
      if (map[i].function == rl_newline) map[i].function = enter_command;
      if (map[i].function == rl_undo_command) map[i].function = undo_command;
      if (map[i].function == rl_clear_screen || map[i].function == rl_clear_display)
        map[i].function = redraw_command;
    }
  }
}

/* The keys that the screen names do what it says, whatever the inputrc makes of them: a macro there would type into a
   call, one on Enter leave nobody a way to answer, and a longer sequence that begins so make the key wait for more.
   Escape and a digit stay with an inputrc that has a use for Escape, as vi editing has. */
static void keep_key(Keymap map, const char *sequence, rl_command_func_t *function) {
  if (strncmp(sequence, "\\e", 2) == 0 && strlen(sequence) == 3) {
    rl_bind_keyseq_if_unbound_in_map(sequence, function, map);
    return;
  }
  char keys[32];
  int length = 0;
  if (rl_bind_keyseq_in_map(sequence, function, map) != 0 || rl_translate_keyseq(sequence, keys, &length) != 0) return;
  for (int i = 0; i + 1 < length; i++) {
    KEYMAP_ENTRY next = map[(unsigned char)keys[i]];
    if (next.type != ISKMAP) return;
    map = (Keymap)next.function;
  }
  KEYMAP_ENTRY *last = &map[(unsigned char)keys[length - 1]];
  last->type = ISFUNC;
  last->function = function;
}

static void keep_keys(Keymap map) {
  for (size_t i = 0; i < command_count; i++)
    for (const char *const *sequence = commands[i].sequences; *sequence != NULL; sequence++)
      keep_key(map, *sequence, commands[i].function);
}

/* -- defaults, only where the inputrc says nothing -- */

static void bind_if_free(Keymap map, const char *sequence, rl_command_func_t *function) {
  rl_bind_keyseq_if_unbound_in_map(sequence, function, map);
}

static void bind_movement(Keymap map) {
  static const char *const home[] = {"\\e[H", "\\eOH", "\\e[1~", "\\e[7~"};
  static const char *const end[] = {"\\e[F", "\\eOF", "\\e[4~", "\\e[8~"};
  for (size_t i = 0; i < 4; i++) bind_if_free(map, home[i], rl_beg_of_line);
  for (size_t i = 0; i < 4; i++) bind_if_free(map, end[i], rl_end_of_line);
  bind_if_free(map, "\\e[3~", rl_delete);
  bind_if_free(map, "\\e[C", rl_forward_char);
  bind_if_free(map, "\\eOC", rl_forward_char);
  bind_if_free(map, "\\e[D", rl_backward_char);
  bind_if_free(map, "\\eOD", rl_backward_char);
  bind_if_free(map, "\\e[1;5C", rl_forward_word);
  bind_if_free(map, "\\e[1;5D", rl_backward_word);
}

static void free_chord_digits(Keymap map) {
  for (int i = 0; i < KEYMAP_SIZE; i++)
    if (map[i].type == ISFUNC && map[i].function == rl_digit_argument) map[i].function = NULL;
}

void call110_bind_keys(void) {
  Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap, vi_movement_keymap};
  for (size_t m = 0; m < 3; m++) clean_map(maps[m], 0);
  free_chord_digits(emacs_meta_keymap);
  for (size_t m = 0; m < 3; m++) {
    bind_movement(maps[m]);
    keep_keys(maps[m]);
  }
}
