#Requires -Version 5.1
<#
.SYNOPSIS
Shows recent inventory syncs: when, why, skipped or what was done, and what waits for somebody.
.DESCRIPTION
The same as: tillsync monitor --last-hours N [--details].
.EXAMPLE
.\Monitor-InventorySync.ps1 -LastNHours 48 -ShowDetails
#>
[CmdletBinding()]
param(
    [ValidateRange(0.01, 9600)][double]$LastNHours = 24,
    [switch]$ShowDetails,
    [string]$Config
)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Find-Tillsync.ps1')

$tillsync = Get-Tillsync
$hours = $LastNHours.ToString([Globalization.CultureInfo]::InvariantCulture)
$arguments = @('monitor', '--last-hours', $hours) + @(Get-TillsyncConfig $tillsync $Config)
if ($ShowDetails) { $arguments += '--details' }
$ErrorActionPreference = 'Continue' # What tillsync says on standard error is not an error of this script.
& $tillsync @arguments
exit $LASTEXITCODE
