using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

/// <summary>The contract on a T-SQL server, where TILLSYNC_TEST_SQLSERVER names one.</summary>
[Collection("SQL Server")]
public sealed class SqlServerOrderStagingTests : OrderStagingContract
{
    protected override async Task<TillBench> CreateTillAsync()
    {
        Assert.SkipWhen(SqlServerTillBench.ConnectionString is null, $"{SqlServerTillBench.Variable} names no server.");
        return await SqlServerTillBench.CreateAsync();
    }
}
