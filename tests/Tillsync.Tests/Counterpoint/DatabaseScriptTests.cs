using System.Text.RegularExpressions;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed partial class DatabaseScriptTests
{
    private static readonly string Script = DatabaseScript.Build(TillProvider.SqlServer, found: null);

    /// <summary>Newer than SQL Server 2008 R2 at compatibility level 100, or unwanted on a till.</summary>
    [Theory]
    [InlineData("OPENJSON")]
    [InlineData("STRING_SPLIT")]
    [InlineData("STRING_AGG")]
    [InlineData("TRIM(")]
    [InlineData("MERGE")]
    [InlineData("CREATE OR ALTER")]
    [InlineData("TRY_CONVERT")]
    [InlineData("TRY_CAST")]
    [InlineData("TRY_PARSE")]
    [InlineData("IIF")]
    [InlineData("CONCAT(")]
    [InlineData("FORMAT(")]
    [InlineData("OFFSET")]
    [InlineData("FETCH")]
    [InlineData("THROW")]
    [InlineData("IF EXISTS ")]
    [InlineData("ADD MEMBER")]
    [InlineData("NOLOCK")]
    [InlineData("SELECT *")]
    [InlineData("GROUP BY")]
    [InlineData("DROP TABLE")]
    [InlineData("ALTER TABLE")]
    [InlineData("ALTER DATABASE CURRENT ")]
    [InlineData("LIMIT")]
    [InlineData("WITH (")]
    public void NothingNewerThanLevel100(string construct)
    {
        Assert.DoesNotContain(construct, Code(Script), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(construct, string.Join('\n', Statements()), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(construct, string.Join('\n', StagingStatements()), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void TheSwitchOfOrderStaging_HasARoleOfItsOwn()
    {
        Assert.Contains("GRANT SELECT, INSERT, UPDATE ON dbo.USER_ORDER_STAGING TO tillsync_stager", Script, StringComparison.Ordinal);
        Assert.DoesNotContain("USER_ORDER_STAGING TO tillsync_writer", Script, StringComparison.Ordinal);
        Assert.DoesNotContain("DELETE", Code(Script), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void EveryBatch_ChecksThatItIsACompanyDatabase() =>
        Assert.All(
            SqlServerTillBench
                .Batches(Script)
                .Select(Code)
                .Where(batch => batch.Trim().Length > 0 && !batch.Contains("SET NOCOUNT", StringComparison.Ordinal)),
            batch => Assert.Contains("OBJECT_ID(N'dbo.IM_ITEM', N'U')", batch, StringComparison.Ordinal)
        );

    [Fact]
    public void Readers_GetExactlyWhatIsRead()
    {
        var granted = ReaderGrant().Matches(Script).Select(match => match.Groups[1].Value);

        Assert.Equal(CounterpointObjects.Read.Order(), granted.Order());
    }

    [Fact]
    public void CounterpointsOwnTables_AreNeverChanged() => Assert.Empty(VendorChange().Matches(Code(Script)).Select(match => match.Value));

    [Fact]
    public void Views_NameOnlyColumnsThatTheSiteHas()
    {
        var found = new CounterpointSchema([
            new FoundObject("IM_ITEM", Columns("ITEM_NO", "STAT", "IS_ECOMM_ITEM"), null),
            new FoundObject("IM_INV", Columns("ITEM_NO", "LOC_ID", "QTY_ON_HND", "QTY_COMMIT"), null),
        ]);

        var script = DatabaseScript.Build(TillProvider.SqlServer, found);

        Assert.DoesNotContain("i.DESCR", script, StringComparison.Ordinal);
        Assert.DoesNotContain("i.LST_MAINT_DT", script, StringComparison.Ordinal);
        Assert.DoesNotContain("s.QTY_AVAIL", script, StringComparison.Ordinal);
        Assert.Contains("NULL AS NAME", script, StringComparison.Ordinal);
        Assert.Contains("SUM(s.QTY_ON_HND - s.QTY_COMMIT)", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_EndAlikeEverywhere() => Assert.DoesNotContain('\r', Script + DatabaseScript.Build(TillProvider.Sqlite, found: null));

    private static HashSet<string> Columns(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);

    private static string Code(string script) => Comment().Replace(script, "");

    /// <summary>Every statement that a read or the sync log sends.</summary>
    private static IEnumerable<string> Statements()
    {
        var dialect = new SqlServerDialect(new TillOptions { ConnectionString = "Server=S;Database=D" });
        var queries = new CounterpointQueries(dialect, new CounterpointSchema([]));
        yield return dialect.ClockQuery;
        yield return CounterpointQueries.InsertSyncLog(dialect);
        foreach (var property in typeof(CounterpointQueries).GetProperties())
        {
            yield return (string)property.GetValue(queries)!;
        }
    }

    /// <summary>Every statement of order staging, without its lock: that hint is as old as the language.</summary>
    private static IEnumerable<string> StagingStatements()
    {
        var dialect = new SqlServerDialect(new TillOptions { ConnectionString = "Server=S;Database=D" });
        string[] statements =
        [
            CounterpointQueries.StagingRowsOf(dialect),
            CounterpointQueries.CustomerNumbers(dialect),
            CounterpointQueries.InsertStaging(dialect),
            CounterpointQueries.UpdateStaging(dialect),
            CounterpointQueries.WithdrawStaging(dialect),
            CounterpointQueries.MarkStaging(dialect),
        ];
        return statements.Select(text => text.Replace(dialect.LockHint, "", StringComparison.Ordinal));
    }

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    [GeneratedRegex("GRANT SELECT ON dbo\\.(\\w+) TO tillsync_reader")]
    private static partial Regex ReaderGrant();

    [GeneratedRegex("(ALTER|DROP|CREATE|INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\\s+(TABLE\\s+)?(dbo\\.)?(IM_|PS_|EC_|AR_)\\w+")]
    private static partial Regex VendorChange();
}
