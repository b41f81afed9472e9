; The installer for Windows.   makensis -DVERSION=… -DSOURCE=… -DOUT=… installer.nsi
;
;   /S           ask and show nothing             /D=FOLDER   install there (the last word, without quotes)
;   /ALLUSERS    for every user of the PC; needs the rights of an administrator, who is asked where nothing says it
;   /WAIT        wait a minute for a running program to end; it starts this as its own last act
;   /BACK        install over a newer version, too: the program was asked to go back to this one
;
; Exit codes: 0 done, 1 given up by the user, 3 the program is running, 4 a newer version is installed, 5 the folder may
; not be written to or is the wrong one, 6 files could not be written. Whatever is refused leaves the old program whole.
;
; The program lies in $INSTDIR\app. A new one is unpacked beside it, in `next`, and takes its place by two renames; the
; one before stays as `previous`. The profile (%LOCALAPPDATA%\PageStudio) is touched neither here nor by uninstalling.

Target amd64-unicode ; the first word: else the installer is a 32-bit program
Unicode true
SetCompressor lzma
SetCompressorDictSize 32
SetDateSave off ; two builds are the same bytes
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "MUI2.nsh"
!include "WordFunc.nsh"

!define NAME "Page Studio"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\PageStudio"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME}"
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "${SOURCE}/page-studio.ico"
!define MUI_UNICON "${SOURCE}/page-studio.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\page-studio.exe"
!define MUI_FINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_PAGE_LICENSE "${SOURCE}/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_VIETNAMESE} "${NAME} đang chạy. Hãy đóng chương trình rồi cài lại."
LangString RUNNING ${LANG_ENGLISH} "${NAME} is running. Close it, then start this again."
LangString NEWER ${LANG_VIETNAMESE} "Trên máy đã có bản mới hơn:"
LangString NEWER ${LANG_ENGLISH} "A newer version is installed:"
LangString RIGHTS ${LANG_VIETNAMESE} "Cài cho mọi người dùng cần quyền quản trị. Hãy chạy với quyền quản trị, hoặc bỏ /ALLUSERS."
LangString RIGHTS ${LANG_ENGLISH} "Installing for all users needs the rights of an administrator. Run it as one, or leave /ALLUSERS out."
LangString EVERYONE ${LANG_VIETNAMESE} "Đang chạy với quyền quản trị. Cài cho mọi người dùng của máy này?"
LangString EVERYONE ${LANG_ENGLISH} "This runs with the rights of an administrator. Install for all users of this PC?"
LangString FOLDER ${LANG_VIETNAMESE} "Không ghi được vào thư mục này. Hãy chọn thư mục khác:"
LangString FOLDER ${LANG_ENGLISH} "This folder cannot be written to. Choose another:"
LangString PROFILE ${LANG_VIETNAMESE} "Thư mục này chứa dữ liệu công việc. Hãy chọn thư mục khác:"
LangString PROFILE ${LANG_ENGLISH} "This folder holds the data of the work. Choose another:"
LangString UNWRITTEN ${LANG_VIETNAMESE} "Không ghi được tệp; hãy kiểm tra dung lượng đĩa. Bản cũ vẫn dùng được."
LangString UNWRITTEN ${LANG_ENGLISH} "Files could not be written; check the free space. The old program still works."
LangString ASSOCIATED_RECORD ${LANG_VIETNAMESE} "Hồ sơ bài đăng"
LangString ASSOCIATED_RECORD ${LANG_ENGLISH} "Record of a publication"
LangString ASSOCIATED_EXCHANGE ${LANG_VIETNAMESE} "Bài trao đổi giữa các máy"
LangString ASSOCIATED_EXCHANGE ${LANG_ENGLISH} "Post from another PC"
LangString ASSOCIATED_BACKUP ${LANG_VIETNAMESE} "Bản sao lưu Page Studio"
LangString ASSOCIATED_BACKUP ${LANG_ENGLISH} "Backup of Page Studio"

Var Everyone ; "1" with /ALLUSERS
Var Patience ; how many more times it is looked, half a second apart, whether the program has ended

!macro Refuse code text
  SetErrorLevel ${code}
  MessageBox MB_ICONSTOP|MB_OK "${text}" /SD IDOK
  Quit
!macroend
!define Refuse "!insertmacro Refuse"

; Whether the program in $INSTDIR runs: Windows lets nobody write to a library that is loaded.
!macro RefuseRunning
  ${If} ${FileExists} "$INSTDIR\app\python3??.dll"
    FindFirst $R0 $R1 "$INSTDIR\app\python3*.dll"
    ${DoWhile} $R1 != ""
      ${Do}
        ClearErrors
        FileOpen $R2 "$INSTDIR\app\$R1" a
        ${IfNot} ${Errors}
          ${ExitDo}
        ${EndIf}
        ${If} $Patience < 1
          FindClose $R0
          ${Refuse} 3 "$(RUNNING)"
        ${EndIf}
        IntOp $Patience $Patience - 1
        Sleep 500
      ${Loop}
      FileClose $R2
      FindNext $R0 $R1
    ${Loop}
    FindClose $R0
  ${EndIf}
!macroend

!macro Begin
  SetRegView 64
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${If} ${Errors}
    SetShellVarContext current
  ${Else}
    StrCpy $Everyone 1
    SetShellVarContext all
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      ${Refuse} 5 "$(RIGHTS)"
    ${EndIf}
  ${EndIf}
  StrCpy $Patience 0
  ClearErrors
  ${GetOptions} $R0 "/WAIT" $R1
  ${IfNot} ${Errors}
    StrCpy $Patience 120
  ${EndIf}
!macroend

!macro Associate ending kind text
  WriteRegStr SHCTX "${CLASSES}\${ending}" "" "PageStudio.${kind}"
  WriteRegStr SHCTX "${CLASSES}\PageStudio.${kind}" "" "${text}"
  WriteRegStr SHCTX "${CLASSES}\PageStudio.${kind}\DefaultIcon" "" "$INSTDIR\page-studio.exe,0"
  WriteRegStr SHCTX "${CLASSES}\PageStudio.${kind}\shell\open\command" "" '"$INSTDIR\page-studio.exe" "%1"'
!macroend

!macro Dissociate ending kind
  ReadRegStr $R0 SHCTX "${CLASSES}\${ending}" ""
  ${If} $R0 == "PageStudio.${kind}"
    DeleteRegKey SHCTX "${CLASSES}\${ending}"
  ${EndIf}
  DeleteRegKey SHCTX "${CLASSES}\PageStudio.${kind}"
!macroend

Function .onInit
  !insertmacro Begin
  ${If} $Everyone != 1
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 == "Admin"
    ${AndIf} ${Cmd} `MessageBox MB_ICONQUESTION|MB_YESNO "$(EVERYONE)" /SD IDNO IDYES`
      StrCpy $Everyone 1
      SetShellVarContext all
    ${EndIf}
  ${EndIf}
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${KEY}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Everyone == 1
      StrCpy $INSTDIR "$PROGRAMFILES64\PageStudio"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\PageStudio"
    ${EndIf}
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/BACK" $R1
  StrCpy $R0 ""
  ${If} ${Errors}
    ReadRegStr $R0 SHCTX "${KEY}" "DisplayVersion"
  ${EndIf}
  ${If} $R0 != ""
    ${VersionCompare} "$R0" "${VERSION}" $R1
    ${If} $R1 == 1
      ${Refuse} 4 "$(NEWER) $R0"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro Begin
  !insertmacro RefuseRunning
FunctionEnd

Section
  SetShellVarContext current
  StrLen $R1 "$LOCALAPPDATA\PageStudio"
  StrCpy $R0 "$INSTDIR\" $R1
  StrCpy $R2 "$INSTDIR\" 1 $R1
  ${If} $R0 == "$LOCALAPPDATA\PageStudio"
  ${AndIf} $R2 == "\"
    ${Refuse} 5 "$(PROFILE) $INSTDIR"
  ${EndIf}
  ${If} $Everyone == 1
    SetShellVarContext all
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\studio.sqlite3"
    ${Refuse} 5 "$(PROFILE) $INSTDIR"
  ${EndIf}
  !insertmacro RefuseRunning

  RMDir /r "$INSTDIR\next"
  ClearErrors
  CreateDirectory "$INSTDIR\next"
  ${If} ${Errors}
    ${Refuse} 5 "$(FOLDER) $INSTDIR"
  ${EndIf}
  SetOverwrite try
  SetOutPath "$INSTDIR\next"
  File /r "${SOURCE}/*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    RMDir /r "$INSTDIR\next"
    ${Refuse} 6 "$(UNWRITTEN)"
  ${EndIf}

  !insertmacro RefuseRunning
  ${If} ${FileExists} "$INSTDIR\app\*"
    RMDir /r "$INSTDIR\previous"
    ClearErrors
    Rename "$INSTDIR\app" "$INSTDIR\previous"
    ${If} ${Errors}
      RMDir /r "$INSTDIR\next"
      ${Refuse} 3 "$(RUNNING)"
    ${EndIf}
  ${EndIf}
  Rename "$INSTDIR\next" "$INSTDIR\app"
  ${If} ${Errors}
    Rename "$INSTDIR\previous" "$INSTDIR\app"
    ${Refuse} 6 "$(UNWRITTEN)"
  ${EndIf}
  CopyFiles /SILENT "$INSTDIR\app\page-studio.exe" "$INSTDIR"
  CopyFiles /SILENT "$INSTDIR\app\studio.exe" "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\page-studio.exe"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\page-studio.exe"
  !insertmacro Associate ".psrecord" "Record" "$(ASSOCIATED_RECORD)"
  !insertmacro Associate ".psexchange" "Exchange" "$(ASSOCIATED_EXCHANGE)"
  !insertmacro Associate ".psbackup" "Backup" "$(ASSOCIATED_BACKUP)"
  StrCpy $R0 ""
  ${If} $Everyone == 1
    StrCpy $R0 " /ALLUSERS"
  ${EndIf}
  WriteRegStr SHCTX "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\page-studio.exe"
  WriteRegStr SHCTX "${KEY}" "Publisher" "The Page Studio authors"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"$R0'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S$R0'
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)" ; Explorer reads the endings anew
SectionEnd

Section Uninstall
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\previous"
  RMDir /r "$INSTDIR\next"
  RMDir /r "$INSTDIR\ocr" ; the second package
  Delete "$INSTDIR\page-studio.exe"
  Delete "$INSTDIR\studio.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where nothing of anybody else's lies in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  !insertmacro Dissociate ".psrecord" "Record"
  !insertmacro Dissociate ".psexchange" "Exchange"
  !insertmacro Dissociate ".psbackup" "Backup"
  DeleteRegKey SHCTX "${KEY}"
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
SectionEnd
