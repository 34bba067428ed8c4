using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

/// <summary>The contract on a T-SQL server, where TILLSYNC_TEST_SQLSERVER names one.</summary>
[Collection("SQL Server")]
public sealed class SqlServerStagedLineTests : StagedLineContract
{
    protected override async Task<TillBench> CreateTillAsync() => await SqlServerTillBench.CreateAsync();
}
