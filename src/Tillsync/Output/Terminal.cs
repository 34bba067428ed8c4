using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Tillsync.Output;

/// <summary>
/// The only place that writes to the console. Results go to standard output, progress and errors to standard error, so that a pipe gets
/// results only. Colour and progress are for people: a pipe gets neither. With <c>--json</c> standard output carries the one document, and
/// every other line goes to standard error.
/// </summary>
internal sealed class Terminal
{
    /// <summary>A pipe has no width; tables in it must not wrap.</summary>
    private const int PipeWidth = 4000;

    private const int InteractiveRows = 40;

    private readonly TextWriter _document;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly bool _showsProgress;
    private int _progressLength;

    public Terminal(bool isJson)
    {
#pragma warning disable RS0030 // The console is written here and nowhere else.
        _document = Console.Out;
        _error = Console.Error;
        _output = isJson ? _error : _document;
        IsJson = isJson;
        IsInteractive = !isJson && !Console.IsOutputRedirected;
        _showsProgress = !Console.IsErrorRedirected && !isJson;
        CanAsk = !isJson && !Console.IsInputRedirected && !Console.IsOutputRedirected;
#pragma warning restore RS0030
    }

    public bool IsJson { get; }

    public bool IsInteractive { get; }

    public bool CanAsk { get; }

    /// <summary>Why something could not be printed; null when everything was.</summary>
    public string? OutputProblem { get; private set; }

    public IProgress<Core.CycleProgress> Progress => new ProgressLine(this);

    /// <summary>Progress that only counts.</summary>
    public IProgress<int> Counting(string stage) => new CountLine(this, stage);

    /// <summary>What commands print that are run from here on goes to standard error, so that this one's document stays alone.</summary>
    public void KeepDocumentAlone()
    {
        if (IsJson)
        {
#pragma warning disable RS0030 // The console is written here and nowhere else.
            Console.SetOut(Console.Error);
#pragma warning restore RS0030
        }
    }

    public void Line(string text = "")
    {
        ClearProgress();
        Put(_output, text);
    }

    public void Warn(string text)
    {
        ClearProgress();
        Put(_error, $"warning: {text}");
    }

    public void Error(string text)
    {
        ClearProgress();
        Put(_error, text);
    }

    public void Json<T>(T value, JsonTypeInfo<T> type)
    {
        ClearProgress();
        Put(_document, JsonSerializer.Serialize(value, type));
    }

    /// <summary>One line of a stream of JSON documents, on standard output.</summary>
    public void JsonLine(string line)
    {
        ClearProgress();
        Put(_document, line);
    }

    /// <summary>Rows under a head.</summary>
    /// <param name="most">Most rows to show; null for what a person reads in a terminal, and for all of them in a pipe.</param>
    public void Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows, int? most = null)
    {
        ClearProgress();
        var limit = most ?? (IsInteractive ? InteractiveRows : int.MaxValue);
        var shown = rows.Count <= limit ? rows : [.. rows.Take(limit)];
        Write(TableOf(head, shown));
        if (shown.Count < rows.Count)
        {
            Line($"  ... and {rows.Count - shown.Count} more (--rows shows more)");
        }
    }

    /// <summary>A whole screen, once.</summary>
    /// <param name="most">As for <see cref="Table"/>.</param>
    public void Show(View view, int? most)
    {
        foreach (var line in view.Before)
        {
            Line(line);
        }

        if (view.Table.Rows.Count > 0)
        {
            Table(view.Table.Head, view.Table.Rows, most);
        }

        foreach (var line in view.After)
        {
            Line(line);
        }
    }

    /// <summary>A whole screen, again and again in the same place until it is cancelled; only where <see cref="IsInteractive"/>.</summary>
    public async Task LiveAsync(Func<Task<View>> read, TimeSpan every, TimeProvider time, CancellationToken cancellationToken)
    {
        var screen = Screen(_output);
        await screen
            .Live(new Text(""))
            .Overflow(VerticalOverflow.Ellipsis)
            .StartAsync(async live =>
            {
                while (true)
                {
                    live.UpdateTarget(Fitted(await read(), screen.Profile.Height));
                    await Task.Delay(every, time, cancellationToken);
                }
            });
    }

    /// <summary>With as many rows of the table as the screen has room for.</summary>
    private Rows Fitted(View view, int height)
    {
        var room = Math.Max(3, height - view.Before.Count - view.After.Count - 5);
        return new Rows([
            .. view.Before.Select(line => new Text(line)),
            TableOf(view.Table.Head, [.. view.Table.Rows.Take(room)]),
            .. view.After.Select(line => new Text(line)),
            new Text("Ctrl-C ends it."),
        ]);
    }

    private Table TableOf(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(IsInteractive ? TableBorder.Simple : TableBorder.None);
        foreach (var title in head)
        {
            var column = new TableColumn(Markup.Escape(title)) { NoWrap = !IsInteractive };
            table.AddColumn(column);
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }

        return table;
    }

    /// <summary>Asks a question; null when nobody answers.</summary>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken, bool isSecret = false)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(question)).AllowEmpty();
        return await (isSecret ? prompt.Secret() : prompt).ShowAsync(Screen(_output), cancellationToken);
    }

    /// <summary>In a pipe, without the blanks that fill up the last column.</summary>
    private void Write(Table table)
    {
        if (IsInteractive)
        {
            Screen(_output).Write(table);
            return;
        }

        using var text = new StringWriter();
        Screen(text).Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            Put(_output, line.TrimEnd());
        }
    }

    /// <summary>
    /// Output that cannot be written, to a file on a full disk say, must not stop a sync; the command's exit code tells of it at the end.
    /// </summary>
    private void Put(TextWriter writer, string text)
    {
        try
        {
            writer.WriteLine(text);
        }
        catch (IOException exception)
        {
            OutputProblem ??= exception.Message;
        }
    }

    private IAnsiConsole Screen(TextWriter output)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            }
        );
        if (!IsInteractive)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }

    private void ShowProgress(string text)
    {
        if (!_showsProgress)
        {
            return;
        }

        var line = text.Length > 110 ? text[..110] : text;
        _error.Write("\r" + line.PadRight(_progressLength));
        _progressLength = line.Length;
    }

    private void ClearProgress()
    {
        if (_progressLength > 0)
        {
            _error.Write("\r" + new string(' ', _progressLength) + "\r");
            _progressLength = 0;
        }
    }

    private sealed class CountLine(Terminal terminal, string stage) : IProgress<int>
    {
        public void Report(int value) => terminal.ShowProgress($"{stage}: {value}");
    }

    /// <summary>One line that is written over, on standard error.</summary>
    private sealed class ProgressLine(Terminal terminal) : IProgress<Core.CycleProgress>
    {
        public void Report(Core.CycleProgress value) =>
            terminal.ShowProgress(
                value switch
                {
                    { Total: { } total } => $"{value.Stage}: {value.Done} of {total}",
                    { Done: > 0 } => $"{value.Stage}: {value.Done}",
                    _ => $"{value.Stage} ...",
                }
            );
    }
}
