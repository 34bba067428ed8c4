# Shared by the scripts beside it: finds tillsync and the configuration, and nothing else.

function Get-Tillsync {
    $name = if ($env:OS -eq 'Windows_NT') { 'tillsync.exe' } else { 'tillsync' }
    foreach ($folder in @($PSScriptRoot, (Split-Path $PSScriptRoot), (Split-Path (Split-Path $PSScriptRoot)))) {
        $path = Join-Path $folder $name
        if (Test-Path -LiteralPath $path -PathType Leaf) { return $path }
    }
    $found = Get-Command $name -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($found) { return $found.Source }
    throw "$name was not found beside these scripts, one or two folders above them, or in PATH."
}

# The file that -Config names; else tillsync.json beside the program; else the one in the current folder, which is tillsync's own default.
function Get-TillsyncConfig([string]$Tillsync, [string]$Config) {
    if ($Config) { return @('--config', $Config) }
    $beside = Join-Path (Split-Path $Tillsync) 'tillsync.json'
    if (Test-Path -LiteralPath $beside -PathType Leaf) { return @('--config', $beside) }
    return @()
}
