// readline keeps its state in global variables, which Swift's concurrency checking does not let through: the functions
// here read and set those that are needed.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <readline/readline.h>
#include <readline/history.h>

/// Says who asks, before anything else; `terminal` replaces TERM where it is not NULL. Both texts must last.
static inline void fovea_readline_prepare(const char *name, const char *terminal) {
  rl_readline_name = name;
  if (terminal) rl_terminal_name = terminal;
  // The size of the window is asked for when it is needed, so the environment stays as it was given.
  rl_change_environment = 0;
  // Signals that arrive between two keys must find readline's handlers too: they restore the terminal.
  rl_persistent_signal_handlers = 1;
}

static inline const char *fovea_readline_line(void) { return rl_line_buffer; }
static inline int fovea_readline_point(void) { return rl_point; }

/// Replaces the bytes from `start` up to `end` of the line, as one thing to undo, and puts the cursor behind.
static inline void fovea_readline_replace(int start, int end, const char *text) {
  rl_begin_undo_group();
  rl_delete_text(start, end);
  rl_point = start;
  rl_insert_text(text);
  rl_end_undo_group();
}

/// Prints below the line that is being edited, then shows that line again.
static inline void fovea_readline_print_below(const char *text) {
  const int point = rl_point;
  rl_point = rl_end;
  rl_redisplay();
  rl_crlf();
  fputs(text, rl_outstream);
  fflush(rl_outstream);
  rl_point = point;
  rl_on_new_line();
  rl_redisplay();
}

/// Deals with signals that came while waiting: readline restores the terminal and passes them on, or stops the process,
/// or takes the window's new size.
static inline void fovea_readline_take_signals(void) {
  const int signal = rl_pending_signal();
  if (signal == SIGINT) {
    // What follows is printed from the cursor on, and must not overwrite the rest of the line.
    rl_point = rl_end;
    rl_redisplay();
  }
  rl_check_signals();
  if (signal == SIGTSTP) {
    // Back in the foreground, below what the shell printed meanwhile.
    rl_on_new_line();
    rl_redisplay();
  }
}

/// Leaves the line that was being edited on the screen and forgets it.
static inline void fovea_readline_abandon(void) {
  rl_callback_sigcleanup();
  rl_free_line_state();
  rl_callback_handler_remove();
  fputs("\n", rl_outstream);
  fflush(rl_outstream);
}

/// Waits for a key while the signals outside `mask` are let in: 1 for a key, else -1 with the reason in errno.
static inline int fovea_wait_for_key(int descriptor, const sigset_t *mask) {
  fd_set keys;
  FD_ZERO(&keys);
  FD_SET(descriptor, &keys);
  return pselect(descriptor + 1, &keys, NULL, NULL, NULL, mask);
}

/// The line at a place in the history, from 0 up to `fovea_history_count`; NULL elsewhere.
static inline const char *fovea_history_line(int place) {
  HIST_ENTRY *entry = history_get(history_base + place);
  return entry ? entry->line : NULL;
}
static inline int fovea_history_count(void) { return history_length; }

/// The window's size behind a terminal's descriptor; false where it is no terminal or does not know.
static inline bool fovea_terminal_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}
