/* Starts the private Python of the program.
 *
 * With PROGRAM defined it runs `-m studio` with the arguments it was given, and Python is told that INTERPRETER was
 * called: the child processes, started by sys.executable, are then plain interpreters. Without it, it is that
 * interpreter: it hands every argument on. With SPLASH defined it shows a small window while Python and Qt load.
 *
 * Python lies in this folder, or in `app` below it, or, where an upgrade was cut off between two renames, in
 * `previous`. Where `portable.txt` lies beside this program, the profile is the folder `data` beside it.
 */
#ifdef SPLASH
#include "splash.h"
#endif
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define MISSING 101

int _dowildcard = 0; /* "*" in an argument is the program's business */

typedef int(__cdecl *py_main)(int, wchar_t **);

static wchar_t *joined(const wchar_t *folder, const wchar_t *name) {
    wchar_t *path = calloc(wcslen(folder) + wcslen(name) + 1, sizeof *path);
    if (path) {
        wcscpy(path, folder);
        wcscat(path, name);
    }
    return path;
}

static wchar_t *own_folder(void) {
    wchar_t *path = calloc(LONGEST, sizeof *path);
    DWORD length = path ? GetModuleFileNameW(NULL, path, LONGEST - 1) : 0;
    while (length > 0 && path[length - 1] != L'\\') {
        length--;
    }
    if (path) {
        path[length] = 0;
    }
    return path;
}

static HMODULE load_python(const wchar_t *folder) {
    wchar_t *pattern = joined(folder, L"python3??.dll");
    WIN32_FIND_DATAW found;
    HANDLE search = pattern ? FindFirstFileW(pattern, &found) : INVALID_HANDLE_VALUE;
    free(pattern);
    if (search == INVALID_HANDLE_VALUE) {
        return NULL;
    }
    do { /* the pattern meets python3.dll, too */
        if (_wcsicmp(found.cFileName, L"python3.dll") != 0) {
            wchar_t *path = joined(folder, found.cFileName);
            FindClose(search);
            return path ? LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH) : NULL;
        }
    } while (FindNextFileW(search, &found));
    FindClose(search);
    return NULL;
}

static int start(int count, wchar_t **words) {
    static const wchar_t *const places[] = {L"", L"app\\", L"previous\\"};
    wchar_t *own = own_folder();
    wchar_t *folder = NULL;
    HMODULE python = NULL;
    for (size_t index = 0; own && !python && index < sizeof places / sizeof *places; index++) {
        folder = joined(own, places[index]);
        python = folder ? load_python(folder) : NULL;
    }
    py_main run = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **all = run ? calloc(count + 5, sizeof *all) : NULL;
    if (!all) {
        MessageBoxW(NULL,
            L"Ch\x01B0\x01A1ng tr\x00ECnh b\x1ECB thi\x1EBFu t\x1EC7p, h\x00E3y c\x00E0i l\x1EA1i.\n"
            L"Files of the program are missing; please install it again.",
            L"Page Studio", MB_ICONERROR);
        return MISSING;
    }
    int length = 0;
#ifdef PROGRAM
    wchar_t *marker = joined(own, L"portable.txt");
    all[length++] = joined(folder, INTERPRETER);
    all[length++] = L"-m";
    all[length++] = L"studio";
    if (marker && GetFileAttributesW(marker) != INVALID_FILE_ATTRIBUTES) {
        all[length++] = L"--profile";
        all[length++] = joined(own, L"data");
    }
#else
    all[length++] = words[0];
#endif
    for (int index = 1; index < count; index++) {
        all[length++] = words[index];
    }
    return run(length, all);
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
#ifdef SPLASH
    show_splash(__argc, __wargv);
#endif
    return start(__argc, __wargv);
}
#endif
