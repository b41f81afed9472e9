/* Starts the private Python of this folder.
 *
 * With PROGRAM defined it runs `-m studio` with the arguments it was given, and Python is told that INTERPRETER was
 * called: the child processes, started by sys.executable, are then plain interpreters. Without it, it is that
 * interpreter: it hands every argument on.
 */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define MISSING 101

int _dowildcard = 0; /* "*" in an argument is the program's business */

typedef int(__cdecl *py_main)(int, wchar_t **);

static int start(int count, wchar_t **words) {
    static wchar_t library[LONGEST];
    static wchar_t interpreter[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, library, LONGEST - 64);
    while (length > 0 && library[length - 1] != L'\\') {
        length--;
    }
    library[length] = 0;
    wcscpy(interpreter, library);
    wcscat(library, PYTHON_DLL);
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    py_main run = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run) {
        MessageBoxW(NULL,
            L"Ch\x01B0\x01A1ng tr\x00ECnh b\x1ECB thi\x1EBFu t\x1EC7p, h\x00E3y c\x00E0i l\x1EA1i.\n"
            L"Files of the program are missing; please install it again.",
            L"Page Studio", MB_ICONERROR);
        return MISSING;
    }
#ifdef PROGRAM
    wchar_t **all = calloc(count + 3, sizeof *all);
    if (!all) {
        return MISSING;
    }
    wcscat(interpreter, INTERPRETER);
    all[0] = interpreter;
    all[1] = L"-m";
    all[2] = L"studio";
    for (int index = 1; index < count; index++) {
        all[index + 2] = words[index];
    }
    return run(count + 2, all);
#else
    return run(count, words);
#endif
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words) {
    return start(count, words);
}
#else
int WINAPI wWinMain(HINSTANCE own, HINSTANCE none, LPWSTR line, int show) {
    (void)own;
    (void)none;
    (void)line;
    (void)show;
    return start(__argc, __wargv);
}
#endif
