using System.CommandLine;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Configuration;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class DbCommand
{
    private static readonly Option<string?> Dialect = new("--dialect")
    {
        Description = "sqlserver or sqlite. Default: that of the configured till, else sqlserver.",
        HelpName = "DIALECT",
    };

    public static Command Create()
    {
        var script = new Command(
            "script",
            "Prints the SQL script for the USER_* tables, the two views and a least-privilege role. It is for you to read and run; Tillsync never runs it."
        )
        {
            Dialect,
        }.Does(ScriptAsync);
        return new Command("db", "The till's database.") { script };
    }

    private static async Task<int> ScriptAsync(CommandContext context)
    {
        var till = ConfiguredTill(context);
        var dialect = context.Arguments.GetValue(Dialect)?.ToLowerInvariant() switch
        {
            null => till?.Provider ?? TillProvider.SqlServer,
            "sqlserver" => TillProvider.SqlServer,
            "sqlite" => TillProvider.Sqlite,
            var other => throw new UsageException($"--dialect {other}", "No such dialect.", "Use sqlserver or sqlite."),
        };
        CounterpointSchema? found = null;
        if (till is not null && till.Provider == dialect)
        {
            // The views name only columns that the site really has, so the site is asked.
            found = await new CounterpointTill(till, context.Time).ProbeSchemaAsync(context.Stop);
        }

        var script = DatabaseScript.Build(dialect, found).TrimEnd();
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(new ScriptJson(JsonShaping.Name(dialect), script), JsonShapes.Default.ScriptJson);
        }
        else
        {
            context.Terminal.Line(script);
        }

        return ExitCodes.Ok;
    }

    /// <summary>Null when there is no configuration: the script is then made from the vendor's documented columns.</summary>
    private static TillOptions? ConfiguredTill(CommandContext context)
    {
        var named = context.Arguments.GetValue(CommandOptions.Config);
        if (named is null && !File.Exists(ConfigurationLoader.PathOf(null, Directory.GetCurrentDirectory())))
        {
            return null;
        }

        return Composition.TillOptionsOf(context.LoadStorefront().Storefront.Till);
    }
}
