#Requires -Version 5.1
<#
.SYNOPSIS
Creates the scheduled task "WooCommerce Inventory Sync". Run it as administrator.
.DESCRIPTION
The same as: tillsync schedule install --interval-hours N. It prints what it does, does it, and reads the task back.
.EXAMPLE
.\Create-InventorySyncTask.ps1 -IntervalHours 24
#>
[CmdletBinding()]
param(
    [ValidateRange(0.1, 744)][double]$IntervalHours = 12,
    [string]$TaskName,
    [string]$User,
    [string]$Config,
    [switch]$DryRun
)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Find-Tillsync.ps1')

$tillsync = Get-Tillsync
$hours = $IntervalHours.ToString([Globalization.CultureInfo]::InvariantCulture)
$arguments = @('schedule', 'install', '--interval-hours', $hours) + @(Get-TillsyncConfig $tillsync $Config)
if ($TaskName) { $arguments += @('--task-name', $TaskName) }
if ($User) { $arguments += @('--user', $User) }
if ($DryRun) { $arguments += '--dry-run' }
$ErrorActionPreference = 'Continue' # What tillsync says on standard error is not an error of this script.
& $tillsync @arguments
exit $LASTEXITCODE
