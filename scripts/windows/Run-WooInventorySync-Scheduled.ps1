#Requires -Version 5.1
<#
.SYNOPSIS
Checks whether an inventory sync is needed, and syncs if it is. Writes logs\woo_inventory_sync_*.log.
.DESCRIPTION
The same as: tillsync run. The exit code is tillsync's: 0 is well, 4 wants a look, 5 waits for approval, everything else is failure.
.EXAMPLE
.\Run-WooInventorySync-Scheduled.ps1
#>
[CmdletBinding()]
param([string]$Config)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Find-Tillsync.ps1')

$tillsync = Get-Tillsync
$arguments = @('run') + @(Get-TillsyncConfig $tillsync $Config)
$ErrorActionPreference = 'Continue' # What tillsync says on standard error is not an error of this script.
& $tillsync @arguments
exit $LASTEXITCODE
