namespace Tillsync;

/// <summary>The exit codes, a documented interface (docs/commands.md). A code that is not listed means failure.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>Only <c>check</c>: no sync is needed. No other outcome of any command has this code.</summary>
    public const int NotNeeded = 1;

    public const int Usage = 2;

    /// <summary>The till, the shop or the journal failed.</summary>
    public const int Failed = 3;

    /// <summary>Done, but some items are parked, in doubt or (verify) wrong.</summary>
    public const int Parked = 4;

    public const int Held = 5;

    public const int LeaseHeld = 6;

    /// <summary>A fault of the program itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int Defect = 70;

    /// <summary>Ctrl-C, as shells report it.</summary>
    public const int Cancelled = 130;

    public const string Table = """
        Exit codes:
          0  done, or nothing to do        4  done, with items parked, in doubt or wrong
          1  check only: not needed        5  held by the guard, or the approved plan has changed
          2  usage or configuration        6  another run holds the lease
          3  till, shop or journal failed  any other: failure
        """;
}
