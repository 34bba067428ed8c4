using System.CommandLine;

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

    public static readonly Option<int?> Rows = NumberOption.Create<int>(
        "--rows",
        "N",
        "Most rows of each table. Default: 40 in a terminal, all in a pipe.",
        number => number >= 1,
        "a whole number of 1 or more"
    );
}
