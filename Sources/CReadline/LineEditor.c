#include "LineEditor.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>

/* One readline line serves the whole session. Enter is a command of ours that takes the text out and empties the
   line, so readline never leaves its editing loop: no terminal mode changes between lines, no locale set anew. */

enum { event_capacity = 64 };

struct stored_event {
  int kind;
  int code;
  char *text;
  size_t length;
};

static struct stored_event events[event_capacity];
static size_t events_first, events_count;
static char *taken_text;

static const uint8_t *input;
static size_t input_left;

static char *output;
static size_t output_count, output_capacity, output_start;
static FILE *output_stream;

/* -- output -- */

void call110_output_add(const char *bytes, size_t count) {
  if (output_start == output_count) output_start = output_count = 0;
  if (output_count + count > output_capacity) {
    size_t wanted = (output_count + count) * 2 + 4096;
    char *larger = realloc(output, wanted);
    if (larger == NULL) return;
    output = larger;
    output_capacity = wanted;
  }
  memcpy(output + output_count, bytes, count);
  output_count += count;
}

const char *call110_output_waiting(size_t *count) {
  if (output_stream != NULL) fflush(output_stream);
  *count = output_count - output_start;
  return output + output_start;
}

void call110_output_written(size_t count) {
  size_t waiting = output_count - output_start;
  output_start += count < waiting ? count : waiting;
}

static ssize_t collect(void *cookie, const char *bytes, size_t count) {
  (void)cookie;
  call110_output_add(bytes, count);
  return (ssize_t)count;
}

static void add_to_stream(const char *text) {
  fputs(text, output_stream);
}

/* -- events -- */

void call110_push_event(int kind, int code, const char *text, size_t length) {
  if (events_count == event_capacity) return;
  struct stored_event event = {kind, code, NULL, 0};
  if (text != NULL) {
    event.text = malloc(length + 1);
    if (event.text == NULL) return;
    memcpy(event.text, text, length);
    event.text[length] = 0;
    event.length = length;
  }
  events[(events_first + events_count++) % event_capacity] = event;
}

struct call110_line_event call110_line_next_event(void) {
  struct call110_line_event result = {CALL110_LINE_NONE, 0, NULL, 0};
  free(taken_text);
  taken_text = NULL;
  if (events_count == 0) return result;
  struct stored_event event = events[events_first];
  events_first = (events_first + 1) % event_capacity;
  events_count--;
  taken_text = event.text;
  result.kind = event.kind;
  result.code = event.code;
  result.text = event.text;
  result.length = event.length;
  return result;
}

/* -- input -- */

/* A command that reads further keys by itself finds none: Ctrl-G makes it give up. */
static int next_byte(FILE *stream) {
  (void)stream;
  if (input_left == 0) return 7;
  input_left--;
  return *input++;
}

static int input_is_waiting(void) { return input_left > 0; }

static void draw_nothing(void) {}

size_t call110_line_feed(const uint8_t *bytes, size_t count, int draws) {
  rl_voidfunc_t *usual = rl_redisplay_function;
  if (!draws) rl_redisplay_function = draw_nothing;
  input = bytes;
  input_left = count;
  while (input_left > 0 && events_count == 0) rl_callback_read_char();
  rl_redisplay_function = usual;
  return count - input_left;
}

int call110_line_is_bound(const uint8_t *bytes, size_t count) {
  int type = ISFUNC;
  rl_command_func_t *found = rl_function_of_keyseq_len((const char *)bytes, count, rl_get_keymap(), &type);
  if (found == rl_do_lowercase_version && count == 2) {
    uint8_t lower[2] = {bytes[0], (uint8_t)tolower(bytes[1])};
    found = rl_function_of_keyseq_len((const char *)lower, 2, rl_get_keymap(), &type);
  }
  return found != NULL && type != ISKMAP;
}

int call110_line_is_vi(void) { return rl_editing_mode == 0; }

/* -- the text -- */

const char *call110_line_text(size_t *length) {
  *length = rl_line_buffer == NULL ? 0 : (size_t)rl_end;
  return rl_line_buffer;
}

void call110_line_replace(const char *text) {
  int vi = call110_line_is_vi();
  if (vi) rl_vi_movement_mode(1, 0); /* closes the undo step that insertion holds open */
  rl_replace_line(text, 1);
  rl_point = rl_end;
  rl_mark = 0;
  if (vi) rl_vi_insertion_mode(1, 'i');
}

void call110_line_forget(void) {
  /* More cuts than the ring has places. */
  enum { cuts = 16 };
  static const char keys[] = "\033[110;1w\033[110;2w";
  char *kept = strdup(rl_line_buffer == NULL ? "" : rl_line_buffer);
  for (int i = 0; i < cuts; i++) call110_line_feed((const uint8_t *)keys, sizeof keys - 1, 0);
  call110_line_replace(kept == NULL ? "" : kept);
  free(kept);
}

void call110_line_insert(const char *text) {
  rl_begin_undo_group();
  rl_insert_text(text);
  rl_end_undo_group();
}

/* -- drawing -- */

int call110_line_set_prompt(const char *prompt) {
  if (RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG)) return 0;
  rl_set_prompt(prompt);
  return 1;
}

void call110_line_set_size(int rows, int columns) { rl_set_screen_size(rows, columns); }

void call110_line_erase(int rows_above) {
  rl_clear_visible_line();
  if (rows_above > 0) fprintf(output_stream, "\033[%dA", rows_above);
  add_to_stream("\r\033[J");
  fflush(output_stream);
}

void call110_line_forget_place(void) { rl_on_new_line(); }

void call110_line_draw(void) {
  rl_forced_update_display();
  fflush(output_stream);
}

/* -- start and end -- */

/* Only reached when readline itself ends a line, which no key of ours makes it do. The line must not get lost. */
static void line_ended(char *line) {
  if (line == NULL) {
    call110_push_event(CALL110_LINE_ACCEPT_END, 0, NULL, 0);
  } else {
    call110_push_event(CALL110_LINE_ENTER, 0, line, strlen(line));
    free(line);
  }
}

/* The mode is the caller's business; readline only has to know that it is to draw what is typed. */
static void keep_terminal_mode(int meta) {
  (void)meta;
  rl_tty_set_echoing(1);
}

static void keep_terminal_mode_too(void) {}

static void set_variables(void) {
  static const char *const settings[][2] = {
      {"input-meta", "on"},          {"output-meta", "on"},          {"convert-meta", "off"},
      {"bell-style", "none"},        {"enable-bracketed-paste", "off"}, {"horizontal-scroll-mode", "off"},
      {"mark-modified-lines", "off"}, {"enable-active-region", "off"}, {"blink-matching-paren", "off"},
      {"echo-control-characters", "off"}, {"byte-oriented", "off"},
  };
  for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
    rl_variable_bind(settings[i][0], settings[i][1]);
}

static int open_output(void) {
  cookie_io_functions_t functions = {NULL, collect, NULL, NULL};
  output_stream = fopencookie(NULL, "w", functions);
  if (output_stream == NULL) return -1;
  setvbuf(output_stream, NULL, _IOFBF, 65536);
  rl_outstream = output_stream;
  return 0;
}

int call110_line_open(const char *terminal_name, int rows, int columns) {
  if (open_output() != 0) return -1;
  rl_readline_name = "call110";
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_getc_function = next_byte;
  rl_input_available_hook = input_is_waiting;
  rl_prep_term_function = keep_terminal_mode;
  rl_deprep_term_function = keep_terminal_mode_too;
  rl_terminal_name = terminal_name != NULL && *terminal_name ? strdup(terminal_name) : "xterm";
  call110_add_commands();
  rl_initialize();
  if (rl_get_termcap("up") == NULL) rl_reset_terminal("xterm");
  set_variables();
  call110_bind_keys();
  rl_set_screen_size(rows, columns);
  rl_callback_handler_install("", line_ended);
  call110_output_waiting(&(size_t){0});
  return 0;
}

void call110_line_close(void) {
  rl_callback_handler_remove();
  if (output_stream != NULL) fflush(output_stream);
}
