// Doors to libedit. `el_wset` and `el_wget` are variadic, and Swift cannot call variadic C functions:
// each door below is one such call with its arguments spelled out. The wide functions are used
// throughout, so that the locale never decodes what we pass.
#pragma once

#include <histedit.h>
#include <stdarg.h>

/// Sets an option that takes a number: EL_EDITMODE, EL_SIGNAL, EL_PREP_TERM, EL_UNBUFFERED.
static inline int cel_set_number(EditLine *editor, int option, int value) {
  return el_wset(editor, option, value);
}

/// Reads an option that is a number: EL_EDITMODE.
static inline int cel_get_number(EditLine *editor, int option, int *value) {
  return el_wget(editor, option, value);
}

/// Chooses the key map, `emacs` or `vi`; all bindings return to that map's defaults.
static inline int cel_set_key_map(EditLine *editor, const wchar_t *name) {
  return el_wset(editor, EL_EDITOR, name);
}

/// Reads which key map is in use; the name belongs to the library.
static inline int cel_get_key_map(EditLine *editor, const wchar_t **name) {
  return el_wget(editor, EL_EDITOR, name);
}

/// Sets the pointer that callbacks find their owner by.
static inline int cel_set_owner(EditLine *editor, void *owner) {
  return el_wset(editor, EL_CLIENTDATA, owner);
}

/// Reads the pointer that callbacks find their owner by.
static inline int cel_get_owner(EditLine *editor, void **owner) {
  return el_wget(editor, EL_CLIENTDATA, owner);
}

/// Sets the function that every character is read through.
static inline int cel_set_reader(EditLine *editor, el_rfunc_t reader) {
  return el_wset(editor, EL_GETCFN, reader);
}

/// Adds a function that keys can be bound to. The library keeps the two strings, not copies.
static inline int cel_add_function(EditLine *editor, const wchar_t *name, const wchar_t *help,
                                   unsigned char (*function)(EditLine *, wint_t)) {
  return el_wset(editor, EL_ADDFN, name, help, function);
}

/// Binds a key in the main map (emacs, or vi insert).
static inline int cel_bind(EditLine *editor, const wchar_t *key, const wchar_t *function) {
  return el_wset(editor, EL_BIND, key, function, NULL);
}

/// Binds a key in the alternative map (vi command).
static inline int cel_bind_alternative(EditLine *editor, const wchar_t *key, const wchar_t *function) {
  return el_wset(editor, EL_BIND, L"-a", key, function, NULL);
}

/// Binds a key in the main map to a string of other keys.
static inline int cel_bind_keys(EditLine *editor, const wchar_t *key, const wchar_t *keys) {
  return el_wset(editor, EL_BIND, L"-s", key, keys, NULL);
}

/// Writes what a key of the main map is bound to, to the output file.
static inline int cel_show_binding(EditLine *editor, const wchar_t *key) {
  return el_wset(editor, EL_BIND, key, NULL);
}

/// Writes what a key of the alternative map is bound to, to the output file.
static inline int cel_show_alternative_binding(EditLine *editor, const wchar_t *key) {
  return el_wset(editor, EL_BIND, L"-a", key, NULL);
}

/// Changes a terminal setting for one of the library's modes: `-d` while editing, `-x` otherwise.
static inline int cel_set_terminal_mode(EditLine *editor, const wchar_t *mode, const wchar_t *setting) {
  return el_wset(editor, EL_SETTY, mode, setting, NULL);
}

/// Replaces the file that the library draws and reports to.
static inline int cel_set_output(EditLine *editor, FILE *file) {
  return el_wset(editor, EL_SETFP, 1, file);
}

/// The prompt of an editor whose prompt is painted by somebody else.
static inline wchar_t *cel_no_prompt(EditLine *editor) {
  static wchar_t nothing[1];
  (void)editor;
  return nothing;
}

/// Takes away the library's default prompt, `? `.
static inline int cel_remove_prompt(EditLine *editor) {
  return el_wset(editor, EL_PROMPT, cel_no_prompt);
}

/// Who answers the library's questions about history.
struct cel_history {
  /// Answers one question (`H_FIRST`, `H_NEXT`, `H_PREV`, `H_LAST`, `H_SET`); below 0: there is none.
  int (*answer)(void *owner, HistEventW *event, int question, int number);
  void *owner;
};

/// The variadic function the library wants for history; Swift cannot define one.
static inline int cel_ask_history(void *history, HistEventW *event, int question, ...) {
  struct cel_history *source = (struct cel_history *)history;
  int number = 0;
  if (question == H_SET) {
    va_list arguments;
    va_start(arguments, question);
    number = va_arg(arguments, int);
    va_end(arguments);
  }
  return source->answer(source->owner, event, question, number);
}

/// Lets the library's own history commands ask `history`, which must outlive the editor.
static inline int cel_set_history(EditLine *editor, struct cel_history *history) {
  return el_wset(editor, EL_HIST, cel_ask_history, history);
}
