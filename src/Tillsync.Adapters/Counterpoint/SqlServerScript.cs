using System.Text;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The script in T-SQL as SQL Server 2008 R2 understands it.</summary>
internal static class SqlServerScript
{
    /// <summary>Guards every batch: GO cannot be left early, and a script run in the wrong database must not litter it.</summary>
    private const string IsCompany = "OBJECT_ID(N'dbo.IM_ITEM', N'U') IS NOT NULL";

    private const string Head = """
        -- Tillsync: the integration's tables, views and roles in a Counterpoint company database.
        -- Run it in that database (not in master) as a member of db_owner, with sqlcmd or Management Studio. It may be run again:
        -- tables that exist are left alone. Counterpoint's own tables are never changed.
        SET NOCOUNT ON;
        SET QUOTED_IDENTIFIER ON;
        SET ANSI_NULLS ON;
        GO

        IF OBJECT_ID(N'dbo.IM_ITEM', N'U') IS NULL
            PRINT 'There is no table dbo.IM_ITEM here: this is not a Counterpoint company database. Nothing is done.';
        GO

        """;

    private const string Foot = """
        -- Give a login its rights (once; the names are yours to choose):
        --   CREATE LOGIN tillsync WITH PASSWORD = '...';
        --   CREATE USER tillsync FOR LOGIN tillsync;
        --   EXEC sp_addrolemember N'tillsync_reader', N'tillsync';
        --   EXEC sp_addrolemember N'tillsync_writer', N'tillsync';   -- only where the sync log or the product map is switched on
        --   EXEC sp_addrolemember N'tillsync_stager', N'tillsync';   -- only where order staging is switched on (Till:StageOrders)
        -- Optional, the owner's decision: reads then never wait for a sale, nor a sale for them.
        --   ALTER DATABASE CURRENT_COMPANY SET ALLOW_SNAPSHOT_ISOLATION ON;

        """;

    public static string Build(CounterpointSchema? found)
    {
        var views = new ViewSpec(name => $"dbo.{name}", found);
        var script = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        foreach (var table in IntegrationSchema.Tables)
        {
            AppendBatch(script, $"-- {table.Purpose}", CreateTable(table));
        }

        AppendBatch(
            script,
            "-- When an article last changed: its own date or that of its web description, whichever is newer.",
            CreateView(CounterpointObjects.ProductView, ViewSpec.ProductColumns, ProductsStatement(views))
        );
        AppendBatch(
            script,
            "-- When an article's stock last changed. The sums span every location and are for people; Tillsync reads dbo.IM_INV.",
            CreateView(CounterpointObjects.StockView, ViewSpec.StockColumns, Execute(CounterpointObjects.StockView, views.StockLevels()))
        );
        AppendBatch(script, "-- Reading, and nothing else.", CreateRole("tillsync_reader"));
        AppendBatch(script, null, Grant("tillsync_reader", "SELECT", CounterpointObjects.Read));
        AppendBatch(script, "-- Writing the integration's own tables, each behind its switch.", CreateRole("tillsync_writer"));
        AppendBatch(
            script,
            null,
            Grant("tillsync_writer", "SELECT, INSERT", [CounterpointObjects.SyncLog])
                + "\n"
                + Grant("tillsync_writer", "SELECT, INSERT, UPDATE", [CounterpointObjects.Mapping])
        );
        AppendBatch(
            script,
            "-- Staging web orders; the customer numbers are somebody else's table, where a site has it.",
            CreateRole("tillsync_stager")
        );
        AppendBatch(
            script,
            null,
            Grant("tillsync_stager", "SELECT, INSERT, UPDATE", [CounterpointObjects.Staging])
                + "\n"
                + Grant("tillsync_stager", "SELECT", [CounterpointObjects.CustomerMap])
        );
        return script.Append(Foot.ReplaceLineEndings("\n")).ToString();
    }

    private static void AppendBatch(StringBuilder script, string? comment, string batch)
    {
        if (comment is not null)
        {
            script.Append(comment).Append('\n');
        }

        script.Append(batch.ReplaceLineEndings("\n")).Append("\nGO\n\n");
    }

    private static string CreateTable(TableSpec table)
    {
        var columns = string.Join(",\n        ", table.Columns.Select(column => Define(table, column)));
        var indexes = string.Concat(table.Indexes.Select(index => $"\n    {index.ToSql($"dbo.{table.Name}")}"));
        return $"""
            IF {IsCompany} AND OBJECT_ID(N'dbo.{table.Name}', N'U') IS NULL
            BEGIN
                CREATE TABLE dbo.{table.Name} (
                    {columns}
                );{indexes}
            END
            """;
    }

    private static string Define(TableSpec table, ColumnSpec column)
    {
        if (column.Type == ColumnSpec.Identity)
        {
            return $"{column.Name} int IDENTITY(1,1) NOT NULL CONSTRAINT PK_{table.Name} PRIMARY KEY";
        }

        var value = column.Default == ColumnSpec.Now ? "GETDATE()" : column.Default;
        var defaults = value is null ? "" : $" CONSTRAINT DF_{table.Name}_{column.Name} DEFAULT ({value})";
        return $"{column.Name} {column.Type} {(column.IsNullable ? "NULL" : "NOT NULL")}{defaults}";
    }

    /// <summary>A view of the same name that shows more columns belongs to somebody who needs them: it stays.</summary>
    private static string CreateView(string name, IReadOnlyList<string> columns, string create) =>
        $"""
            IF {IsCompany} AND EXISTS (
                SELECT 1 FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'dbo' AND TABLE_NAME = '{name}'
                    AND COLUMN_NAME NOT IN ({string.Join(", ", columns.Select(column => $"'{column}'"))}))
                PRINT 'dbo.{name} has columns that this script does not know, so it is left as it is. Tillsync can do with it, and without.';
            ELSE IF {IsCompany}
            BEGIN
                IF OBJECT_ID(N'dbo.{name}', N'V') IS NOT NULL
                    EXEC(N'DROP VIEW dbo.{name}');
            {create}
            END
            """;

    private static string ProductsStatement(ViewSpec views) =>
        $"""
                IF OBJECT_ID(N'dbo.{CounterpointObjects.WebDescription}', N'U') IS NOT NULL
                {Execute(CounterpointObjects.ProductView, views.Products(withWebDescription: true))}
                ELSE
                {Execute(CounterpointObjects.ProductView, views.Products(withWebDescription: false))}
            """;

    private static string Execute(string view, string select) =>
        $"    EXEC(N'CREATE VIEW dbo.{view} AS\n{select.Replace("'", "''", StringComparison.Ordinal)}');";

    private static string CreateRole(string role) =>
        $"""
            IF {IsCompany} AND NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'{role}' AND type = 'R')
                EXEC(N'CREATE ROLE {role}');
            """;

    private static string Grant(string role, string rights, IReadOnlyList<string> objects) =>
        string.Join(
                '\n',
                objects.Select(name =>
                    $"IF {IsCompany} AND OBJECT_ID(N'dbo.{name}') IS NOT NULL\n    EXEC(N'GRANT {rights} ON dbo.{name} TO {role}');"
                )
            )
            .Replace($"{IsCompany} AND OBJECT_ID(N'dbo.{CounterpointObjects.Items}') IS NOT NULL", IsCompany, StringComparison.Ordinal);
}
