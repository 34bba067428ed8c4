using System.Collections.Concurrent;
using System.Reflection;
using Tillsync.Core.Recording;

namespace Tillsync.Simulation.Processes;

/// <summary>The journal, with a step of the process before and after each call: there it may die, sleep, or find the disk full.</summary>
internal class JournalSteps : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<JournalSteps, object?[], Task>> Calls = new();

    private static readonly MethodInfo CallWithResult = typeof(JournalSteps).GetMethod(
        nameof(CallForAsync),
        BindingFlags.NonPublic | BindingFlags.Instance
    )!;

    private IJournal? _inner;
    private SimulatedProcess? _process;

    private IJournal Inner => _inner ?? throw new InvalidOperationException("It was not made by Around.");

    private SimulatedProcess Process => _process ?? throw new InvalidOperationException("It was not made by Around.");

    public static IJournal Around(IJournal inner, SimulatedProcess process)
    {
        var made = Create<IJournal, JournalSteps>();
        var proxy = (JournalSteps)(object)made;
        (proxy._inner, proxy._process) = (inner, process);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return typeof(Task).IsAssignableFrom(targetMethod.ReturnType)
            ? Calls.GetOrAdd(targetMethod, CallOf)(this, args ?? [])
            : targetMethod.Invoke(Inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    private static Func<JournalSteps, object?[], Task> CallOf(MethodInfo method)
    {
        if (method.ReturnType == typeof(Task))
        {
            return (proxy, args) => proxy.CallAsync(method, args);
        }

        var call = CallWithResult.MakeGenericMethod(method.ReturnType.GetGenericArguments());
        var open = call.CreateDelegate<Func<JournalSteps, MethodInfo, object?[], Task>>();
        return (proxy, args) => open(proxy, method, args);
    }

    private async Task CallAsync(MethodInfo method, object?[] args)
    {
        await Process.BeforeJournalAsync(method.Name);
        await (Task)method.Invoke(Inner, BindingFlags.DoNotWrapExceptions, null, args, null)!; // The return type says so.
        await Process.AfterJournalAsync(method.Name);
    }

    private async Task<T> CallForAsync<T>(MethodInfo method, object?[] args)
    {
        await Process.BeforeJournalAsync(method.Name);
        var result = await (Task<T>)method.Invoke(Inner, BindingFlags.DoNotWrapExceptions, null, args, null)!; // As above.
        if (result is LeaseAnswer.Granted granted)
        {
            Process.Fence = granted.Lease.Fence;
        }
        else if (result is long run && method.Name == nameof(IJournal.BeginRunAsync) && Process.RunId == 0)
        {
            Process.RunId = run;
        }

        await Process.AfterJournalAsync(method.Name);
        return result;
    }
}
