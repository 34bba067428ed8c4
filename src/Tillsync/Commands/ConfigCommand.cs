using System.CommandLine;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class ConfigCommand
{
    public static Command Create()
    {
        var show = new Command("show", "Each value with its origin; secrets are masked.").Does(ShowAsync);
        return new Command("config", "The configuration.") { show };
    }

    private static Task<int> ShowAsync(CommandContext context)
    {
        var loaded = context.LoadConfiguration();
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(
                new ConfigJson(
                    loaded.Path,
                    [.. loaded.Settings.Select(setting => new SettingJson(setting.Path, setting.Shown, setting.Origin.ToString()!))],
                    loaded.Warnings
                ),
                JsonShapes.Default.ConfigJson
            );
        }
        else
        {
            context.Terminal.Line(loaded.Path);
            context.Terminal.Table(
                ["Key", "Value", "From"],
                [.. loaded.Settings.Select(setting => (string[])[setting.Path, setting.Shown, setting.Origin.ToString()!])],
                int.MaxValue
            );
            foreach (var warning in loaded.Warnings)
            {
                context.Terminal.Warn(warning);
            }
        }

        return Task.FromResult(ExitCodes.Ok);
    }
}
