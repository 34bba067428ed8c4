using System.CommandLine;
using System.Globalization;

namespace Tillsync.Commands;

/// <summary>Options that every command understands.</summary>
internal static class CommandOptions
{
    public static readonly Option<string?> Config = new("--config")
    {
        Description = "The configuration file. Default: tillsync.json in this folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> Storefront = new("--storefront")
    {
        Description = "Which storefront, where several are configured.",
        HelpName = "NAME",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document for machines.", Recursive = true };

    public static readonly Option<bool> Verbose = new("--verbose", "-v")
    {
        Description = "Show each request to the shop on standard error.",
        Recursive = true,
    };

    public static readonly Option<int?> Rows = MakeRows();

    private static Option<int?> MakeRows()
    {
        var rows = new Option<int?>("--rows")
        {
            Description = "Most rows of each table. Default: 40 in a terminal, all in a pipe.",
            HelpName = "N",
        };
        rows.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number < 1)
            {
                given.AddError($"--rows {token.Value} is out of range; give 1 or more.");
            }
        });
        return rows;
    }
}
