#include "LineEditor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <readline/readline.h>

/* The line on a terminal where nothing is painted over, for braille and screen readers: what is typed is added to what
   stands there. A change further left goes back with backspaces, as a terminal without a line editor does it, when
   all of it stands in one row; else prompt and text are written once more below. */

static char *shown;           /* what of the text has been written behind the prompt */
static size_t shown_length;   /* in bytes */
static size_t shown_point;    /* where the terminal's cursor is in it */
static char *shown_prompt;
static int is_open;           /* whether a prompt stands in the cursor's row */

static void write_bytes(const char *bytes, size_t count) { fwrite(bytes, 1, count, rl_outstream); }

static int width(const char *text, size_t count) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  int columns = 0;
  for (size_t i = 0; i < count;) {
    wchar_t character;
    size_t used = mbrtowc(&character, text + i, count - i, &state);
    if (used == 0 || used > count - i) {
      memset(&state, 0, sizeof state);
      used = 1;
    } else {
      int own = wcwidth(character);
      if (own > 0) columns += own;
    }
    i += used;
  }
  return columns;
}

/* How many bytes from the start are the same, in whole characters. */
static size_t common_length(const char *text, size_t length) {
  size_t same = 0;
  while (same < length && same < shown_length && text[same] == shown[same]) same++;
  while (same > 0 && ((same < length && (text[same] & 0xC0) == 0x80) ||
                      (same < shown_length && (shown[same] & 0xC0) == 0x80)))
    same--;
  return same;
}

static void repeat(const char *text, int count) {
  for (int i = 0; i < count; i++) fputs(text, rl_outstream);
}

static int keep(const char *text, size_t length, size_t point) {
  char *copy = malloc(length + 1);
  if (copy == NULL) return -1;
  memcpy(copy, text, length);
  copy[length] = 0;
  free(shown);
  shown = copy;
  shown_length = length;
  shown_point = point;
  return 0;
}

static int row(int columns) {
  int rows = 0, screen_columns = 0;
  rl_get_screen_size(&rows, &screen_columns);
  return (width(shown_prompt, strlen(shown_prompt)) + columns) / (screen_columns > 0 ? screen_columns : 80);
}

static void go_back(const char *text, size_t from, size_t to) {
  if (from > to && row(width(text, to)) == row(width(text, from))) {
    repeat("\b", width(text + to, from - to));
  }
}

static void write_anew(void) {
  call110_line_break();
  free(shown_prompt);
  shown_prompt = strdup(rl_prompt == NULL ? "" : rl_prompt);
  size_t length = (size_t)rl_end, point = (size_t)rl_point;
  if (shown_prompt == NULL || keep(rl_line_buffer, length, point) != 0) return;
  fputs(shown_prompt, rl_outstream);
  write_bytes(shown, length);
  go_back(shown, length, point);
  is_open = 1;
}

static void write_change(void) {
  if (!is_open) return;
  const char *text = rl_line_buffer;
  size_t length = (size_t)rl_end, point = (size_t)rl_point;
  size_t same = common_length(text, length);
  int old_width = width(shown, shown_length), new_width = width(text, length);
  size_t left = same < shown_point ? same : shown_point;
  if (point < left) left = point;
  int is_added = same == shown_length && shown_point == shown_length && point == length;
  int is_one_row = row(width(text, left)) == row(old_width > new_width ? old_width : new_width);
  if (!is_added && !is_one_row) {
    write_anew();
    return;
  }
  if (same < shown_point) {
    repeat("\b", width(shown + same, shown_point - same));
  } else {
    write_bytes(shown + shown_point, same - shown_point);
  }
  write_bytes(text + same, length - same);
  if (old_width > new_width) {
    repeat(" ", old_width - new_width);
    repeat("\b", old_width - new_width);
  }
  go_back(text, length, point);
  keep(text, length, point);
}

void call110_line_use_appending(void) { rl_redisplay_function = write_change; }

void call110_line_break(void) {
  if (is_open) fputs("\r\n", rl_outstream);
  is_open = 0;
  fflush(rl_outstream);
}

void call110_line_append(void) {
  if (is_open && shown_prompt != NULL && rl_prompt != NULL && strcmp(shown_prompt, rl_prompt) == 0) {
    write_change();
  } else {
    write_anew();
  }
  fflush(rl_outstream);
}
