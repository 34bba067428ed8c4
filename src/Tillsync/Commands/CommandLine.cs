using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Parses, runs one command, and turns what ended it into a message and an exit code.</summary>
internal static class CommandLine
{
    private const string Stopped = "What was under way has been recorded; the next run goes on from there.";
    private const string Unprinted = "Free space where it goes; `tillsync history` shows what was done.";
    private const string Defect = "This is a defect of Tillsync; report it with what stands on standard error.";

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "Keeps a WooCommerce shop's stock true to the till (NCR Counterpoint). One way: Counterpoint -> shop.\n\n" + ExitCodes.Table
        );
        Option[] common = [CommandOptions.Config, CommandOptions.Storefront, CommandOptions.Json, CommandOptions.Verbose];
        foreach (var option in common)
        {
            root.Add(option);
        }

        foreach (var command in All())
        {
            root.Add(command);
        }

        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            var terminal = new Terminal(parsed.GetValue(CommandOptions.Json));
            return Fail(terminal, Mistake(parsed), ExitCodes.Usage);
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
        );
    }

    /// <summary>Gives a command its action: context, signals and errors are the same for all of them.</summary>
    public static Command Does(this Command command, Func<CommandContext, Task<int>> action)
    {
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, action, cancellationToken));
        return command;
    }

    private static Command[] All() =>
        [
            InitCommand.Create(),
            CheckCommand.Create(),
            SyncCommand.Create(),
            RunCommand.Create(),
            ServeCommand.Create(),
            .. PauseCommand.CreateAll(),
            WebhooksCommand.Create(),
            VerifyCommand.Create(),
            WhyCommand.Create(),
            StatusCommand.Create(),
            HistoryCommand.Create(),
            PlansCommand.Create(),
            ParkedCommand.Create(),
            MapCommand.Create(),
            RulesCommand.Create(),
            ReportCommand.Create(),
            UndoCommand.Create(),
            DoctorCommand.Create(),
            AlertsCommand.Create(),
            MonitorCommand.Create(),
            ScheduleCommand.Create(),
            ConfigCommand.Create(),
            DbCommand.Create(),
            SandboxCommand.Create(),
            DemoCommand.Create(),
        ];

    private static async Task<int> RunAsync(ParseResult parsed, Func<CommandContext, Task<int>> action, CancellationToken cancellationToken)
    {
        var terminal = new Terminal(parsed.GetValue(CommandOptions.Json));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var hardStop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, terminal, stop, hardStop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, terminal, stop, hardStop));
        var context = new CommandContext(parsed, terminal, TimeProvider.System, stop.Token, hardStop.Token);
        try
        {
            var code = await action(context);
            return terminal.OutputProblem is { } problem && code is (ExitCodes.Ok or ExitCodes.NotNeeded)
                ? Fail(terminal, new UsageException("Output", $"It could not be written: {problem}", Unprinted), ExitCodes.Failed)
                : code;
        }
        catch (TillsyncException exception)
        {
            return Fail(terminal, exception, CodeOf(exception));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return terminal.IsJson
                ? Fail(terminal, new UsageException("Run", "It was stopped.", Stopped), ExitCodes.Cancelled)
                : Say(terminal, $"Stopped. {Stopped}", ExitCodes.Cancelled);
        }
#pragma warning disable CA1031 // The last place where a defect can still be told from a documented outcome.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            terminal.Error($"error: tillsync itself failed, which is a defect: {exception}");
            return terminal.IsJson
                ? Fail(terminal, new UsageException("tillsync", $"It failed: {exception.Message}", Defect), ExitCodes.Defect)
                : ExitCodes.Defect;
        }
    }

    private static UsageException Mistake(ParseResult parsed)
    {
        // The last error is about what was typed; before it may stand that no command was recognised.
        var error = parsed.Errors[^1];
        var help = $"See `{NameOf(parsed.CommandResult)} --help`.";
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        return new UsageException(option is null ? "Command line" : Typed(option), error.Message, help);
    }

    /// <summary>With its value where there is exactly one, which the error is then about.</summary>
    private static string Typed(OptionResult option) =>
        option.Tokens is [var value] ? $"{option.Option.Name} {value.Value}" : option.Option.Name;

    /// <summary>The command as it is typed, e.g. <c>tillsync config show</c>.</summary>
    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "tillsync";

    private static void Stop(PosixSignalContext signal, Terminal terminal, CancellationTokenSource stop, CancellationTokenSource hardStop)
    {
        signal.Cancel = true;
        if (stop.IsCancellationRequested)
        {
            hardStop.Cancel();
            return;
        }

        terminal.Error("Stopping after the request that is under way; once more to end that, too.");
        stop.Cancel();
    }

    private static int Say(Terminal terminal, string text, int code)
    {
        terminal.Error(text);
        return code;
    }

    private static int CodeOf(TillsyncException exception) =>
        exception switch
        {
            ConfigurationException or UsageException or UnknownNameException => ExitCodes.Usage,
            PlanChangedException or PlanSettledException => ExitCodes.Held,
            LeaseHeldException or LeaseLostException => ExitCodes.LeaseHeld,
            _ => ExitCodes.Failed,
        };

    private static int Fail(Terminal terminal, TillsyncException exception, int code)
    {
        if (terminal.IsJson)
        {
            terminal.Json(new ErrorJson(exception.Subject, exception.Cause, exception.Advice, code), JsonShapes.Default.ErrorJson);
            return code;
        }

        if (exception is ConfigurationException { Errors.Count: > 1 } configuration)
        {
            terminal.Error($"error: {exception.Subject}: {configuration.Errors.Count} errors.");
            foreach (var error in configuration.Errors)
            {
                terminal.Error($"  - {error}");
            }
        }
        else
        {
            terminal.Error($"error: {exception.Subject}: {exception.Cause}");
        }

        terminal.Error($"  -> {exception.Advice}");
        return code;
    }
}
