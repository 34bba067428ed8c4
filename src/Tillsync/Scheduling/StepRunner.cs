namespace Tillsync.Scheduling;

/// <summary>Does what was shown, in order; ends at the first step that must not fail and does.</summary>
internal sealed class StepRunner(IToolRunner tools)
{
    /// <returns>What failed and may fail, one sentence each.</returns>
    /// <exception cref="ScheduleException">A step failed; those before it are done.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<ScheduleStep> steps, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        foreach (var step in steps)
        {
            switch (step)
            {
                case ScheduleStep.WriteFile file:
                    OnDisk(file.Path, () => Write(file));
                    break;
                case ScheduleStep.DeleteFile file:
                    OnDisk(file.Path, () => Delete(file.Path));
                    break;
                case ScheduleStep.RunTool tool when await RunAsync(tool, cancellationToken) is { } warning:
                    warnings.Add(warning);
                    break;
            }
        }

        return warnings;
    }

    private async Task<string?> RunAsync(ScheduleStep.RunTool step, CancellationToken cancellationToken)
    {
        var result = await tools.RunAsync(step.Call, cancellationToken);
        if (result.ExitCode == 0)
        {
            return null;
        }

        var said = result.Output.ReplaceLineEndings(" ").Trim();
        var cause = $"It ended with exit code {result.ExitCode}{(said.Length > 0 ? $": {said}" : ".")}";
        return step.MayFail ? $"{step.Call}: {cause} {step.Advice}" : throw new ScheduleException(step.Call.ToString(), cause, step.Advice);
    }

    private static void Write(ScheduleStep.WriteFile file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        File.WriteAllText(file.Path, file.Text, file.Encoding);
    }

    private static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static void OnDisk(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ScheduleException(path, exception.Message, "Run the command as an account that may write there.", exception);
        }
    }
}
