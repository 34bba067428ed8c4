using System.CommandLine;
using Tillsync.Output;
using Tillsync.Sandbox;

namespace Tillsync.Commands;

internal static class SandboxCommand
{
    private static readonly Option<int?> Port = NumberOption.Create<int>(
        "--port",
        "N",
        "Loopback port; 0, or none given, takes a free one.",
        number => number is >= 0 and <= 65535,
        "a port from 0 to 65535"
    );

    private static readonly Option<string> Version = new("--woocommerce")
    {
        Description = "WooCommerce version to behave as: 8.9 to 11.0.",
        HelpName = "VERSION",
        DefaultValueFactory = _ => "11.0.1",
    };

    private static readonly Option<string> Key = new("--key") { Description = "Consumer key.", DefaultValueFactory = _ => "ck_sandbox" };
    private static readonly Option<string> Secret = new("--secret")
    {
        Description = "Consumer secret.",
        DefaultValueFactory = _ => "cs_sandbox",
    };

    private static readonly Option<bool> Https = new("--https")
    {
        Description = "Serve https with a self-signed certificate; otherwise http, where keys sign with OAuth 1.0a.",
    };

    public static Command Create() =>
        new Command("sandbox", "A WooCommerce-compatible shop on loopback, empty, for tests. Its state lasts as long as it runs.")
        {
            Port,
            Version,
            Key,
            Secret,
            Https,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var options = OptionsOf(context.Arguments);
        await using var shop = await StartAsync(options, context.Stop);
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(
                new SandboxJson(shop.Url.ToString(), options.WooCommerceVersion, options.ConsumerKey, options.ConsumerSecret),
                JsonShapes.Default.SandboxJson
            );
        }
        else
        {
            context.Terminal.Line($"Sandbox shop (WooCommerce {options.WooCommerceVersion}) at {shop.Url}");
            context.Terminal.Line($"  REST API: {shop.Url}wp-json/wc/v3   key: {options.ConsumerKey}   secret: {options.ConsumerSecret}");
            context.Terminal.Line("Ctrl-C ends it.");
        }

        await UntilStoppedAsync(context.Stop);
        return ExitCodes.Ok;
    }

    public static async Task UntilStoppedAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static SandboxOptions OptionsOf(ParseResult arguments)
    {
        var text = arguments.GetValue(Version) ?? "";
        if (!System.Version.TryParse(text, out var version) || version < new Version(8, 9) || version.Major > 11)
        {
            throw new UsageException(
                "--woocommerce",
                $"'{text}' is not a version that the sandbox knows.",
                "Give one from 8.9 to 11.0, e.g. 10.4.3."
            );
        }

        return new SandboxOptions
        {
            Port = arguments.GetValue(Port) ?? 0,
            WooCommerceVersion = text,
            ConsumerKey = arguments.GetValue(Key) ?? "",
            ConsumerSecret = arguments.GetValue(Secret) ?? "",
            Https = arguments.GetValue(Https),
        };
    }

    private static async Task<SandboxShop> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await SandboxShop.StartAsync(options, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new UsageException(
                $"--port {options.Port}",
                $"It cannot be opened: {exception.Message}",
                "Give another port, or 0 for a free one."
            );
        }
    }
}
