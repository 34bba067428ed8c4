using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>What the till's database runs on.</summary>
public enum TillProvider
{
    /// <summary>Microsoft SQL Server 2008 R2 or newer, at compatibility level 100 or higher.</summary>
    SqlServer,

    /// <summary>A file that stands in for a till in demos and tests.</summary>
    Sqlite,
}

/// <summary>How to reach one company database of the till, and which part of it sells.</summary>
public sealed record TillOptions
{
    public TillProvider Provider { get; init; } = TillProvider.SqlServer;

    /// <summary>
    /// A secret: it is in no message and not in <see cref="ToString"/>. What it says explicitly (Encrypt, TrustServerCertificate,
    /// Connect Timeout, Application Name) wins over the defaults here; encryption is on unless it says otherwise.
    /// </summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Whose stock is sold online. Default: every location's, as long as nobody chose.</summary>
    public SellingLocations Locations { get; init; } = SellingLocations.Every;

    /// <summary>IM_ITEM.STAT codes of articles on sale. Default: A. The adapter passes codes on as they stand; the core judges them.</summary>
    public IReadOnlyList<string> ActiveStatuses { get; init; } = ["A"];

    /// <summary>Seconds until a server that does not answer counts as unreachable. Default: 15.</summary>
    public int ConnectTimeoutSeconds { get; init; } = 15;

    /// <summary>Seconds until a statement that runs is given up. Default: 30.</summary>
    public int CommandTimeoutSeconds { get; init; } = 30;

    /// <summary>Seconds that a read waits for a row that a till has locked. Default: 5.</summary>
    public int LockTimeoutSeconds { get; init; } = 5;

    /// <summary>Accept a server certificate that nobody vouches for: encrypted, but open to whoever sits in between. Default: no.</summary>
    public bool AllowUntrustedCertificate { get; init; }

    /// <summary>Append one row to USER_SYNC_LOG after each run, by <see cref="CounterpointSyncLog"/>. Default: no; the till's database is only read.</summary>
    public bool WriteSyncLog { get; init; }

    /// <summary>Provider and locations; never the connection string.</summary>
    public override string ToString() => $"{Provider}, locations: {Locations}, connection string: hidden";
}
