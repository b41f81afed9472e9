#include <windows.h>

/* Shows at once that the program is being opened, where the words of its command open its window. */
void show_splash(int count, wchar_t **words);
