/* For tests under Wine alone, never shipped: mscms.dll, in which Wine 10 aborts when Qt asks for a colour profile
   (WcsCreateIccProfile). Here no screen has one. */
#define EXPORT __declspec(dllexport)
#define NONE(name) EXPORT void *name(void) { return 0; }
#define FAILS(name) EXPORT int name(void) { return 0; }

NONE(OpenColorProfileW) NONE(WcsOpenColorProfileW) NONE(WcsCreateIccProfile)
FAILS(CloseColorProfile) FAILS(GetColorProfileFromHandle) FAILS(GetStandardColorSpaceProfileW)
FAILS(GetColorDirectoryW) FAILS(WcsGetDefaultColorProfile) FAILS(WcsGetDefaultColorProfileSize)
FAILS(GetColorProfileHeader)
