/* For tests under Wine alone, never shipped: icuuc.dll, which Windows has had since 10 version 1703 and Wine has not.

   It knows no character sets; Qt then falls back on its own, which has all that this program reads. */
#include <stddef.h>

#define EXPORT __declspec(dllexport)
#define NOTHING(name) EXPORT void *name(void) { return NULL; }
#define U_FILE_ACCESS_ERROR 4

EXPORT void *ucnv_open(const char *name, int *error)
{
    (void)name;
    if (error)
        *error = U_FILE_ACCESS_ERROR;
    return NULL;
}

NOTHING(ucnv_close) NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NOTHING(ucnv_reset) NOTHING(ucnv_getMaxCharSize) NOTHING(ucnv_getName) NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_getFromUCallBack) NOTHING(ucnv_setToUCallBack) NOTHING(ucnv_setFromUCallBack)
NOTHING(ucnv_cbToUWriteUChars) NOTHING(ucnv_toUnicode) NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_toUCountPending) NOTHING(ucnv_fromUCountPending) NOTHING(ucnv_getStandardName)
NOTHING(ucnv_getAvailableName) NOTHING(ucnv_countAvailable) NOTHING(ucnv_fromUnicode)
