/* A small window that says the program is being opened, from the moment it is started.
 *
 * Python and Qt take seconds on a slow PC before they can show anything. This window has a thread of its own and needs
 * nothing but Windows. It goes as soon as another window of the program can be seen, and in any case after LONGEST_MS.
 */
#include "splash.h"

#include <stdbool.h>
#include <wchar.h>

#define WIDTH 300
#define HEIGHT 88
#define ICON_SIZE 40
#define PADDING 24
#define LOOK_MS 30
#define LONGEST_MS 60000
#define USUAL_DPI 96

static const wchar_t NAME[] = L"Page Studio";
static const wchar_t OPENING[] = L"\x0110\x0061ng m\x1EDF\x2026";            /* Đang mở… */
static const wchar_t TITLE[] = L"\x0110\x0061ng m\x1EDF Page Studio\x2026"; /* for a screen reader */

/* The colours of the window, as in studio/ui/tokens.py. */
typedef struct {
    COLORREF card, line, text, muted;
} Colours;
static const Colours LIGHT = {RGB(0xFF, 0xFF, 0xFF), RGB(0xD5, 0xDA, 0xE1), RGB(0x15, 0x19, 0x1F), RGB(0x4E, 0x58, 0x66)};
static const Colours DARK = {RGB(0x1C, 0x22, 0x2B), RGB(0x32, 0x3B, 0x47), RGB(0xE8, 0xEC, 0xF1), RGB(0xA9, 0xB3, 0xC0)};

static const Colours *colours(void) {
    DWORD light = 1;
    DWORD size = sizeof light;
    RegGetValueW(HKEY_CURRENT_USER, L"Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
        L"AppsUseLightTheme", RRF_RT_REG_DWORD, NULL, &light, &size);
    return light ? &LIGHT : &DARK;
}

static int scaled(int length) {
    return MulDiv(length, (int)GetDpiForSystem(), USUAL_DPI);
}

/* Ends the search at a window that the user sees in place of this one. A portable program hands over to the process of
 * a newer version, whose window is known by its title. */
static BOOL CALLBACK look_at(HWND window, LPARAM splash) {
    DWORD process = 0;
    wchar_t title[256];
    if (window == (HWND)splash || !IsWindowVisible(window)) {
        return TRUE;
    }
    GetWindowThreadProcessId(window, &process);
    return process != GetCurrentProcessId() && !(GetWindowTextW(window, title, 256) && wcsstr(title, NAME));
}

static void write_line(HDC paint, const wchar_t *text, int size, int weight, COLORREF colour, int top) {
    HFONT font = CreateFontW(-scaled(size), 0, 0, 0, weight, FALSE, FALSE, FALSE, DEFAULT_CHARSET, OUT_DEFAULT_PRECIS,
        CLIP_DEFAULT_PRECIS, CLEARTYPE_QUALITY, DEFAULT_PITCH, L"Segoe UI");
    HGDIOBJ before = SelectObject(paint, font);
    SetTextColor(paint, colour);
    TextOutW(paint, scaled(PADDING + ICON_SIZE + PADDING / 2), scaled(top), text, (int)wcslen(text));
    SelectObject(paint, before);
    DeleteObject(font);
}

static void paint_splash(HWND splash) {
    PAINTSTRUCT state;
    RECT whole;
    HDC paint = BeginPaint(splash, &state);
    const Colours *all = colours();
    HBRUSH card = CreateSolidBrush(all->card);
    HBRUSH line = CreateSolidBrush(all->line);
    HICON icon = LoadImageW(
        GetModuleHandleW(NULL), MAKEINTRESOURCEW(1), IMAGE_ICON, scaled(ICON_SIZE), scaled(ICON_SIZE), LR_SHARED);
    GetClientRect(splash, &whole);
    FillRect(paint, &whole, card);
    FrameRect(paint, &whole, line);
    DrawIconEx(paint, scaled(PADDING), (whole.bottom - scaled(ICON_SIZE)) / 2, icon, scaled(ICON_SIZE),
        scaled(ICON_SIZE), 0, NULL, DI_NORMAL);
    SetBkMode(paint, TRANSPARENT);
    write_line(paint, NAME, 18, FW_SEMIBOLD, all->text, 20);
    write_line(paint, OPENING, 14, FW_NORMAL, all->muted, 46);
    DeleteObject(card);
    DeleteObject(line);
    EndPaint(splash, &state);
}

static LRESULT CALLBACK answer(HWND splash, UINT message, WPARAM word, LPARAM more) {
    switch (message) {
    case WM_PAINT:
        paint_splash(splash);
        return 0;
    case WM_ERASEBKGND:
        return 1; /* it is painted whole */
    case WM_DESTROY:
        PostQuitMessage(0);
        return 0;
    default:
        return DefWindowProcW(splash, message, word, more);
    }
}

static DWORD WINAPI show(void *unused) {
    WNDCLASSW kind = {.lpfnWndProc = answer, .hInstance = GetModuleHandleW(NULL), .lpszClassName = L"PageStudioSplash"};
    RECT area;
    MSG message;
    ULONGLONG begun = GetTickCount64();
    (void)unused;
    kind.hCursor = LoadCursorW(NULL, (LPCWSTR)IDC_APPSTARTING);
    SystemParametersInfoW(SPI_GETWORKAREA, 0, &area, 0);
    HWND splash = RegisterClassW(&kind)
        ? CreateWindowExW(WS_EX_TOOLWINDOW, kind.lpszClassName, TITLE, WS_POPUP,
              (area.left + area.right - scaled(WIDTH)) / 2, (area.top + area.bottom - scaled(HEIGHT)) / 2,
              scaled(WIDTH), scaled(HEIGHT), NULL, NULL, kind.hInstance, NULL)
        : NULL;
    if (!splash) {
        return 0;
    }
    ShowWindow(splash, SW_SHOW);
    UpdateWindow(splash);
    SetTimer(splash, 1, LOOK_MS, NULL);
    while (GetMessageW(&message, NULL, 0, 0) > 0) {
        bool replaced = message.message == WM_TIMER && !EnumWindows(look_at, (LPARAM)splash);
        if (replaced || GetTickCount64() - begun > LONGEST_MS) {
            DestroyWindow(splash);
        }
        DispatchMessageW(&message);
    }
    return 0;
}

/* Whether these words open the window: the name of a file or of a profile, or none. A verb does its work without one. */
static bool opens_window(int count, wchar_t **words) {
    for (int index = 1; index < count; index++) {
        if (wcscmp(words[index], L"--profile") == 0) {
            index++;
        } else if (GetFileAttributesW(words[index]) == INVALID_FILE_ATTRIBUTES) {
            return false;
        }
    }
    return true;
}

void show_splash(int count, wchar_t **words) {
    HANDLE thread = opens_window(count, words) ? CreateThread(NULL, 0, show, NULL, 0, NULL) : NULL;
    if (thread) {
        CloseHandle(thread);
    }
}
