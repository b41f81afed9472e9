<#
    Thử Page Studio trên máy thật đầu tiên / trying Page Studio on the first real PC.

    Windows PowerShell 5.1, người dùng thường, không cần mạng:

        powershell -NoProfile -ExecutionPolicy Bypass -File first-pc.ps1 [-Installer PageStudio-…-setup.exe] [-Report FILE]

    Với -Installer, cài đặt (im lặng) rồi thử bản vừa cài; không có thì thử bản có tệp này trong thư mục. Mọi kết quả nằm
    trong một tệp văn bản, mặc định trên màn hình nền, để gửi lại. Muốn thử cỡ hiển thị 100 % và 150 %: đổi cỡ trong
    Settings > Display, rồi chạy lại với -Report khác. Không có tên người, mật khẩu hay nội dung bài nào trong tệp.

    What is looked at is asked of the program itself (studio --selftest, studio.ui.pc_trial); here are only the order,
    the sentences for the person, and the file. Saved as UTF-8 with a byte order mark: without one, PowerShell 5.1 reads
    the code page of the PC.
#>
[CmdletBinding()]
param(
    [string]$Installer = '',
    [string]$Report = ''
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
if (-not $Report) {
    $Report = Join-Path ([Environment]::GetFolderPath('Desktop')) 'page-studio-may-nay.txt'
}
$Program = $PSScriptRoot
$Lines = New-Object System.Collections.Generic.List[string]
$Failed = New-Object System.Collections.Generic.List[string]

function Write-Report([string]$Line) {
    $Lines.Add($Line)
    Write-Host $Line
    # Written anew each time: what ends in the middle has told what it knew. UTF-8 with its mark, for Notepad.
    [IO.File]::WriteAllLines($Report, $Lines.ToArray(), (New-Object Text.UTF8Encoding $true))
}

function Invoke-Step([string]$Name, [scriptblock]$Step) {
    Write-Report ''
    Write-Report "== $Name"
    $Clock = [Diagnostics.Stopwatch]::StartNew()
    try {
        $Code = & $Step
    } catch {
        Write-Report ('! ' + $_.Exception.Message)
        $Code = -1
    }
    $Seconds = [Math]::Round($Clock.Elapsed.TotalSeconds, 1)
    Write-Report ('   mã / code {0}, {1} s' -f $Code, $Seconds)
    if ($Code -ne 0) {
        $Failed.Add($Name)
    }
}

# Arguments are quoted here, and for good: none of ours ends in a backslash or holds a quote.
function Invoke-Program([string]$File, [string[]]$Words) {
    $Start = New-Object Diagnostics.ProcessStartInfo
    $Start.FileName = $File
    $Start.Arguments = ($Words | ForEach-Object { '"' + $_ + '"' }) -join ' '
    $Start.UseShellExecute = $false
    $Start.RedirectStandardOutput = $true
    $Start.RedirectStandardError = $true
    $Start.StandardOutputEncoding = [Text.Encoding]::UTF8
    $Start.StandardErrorEncoding = [Text.Encoding]::UTF8
    $Start.EnvironmentVariables['PYTHONUTF8'] = '1'
    $Process = [Diagnostics.Process]::Start($Start)
    $Errors = $Process.StandardError.ReadToEndAsync()
    $Said = $Process.StandardOutput.ReadToEnd()
    $Process.WaitForExit()
    foreach ($Line in (($Said + $Errors.Result) -split "`r?`n")) {
        if ($Line) {
            Write-Report ('   ' + $Line)
        }
    }
    return $Process.ExitCode
}

function Invoke-Trial([string[]]$Words) {
    return Invoke-Program (Join-Path $Program 'python.exe') (@('-m', 'studio.ui.pc_trial') + $Words)
}

Write-Report ('Page Studio, {0:yyyy-MM-dd HH:mm}' -f (Get-Date))
$System = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
Write-Report ('Windows {0} {1}, {2}, PowerShell {3}' -f [Environment]::OSVersion.Version, $System.ProductName,
    [Globalization.CultureInfo]::CurrentCulture.Name, $PSVersionTable.PSVersion)

if ($Installer) {
    Invoke-Step 'Cài đặt / install' {
        $Done = Start-Process -FilePath $Installer -ArgumentList '/S' -Wait -PassThru
        return $Done.ExitCode
    }
    $Program = Join-Path $env:LOCALAPPDATA 'Programs\PageStudio\app'
}
Write-Report ('Thư mục / folder: ' + $Program.Replace($env:USERPROFILE, '%USERPROFILE%'))

Invoke-Step 'Tự thử / selftest' {
    return Invoke-Program (Join-Path $Program 'python.exe') @('-m', 'studio', '--selftest')
}
Invoke-Step 'Kho khóa, 6.000 ký tự / keyring, 6,000 letters' { return Invoke-Trial @('keyring') }
Invoke-Step 'Màn hình và cỡ hiển thị / screens and DPI' { return Invoke-Trial @('screens') }
Invoke-Step 'Chữ trên từng màn hình / letters on each screen' {
    return Invoke-Trial @('seen', 'Chữ trong cửa sổ này có rõ, đủ dấu, không bị cắt không?', 'Có', 'Không')
}
Invoke-Step 'In ra PDF / printing to PDF' {
    return Invoke-Trial @('pdf', (Join-Path ([IO.Path]::GetTempPath()) 'page-studio-in-thử.pdf'))
}
Invoke-Step 'Gõ tiếng Việt / Telex' {
    $Wanted = 'Cảnh báo thủ đoạn lừa đảo trực tuyến'
    $Question = 'Bật bộ gõ của máy (Telex hoặc VNI), gõ đúng dòng này rồi bấm OK: ' + $Wanted
    return Invoke-Trial @('typed', $Question, $Wanted)
}

Write-Report ''
if ($Failed.Count) {
    Write-Report ('KHÔNG ĐẠT / not fit: ' + ($Failed -join '; '))
} else {
    Write-Report 'ĐẠT / fit'
}
Write-Report ('Gửi lại tệp này / send this file back: ' + $Report.Replace($env:USERPROFILE, '%USERPROFILE%'))
exit $Failed.Count
